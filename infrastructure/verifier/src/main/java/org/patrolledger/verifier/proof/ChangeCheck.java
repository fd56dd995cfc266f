package org.patrolledger.verifier.proof;

import static org.patrolledger.verifier.proof.RefutedException.require;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.summary.Coverage;
import org.patrolledger.domain.summary.LineageLine;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.LineageDocument;
import org.patrolledger.formats.change.Change;
import org.patrolledger.formats.change.Change.Cause;
import org.patrolledger.formats.change.Changes;
import org.patrolledger.formats.change.Figure;
import org.patrolledger.formats.words.Quantities;

/// What each edition says changed since the one before, against the lineage of both.
final class ChangeCheck {
    /// The first revision that can follow a withdrawal.
    private static final int RESTORED = 3;

    private ChangeCheck() {}

    static void run(ArchiveIndex index, Findings findings) {
        long checked = 0;
        for (var edition : index.editions()) {
            var key = edition.key();
            if (key.number() == 1) {
                findings.holds(
                        edition,
                        () ->
                                require(
                                        edition.manifest().changes().isEmpty(),
                                        key,
                                        "changes nothing, yet says so"));
                continue;
            }
            var before = index.before(edition);
            if (before.isPresent()
                    && edition.hasFigures()
                    && before.get().hasFigures()
                    && findings.holds(before.get(), () -> {})
                    && findings.holds(edition, () -> check(edition, before.get()))) {
                checked++;
            }
        }
        if (checked > 0) {
            findings.proved(
                    "what %s to have changed is what the lineage shows",
                    Quantities.counted(checked, "edition says", "editions say"));
        }
    }

    private static void check(Published edition, Published before) {
        try (var old = lineage(before);
                var now = new Last(lineage(edition))) {
            var was = before.summary().figures();
            var is = edition.summary().figures();
            var stated = edition.manifest().changes();
            var changes =
                    Changes.between(was, is, old, now, new StatedCauses(edition, stated, now))
                            .rows();
            require(
                    changes.equals(stated.stream().filter(it -> !isOfCoverage(it)).toList()),
                    edition.key(),
                    "says otherwise what changed than its lineage and that of "
                            + before.key()
                            + " do");
            coverage(edition, stated, was.coverage(), is.coverage());
            causes(edition, before, stated);
        } catch (IOException e) {
            throw new UncheckedIOException("a lineage cannot be read", e);
        }
    }

    private static LineageDocument.Reader lineage(Published edition) throws IOException {
        return new LineageDocument.Reader(edition.files().open(edition.name(EditionFile.LINEAGE)));
    }

    /// What the rules or the catalogue are said to have changed, where they are those of before.
    private static void causes(Published edition, Published before, List<Change> stated) {
        var manifest = edition.manifest();
        boolean sameRules = manifest.rules().equals(before.manifest().rules());
        boolean sameCatalogue = manifest.catalogue().equals(before.manifest().catalogue());
        for (var change : stated) {
            var impossible =
                    switch (change.cause()) {
                        case RULES -> sameRules;
                        case CATALOGUE -> sameCatalogue;
                        case LATE, REVISED, MOVED, WITHDRAWN -> false;
                    };
            require(
                    !impossible,
                    edition.key(),
                    "names the cause "
                            + change.cause().id()
                            + ", which the archive shows not to be one");
        }
    }

    /// A lineage that remembers the line it gave last.
    private static final class Last implements Iterator<LineageLine>, Closeable {
        private final LineageDocument.Reader lines;
        private @Nullable LineageLine last;

        Last(LineageDocument.Reader lines) {
            this.lines = lines;
        }

        @Override
        public boolean hasNext() {
            return lines.hasNext();
        }

        @Override
        public LineageLine next() {
            var line = lines.next();
            last = line;
            return line;
        }

        int revision(SubmissionId submission) {
            return last != null && last.submissionId().equals(submission) ? last.revision() : 0;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    private static boolean isOfCoverage(Change change) {
        return change.figure() instanceof Figure.Covered;
    }

    /// Which engagements report which shifts the lineage does not show; that every change is stated
    /// and its shares add up, the two summaries do.
    private static void coverage(
            Published edition, List<Change> stated, Coverage was, Coverage is) {
        coverage(edition, stated, Figure.Covered.EXPECTED, was.expected(), is.expected());
        coverage(edition, stated, Figure.Covered.REPORTED, was.reported(), is.reported());
    }

    private static void coverage(
            Published edition, List<Change> stated, Figure figure, long was, long is) {
        var entries = stated.stream().filter(it -> it.figure().equals(figure)).toList();
        require(
                entries.isEmpty() == (was == is)
                        && entries.stream().allMatch(it -> it.was() == was && it.now() == is)
                        && entries.stream().mapToLong(Change::share).sum() == is - was,
                edition.key(),
                "says otherwise how its coverage changed than its summary does");
    }

    /// Lineage shows that a submission left, not whether it was withdrawn or moved; and that one
    /// came corrected, not where from. The manifest's word is taken for both.
    private static final class StatedCauses implements Changes.Causes {
        private final Map<SubmissionId, Cause> causes = new HashMap<>();

        private final Published edition;
        private final Last lines;

        StatedCauses(Published edition, List<Change> stated, Last lines) {
            this.edition = edition;
            this.lines = lines;
            for (var change : stated) {
                if (!isOfCoverage(change)) {
                    change.submissions().forEach(it -> causes.put(it, change.cause()));
                }
            }
        }

        @Override
        public Cause departed(SubmissionId submission) {
            return causes.get(submission) == Cause.WITHDRAWN ? Cause.WITHDRAWN : Cause.MOVED;
        }

        @Override
        public Cause arrived(SubmissionId submission) {
            return switch (causes.get(submission)) {
                case LATE -> Cause.LATE;
                // It had been withdrawn, which is a revision too.
                case REVISED -> {
                    require(
                            lines.revision(submission) >= RESTORED,
                            edition.key(),
                            "says that a revision restored "
                                    + submission
                                    + ", which had none before");
                    yield Cause.REVISED;
                }
                case MOVED, WITHDRAWN, CATALOGUE, RULES -> Cause.MOVED;
                case null -> Cause.MOVED;
            };
        }
    }
}
