package org.patrolledger.verifier.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.LineageLine;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.formats.EditionFile;

/// Which submissions stand behind a figure, and which editions count a submission.
///
/// Each lineage is checked against its manifest before it is believed; signatures and chains are
/// [Verifier]'s business.
public final class Trace {
    /// A submission that adds to a figure.
    ///
    /// @param adds how much; for patrol minutes, the minutes of its own interval, which others may
    ///   overlap
    public record Contributor(
            SubmissionId submission, int revision, Digest digest, PlaceId place, long adds) {}

    /// The submissions behind a measure of an edition.
    ///
    /// @param value the figure in that edition's summary
    public record Behind(EditionKey edition, long value, List<Contributor> contributors) {
        public Behind {
            contributors = List.copyOf(contributors);
        }
    }

    /// An edition that counts a submission.
    public record Counted(EditionKey edition, LineageLine line) {}

    private Trace() {}

    /// The submissions behind `measure` in the newest edition of each summary of the archive.
    ///
    /// @param place only of this place; empty for the total
    /// @param summary a text that the edition's name contains, such as `weekly/2023-W05/grip`;
    ///   empty for any. One that names an edition traces that one
    /// @throws RefutedArchiveException if the archive does not hold
    public static List<Behind> measure(
            ArchiveFiles files, Measure measure, Optional<PlaceId> place, String summary) {
        return checked(
                files,
                index -> {
                    var found = new ArrayList<Behind>();
                    for (var edition : index.editions()) {
                        if (edition.key().toString().contains(summary)
                                && (summary.contains("/edition-") || newest(index, edition))) {
                            behind(edition, measure, place).ifPresent(found::add);
                        }
                    }
                    return found;
                });
    }

    private static boolean newest(ArchiveIndex index, Published edition) {
        return index.edition(edition.key().next()).isEmpty();
    }

    private static Optional<Behind> behind(
            Published edition, Measure measure, Optional<PlaceId> place) {
        var figures = edition.summary().figures();
        var measures = place.map(it -> figures.places().get(it)).orElse(figures.measures());
        if (place.isPresent() && !figures.places().containsKey(place.get())) {
            return Optional.empty();
        }
        var contributors = new ArrayList<Contributor>();
        lines(
                edition,
                line -> {
                    var at = line.contribution().place();
                    long adds = adds(line, measure);
                    boolean contributes =
                            measure.isSum() ? adds > 0 : line.contribution().patrol().isPresent();
                    if (contributes && place.map(at::equals).orElse(true)) {
                        contributors.add(
                                new Contributor(
                                        line.submissionId(),
                                        line.revision(),
                                        line.digest(),
                                        at,
                                        adds));
                    }
                });
        return Optional.of(new Behind(edition.key(), measures.get(measure), contributors));
    }

    private static long adds(LineageLine line, Measure measure) {
        var contribution = line.contribution();
        return measure.isSum()
                ? contribution.adds().get(measure)
                : contribution.patrol().map(it -> it.elapsed().toMinutes()).orElse(0L);
    }

    /// The editions that count `submission`, by operation and place in its chain.
    ///
    /// @throws RefutedArchiveException if the archive does not hold
    public static List<Counted> submission(ArchiveFiles files, SubmissionId submission) {
        return checked(
                files,
                index -> {
                    var found = new ArrayList<Counted>();
                    for (var edition : index.editions()) {
                        lines(
                                edition,
                                line -> {
                                    if (line.submissionId().equals(submission)) {
                                        found.add(new Counted(edition.key(), line));
                                    }
                                });
                    }
                    return found;
                });
    }

    private static void lines(Published edition, Consumer<LineageLine> each) {
        if (!edition.has(EditionFile.LINEAGE)) {
            return;
        }
        var name = edition.name(EditionFile.LINEAGE);
        edition.manifest()
                .file(EditionFile.LINEAGE)
                .ifPresent(file -> FileCheck.check(edition.files(), name, file));
        edition.lineage((line, bytes) -> each.accept(line));
    }

    private static <T> T checked(ArchiveFiles files, Function<ArchiveIndex, T> tracing) {
        try {
            var findings = new Findings();
            var index = ArchiveIndex.of(files, findings);
            findings.first()
                    .ifPresent(first -> {
                        throw first;
                    });
            return tracing.apply(index);
        } catch (RefutedException e) {
            throw new RefutedArchiveException(
                    new Verdict.Refuted(e.where(), String.valueOf(e.getMessage()), 0));
        }
    }

    /// The archive traced does not hold.
    public static final class RefutedArchiveException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Verdict.Refuted verdict;

        RefutedArchiveException(Verdict.Refuted verdict) {
            super(verdict.where() + " " + verdict.what());
            this.verdict = verdict;
        }

        public Verdict.Refuted verdict() {
            return verdict;
        }
    }
}
