package org.patrolledger.verifier.proof;

import static org.patrolledger.verifier.proof.RefutedException.require;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.LineageDocument;
import org.patrolledger.formats.Manifest;
import org.patrolledger.formats.change.Change;
import org.patrolledger.formats.change.Changes;
import org.patrolledger.formats.change.Changes.Arrival;
import org.patrolledger.formats.change.Changes.Departure;
import org.patrolledger.formats.words.Quantities;

/// What each edition says changed since the one before, against the lineage of both.
final class ChangeCheck {
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
            var before = index.edition(new EditionKey(key.summary(), key.number() - 1));
            if (before.isPresent()
                    && complete(edition)
                    && complete(before.get())
                    && findings.holds(before.get(), () -> {})
                    && findings.holds(edition, () -> check(edition, before.get()))) {
                checked++;
            }
        }
        if (checked > 0) {
            findings.proved(
                    String.format(
                            Locale.ROOT,
                            "what %s to have changed is what the lineage shows",
                            Quantities.counted(checked, "edition says", "editions say")));
        }
    }

    private static boolean complete(Published edition) {
        return edition.has(EditionFile.SUMMARY_JSON) && edition.has(EditionFile.LINEAGE);
    }

    private static void check(Published edition, Published before) {
        try (var old = lineage(before);
                var now = lineage(edition)) {
            var withdrawn = named(edition.manifest(), Change.Cause.WITHDRAWN);
            var late = named(edition.manifest(), Change.Cause.LATE);
            List<Change> changes =
                    Changes.between(
                            before.summary().figures().measures(),
                            edition.summary().figures().measures(),
                            old,
                            now,
                            id -> withdrawn.contains(id) ? Departure.WITHDRAWN : Departure.MOVED,
                            id -> late.contains(id) ? Arrival.NEW : Arrival.MOVED);
            require(
                    changes.equals(edition.manifest().changes()),
                    edition.key(),
                    "says otherwise what changed than its lineage and that of "
                            + before.key()
                            + " do");
        } catch (IOException e) {
            throw new UncheckedIOException("a lineage cannot be read", e);
        }
    }

    private static LineageDocument.Reader lineage(Published edition) throws IOException {
        return new LineageDocument.Reader(edition.files().open(edition.name(EditionFile.LINEAGE)));
    }

    /// Lineage shows that a submission left, not whether it was withdrawn or moved; and that one
    /// came corrected, not where from. The manifest's word is taken for both.
    private static Set<SubmissionId> named(Manifest manifest, Change.Cause cause) {
        var named = new HashSet<SubmissionId>();
        for (var change : manifest.changes()) {
            if (change.cause() == cause) {
                named.addAll(change.submissions());
            }
        }
        return named;
    }
}
