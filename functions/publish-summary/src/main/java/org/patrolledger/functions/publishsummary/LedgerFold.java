package org.patrolledger.functions.publishsummary;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.CountedRevision;
import org.patrolledger.domain.submission.Engagement;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.summary.Coverage;
import org.patrolledger.domain.summary.Figures;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.StagedFile;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.summary.SummaryFold;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.LineageDocument;
import org.patrolledger.formats.change.Change;
import org.patrolledger.formats.change.Change.Cause;
import org.patrolledger.formats.change.Changes;
import org.patrolledger.formats.change.Changes.Engaged;
import org.patrolledger.formats.change.Figure;

/// What the ledger says of one summary, and how that differs from the newest edition.
final class LedgerFold {
    private static final String LINEAGE = EditionFile.LINEAGE.fileName();
    private static final Figure SUBMISSIONS = Figure.total(Measure.SUBMISSIONS);

    private final SubmissionLog log;
    private final SummaryArchive archive;
    private final SummaryKey key;
    private boolean missedSome;

    LedgerFold(SubmissionLog log, SummaryArchive archive, SummaryKey key) {
        this.log = log;
        this.archive = archive;
        this.key = key;
    }

    /// What the ledger says.
    ///
    /// @param underEarlier the coverage that the catalogue of the newest edition gives
    /// @param neighbours engagements of days next to the period that came or changed since the
    ///   newest edition
    record Folded(Figures figures, Coverage underEarlier, List<Engaged> neighbours) {}

    /// Folds the ledger into figures and writes their lineage to `lineage`, keeping no submission
    /// in memory.
    Folded fold(Catalogue catalogue, Optional<NewestEdition> newest, StagedFile lineage)
            throws IOException {
        var fold = new SummaryFold(key, catalogue, newest.flatMap(NewestEdition::catalogue));
        var engaged = new ArrayList<Engaged>();
        try (var neighbours = log.counted(fold.neighbours())) {
            neighbours.forEach(revision -> {
                fold.addNeighbour(revision);
                newest.flatMap(it -> engaged(revision, it.publishedAt())).ifPresent(engaged::add);
            });
        }
        var lines = new LineageDocument.Writer(lineage);
        try (var revisions = log.counted(fold.days())) {
            revisions.forEach(revision -> fold.add(revision).ifPresent(lines::write));
        }
        lines.flush();
        var figures = fold.figures();
        var coverage = fold.earlierCoverage().orElseGet(() -> coverage(newest, figures));
        return new Folded(figures, coverage, engaged);
    }

    /// What an earlier catalogue that cannot be read any more is taken to have given: where another
    /// number of shifts is expected, the catalogue changed all there is to change.
    private static Coverage coverage(Optional<NewestEdition> newest, Figures figures) {
        var now = figures.coverage();
        return newest.map(it -> it.figures().coverage())
                .filter(was -> was.expected() != now.expected())
                .orElse(now);
    }

    /// Whether a revision came since an edition and may report a shift, or no longer does.
    private static Optional<Engaged> engaged(CountedRevision revision, Instant since) {
        if (!(revision.submission() instanceof Engagement it)
                || revision.receivedAt().isBefore(since)) {
            return Optional.empty();
        }
        var cause =
                revision.withdrawn()
                        ? Cause.WITHDRAWN
                        : revision.firstReceivedAt().isBefore(since) ? Cause.REVISED : Cause.LATE;
        return Optional.of(new Engaged(it.id(), it.place(), cause));
    }

    /// What differs from the newest edition.
    ///
    /// @param catalogue by which it was folded
    /// @param staging where the lineage lies that [#fold] wrote
    List<Change> changes(
            Catalogue catalogue, Optional<NewestEdition> newest, Folded folded, String staging)
            throws IOException {
        if (newest.isEmpty()) {
            return List.of();
        }
        var was = newest.get();
        try (var before = lineage(archive.open(was.key(), LINEAGE), was.key().toString());
                var after = lineage(archive.openStaged(staging, LINEAGE), staging)) {
            var now = folded.figures();
            var found =
                    Changes.between(was.figures(), now, before, after, new LedgerCauses(catalogue));
            var engaged = new ArrayList<>(found.engaged());
            engaged.addAll(folded.neighbours());
            var changes = new ArrayList<>(found.rows());
            changes.addAll(
                    Changes.coverage(
                            was.figures().coverage(),
                            now.coverage(),
                            folded.underEarlier(),
                            engaged));
            return changes;
        }
    }

    private static LineageDocument.Reader lineage(Optional<InputStream> content, String of) {
        return new LineageDocument.Reader(
                content.orElseThrow(() -> new IllegalStateException(of + " lacks its lineage")));
    }

    /// Whether [#changes] met a submission that belongs to this summary and was not read. Days are
    /// read one by one, so one that was corrected meanwhile, say to another day of the period, may
    /// have been met at neither. To be folded again then: no ledger ever said these figures.
    ///
    /// One that no edition counted yet cannot be missed by this; it comes with its own notice.
    boolean missedSome() {
        return missedSome;
    }

    /// What the ledger knows of submissions that one edition counts and the other does not.
    private final class LedgerCauses implements Changes.Causes {
        private final Catalogue catalogue;

        LedgerCauses(Catalogue catalogue) {
            this.catalogue = catalogue;
        }

        @Override
        public Cause departed(SubmissionId submission) {
            var current = log.current(submission);
            missedSome |= current.filter(LedgerFold.this::counts).filter(this::isRead).isPresent();
            return current.filter(Revision::withdrawn).isPresent() ? Cause.WITHDRAWN : Cause.MOVED;
        }

        /// Whether a fold reads the day at all: else it would be folded again for ever.
        private boolean isRead(Revision revision) {
            var submission = revision.submission();
            return catalogue
                    .operation(submission.operation())
                    .filter(it -> it.activeOn(submission.day()))
                    .isPresent();
        }

        /// A submission that was of this summary ever since it came, and was not counted, is late,
        /// unless it came before the first edition, which missed it while it was corrected.
        @Override
        public Cause arrived(SubmissionId submission) {
            var revisions = log.revisions(submission);
            if (!revisions.stream().allMatch(revision -> belongs(revision))) {
                return Cause.MOVED;
            }
            return revisions.stream().noneMatch(Revision::withdrawn)
                            && revisions.getFirst().receivedAt().isAfter(key.period().publishedAt())
                    ? Cause.LATE
                    : Cause.REVISED;
        }
    }

    /// Whether everything in which an edition just made differs from the one before may be gone
    /// from the ledger again.
    ///
    /// Then the message that it had gone may have had the ledger compared with the edition before,
    /// while this one was being made, and found nothing to do; nobody else would look again. Of
    /// anything that stays, its own notice is still to come, or would have made an edition first. A
    /// correction cannot be undone but by another revision; only what was added can go.
    boolean mayBeUndone(Optional<NewestEdition> newest, Figures figures, List<Change> changes) {
        if (newest.isEmpty() || figures.sameAs(newest.get().figures())) {
            return false;
        }
        var before = newest.get().figures().inputs();
        if (figures.inputs().equals(before)) {
            return true;
        }
        return figures.inputs().submissions() > before.submissions()
                && changes.stream()
                        .filter(change -> change.figure().equals(SUBMISSIONS))
                        .flatMap(change -> change.submissions().stream())
                        .flatMap(submission -> log.current(submission).stream())
                        .noneMatch(revision -> counts(revision));
    }

    private boolean counts(Revision revision) {
        return !revision.withdrawn() && belongs(revision);
    }

    private boolean belongs(Revision revision) {
        var operation = revision.submission().operation();
        return key.period().contains(revision.submission().day())
                && (key.operation().equals(OperationId.ALL) || key.operation().equals(operation));
    }
}
