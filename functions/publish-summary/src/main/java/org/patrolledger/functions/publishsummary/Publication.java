package org.patrolledger.functions.publishsummary;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Engagement;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.summary.ChainHead;
import org.patrolledger.domain.summary.Coverage;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Figures;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Signer;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.summary.SummaryFold;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.formats.ArchivedCatalogue;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.LineageDocument;
import org.patrolledger.formats.Manifest;
import org.patrolledger.formats.ManifestSignature;
import org.patrolledger.formats.Publisher;
import org.patrolledger.formats.SummaryDocument;
import org.patrolledger.formats.change.Change;
import org.patrolledger.formats.change.Change.Cause;
import org.patrolledger.formats.change.Changes;
import org.patrolledger.formats.change.Changes.Engaged;
import org.patrolledger.formats.change.Figure;
import org.patrolledger.functions.publishsummary.EditionWriter.Draft;
import org.patrolledger.functions.publishsummary.EditionWriter.Superseded;

/// Makes the next edition of a summary, if what the ledger says now differs from the newest one.
///
/// The same code whatever made the summary due, so a scheduled run and one by hand cannot differ,
/// and a repeated message finds nothing to do. Two publications of one operation at the same time
/// are decided by the head of its chain: the one that moves it on has made its edition, the other
/// goes on from what is published then.
final class Publication {
    /// How often the head may have moved on before this gives up and leaves the rest to the queue's
    /// next try.
    private static final int ATTEMPTS = 20;

    private static final Figure SUBMISSIONS = Figure.total(Measure.SUBMISSIONS);

    private final SubmissionLog log;
    private final CatalogueCache catalogue;
    private final SummaryArchive archive;
    private final Signer signer;
    private final EditionWriter writer;
    private final InstantSource clock;
    private volatile boolean keyPublished;

    Publication(
            SubmissionLog log,
            CatalogueStore catalogues,
            SummaryArchive archive,
            Signer signer,
            Publisher publisher,
            InstantSource clock) {
        this(log, catalogues, archive, signer, new EditionWriter(signer, publisher), clock);
    }

    Publication(
            SubmissionLog log,
            CatalogueStore catalogues,
            SummaryArchive archive,
            Signer signer,
            EditionWriter writer,
            InstantSource clock) {
        this.log = log;
        this.catalogue = new CatalogueCache(catalogues);
        this.archive = archive;
        this.signer = signer;
        this.writer = writer;
        this.clock = clock;
    }

    /// What became of a summary that was due.
    sealed interface Outcome {
        /// A new edition was made.
        record Published(EditionKey edition) implements Outcome {}

        /// The newest edition still says what the ledger says.
        record Unchanged() implements Outcome {}

        /// The catalogue has no such operation.
        record Unknown() implements Outcome {}
    }

    /// The newest edition.
    ///
    /// @param catalogue what it was made under, where that can still be read
    private record Published(
            Summary summary, Superseded superseded, Optional<Catalogue> catalogue) {
        EditionKey key() {
            return summary.edition();
        }

        Figures figures() {
            return summary.figures();
        }

        Instant publishedAt() {
            return superseded.manifest().publishedAt();
        }

        boolean isFinal() {
            return summary.status() == Status.FINAL;
        }
    }

    /// Publishes `key` if it changed.
    ///
    /// @throws StorageException if storage is throttled or away, or others published faster; to be
    ///   tried again
    Outcome publish(SummaryKey key) throws IOException {
        if (catalogue.current().covered(key.operation()).isEmpty()) {
            return new Outcome.Unknown();
        }
        archive.begin(key);
        Optional<EditionKey> made = Optional.empty();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var folder = Files.createTempDirectory("edition-");
            try {
                // Read after the beginning, as the submissions are: one of an operation added since
                // is either counted or makes this summary due again.
                var attempted = attempt(key, catalogue.current(), folder);
                made = attempted.made().isPresent() ? attempted.made() : made;
                if (attempted.last()) {
                    return made.<Outcome>map(Outcome.Published::new)
                            .orElseGet(Outcome.Unchanged::new);
                }
            } finally {
                delete(folder);
            }
        }
        throw contended(key);
    }

    /// One comparison of the ledger with the newest edition.
    ///
    /// @param made the edition it led to
    /// @param last whether what is published needs no further attempt
    private record Attempt(Optional<EditionKey> made, boolean last) {}

    /// What the ledger says.
    ///
    /// @param underEarlier the coverage that the catalogue of the newest edition gives
    /// @param neighbours engagements of days next to the period that came or changed since the
    ///   newest edition
    private record Folded(Figures figures, Coverage underEarlier, List<Engaged> neighbours) {}

    /// Folds and publishes once. Not the last attempt where somebody else has published this very
    /// summary meanwhile, or may have found an edition good that this one has replaced.
    private Attempt attempt(SummaryKey key, Catalogue catalogue, Path folder) throws IOException {
        var head = completedHead(key);
        var newest = newest(key);
        var folded = fold(key, catalogue, newest, folder);
        var figures = folded.figures();
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var status = status(key.period(), now, newest);
        if (newest.isPresent()
                && newest.get().summary().status() == status
                && figures.sameAs(newest.get().figures())) {
            return new Attempt(Optional.empty(), true);
        }
        var edition = newest.map(it -> it.key().next()).orElseGet(() -> new EditionKey(key, 1));
        var changes = changes(key, newest, folded, folder);
        var superseded = newest.map(Published::superseded);
        keep(catalogue);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            // Compared with what is before it in the chain, so read again for each head.
            var comparisons = new Comparisons(archive, key, catalogue);
            var trend = comparisons.trend();
            var summary =
                    new Summary(
                            edition,
                            status,
                            figures,
                            comparisons.previous(trend),
                            comparisons.yearEarlier(),
                            trend);
            var draft = new Draft(summary, catalogue, now, head, superseded, changes);
            if (commit(draft, folder)) {
                return new Attempt(
                        Optional.of(edition), !mayBeUndone(key, newest, figures, changes));
            }
            head = completedHead(key);
            if (!archive.newest(key).equals(newest.map(Published::key))) {
                return new Attempt(Optional.empty(), false);
            }
        }
        throw contended(key);
    }

    /// Whether everything in which an edition just made differs from the one before may be gone
    /// from the ledger again.
    ///
    /// Then whoever was told of its going may have compared the ledger with the edition before,
    /// while this one was being made, and found nothing to do; nobody else would look again. Of
    /// anything that stays, its own notice is still to come, or would have made an edition first. A
    /// correction cannot be undone but by another revision; only what was added can go.
    private boolean mayBeUndone(
            SummaryKey key, Optional<Published> newest, Figures figures, List<Change> changes) {
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
                        .noneMatch(revision -> counts(key, revision));
    }

    /// Tries to make `draft` the next link of its chain; false where another edition of the
    /// operation was faster.
    private boolean commit(Draft draft, Path folder) {
        publishKey();
        var written = writer.write(draft, folder);
        var edition = draft.summary().edition();
        // A prefix of its own for each try: what is staged for a committed edition is never written
        // over.
        var staging = "staging/" + edition + "/" + UUID.randomUUID() + "/";
        for (var file : written.manifest().manifest().files()) {
            archive.stage(staging, file.name(), folder.resolve(file.name()));
        }
        archive.stage(staging, SummaryArchive.MANIFEST, folder.resolve(SummaryArchive.MANIFEST));
        var link = new ChainHead.Link(edition, written.digest(), staging);
        var committed =
                archive.commit(
                        edition.summary().operation(), draft.head(), draft.head().next(link));
        if (committed) {
            archive.complete(link);
        }
        return committed;
    }

    /// Whoever has an edition must be able to find the key that verifies it.
    private void publishKey() {
        if (!keyPublished) {
            var key = signer.publicKey();
            archive.keep(
                    ManifestSignature.keyPath(ManifestSignature.keyId(key)),
                    ManifestSignature.pem(key).getBytes(StandardCharsets.US_ASCII));
            keyPublished = true;
        }
    }

    /// The head of the chain, once the edition that made it is visible: whoever committed it may
    /// have died before that.
    private ChainHead completedHead(SummaryKey key) {
        var head = archive.head(key.operation());
        head.latest().ifPresent(archive::complete);
        return head;
    }

    private Optional<Published> newest(SummaryKey key) {
        return archive.newest(key)
                .map(edition -> {
                    var superseded = Superseded.of(archive.read(edition, SummaryArchive.MANIFEST));
                    return new Published(
                            summary(edition), superseded, catalogue(superseded.manifest()));
                });
    }

    /// The catalogue that an edition was made under; empty where its manifest names none.
    private Optional<Catalogue> catalogue(Manifest manifest) {
        return manifest.catalogue()
                .flatMap(it -> archive.kept(it.path()))
                .map(ArchivedCatalogue::read);
    }

    /// Keeps `catalogue` beside the summaries, once for each version.
    private void keep(Catalogue catalogue) {
        var version = ArchivedCatalogue.version(catalogue);
        archive.keep(version.path(), ArchivedCatalogue.write(catalogue));
    }

    private Summary summary(EditionKey edition) {
        return SummaryDocument.read(archive.read(edition, EditionFile.SUMMARY_JSON.fileName()));
    }

    /// What was final stays so, whatever the clock of this machine says.
    private static Status status(ReportingPeriod period, Instant now, Optional<Published> newest) {
        return newest.filter(Published::isFinal).isPresent()
                ? Status.FINAL
                : Status.of(period, now);
    }

    /// Folds the ledger into figures and writes their lineage into `folder`, keeping no submission
    /// in memory.
    private Folded fold(
            SummaryKey key, Catalogue catalogue, Optional<Published> newest, Path folder)
            throws IOException {
        var fold = new SummaryFold(key, catalogue, newest.flatMap(Published::catalogue));
        var engaged = new ArrayList<Engaged>();
        try (var neighbours = log.current(fold.neighbours())) {
            neighbours.forEach(revision -> {
                fold.addNeighbour(revision);
                newest.flatMap(it -> engaged(revision, it.publishedAt())).ifPresent(engaged::add);
            });
        }
        try (var lineage =
                        new LineageDocument.Writer(
                                new BufferedOutputStream(
                                        Files.newOutputStream(lineage(folder)), 1 << 16));
                var revisions = log.current(fold.days())) {
            revisions.forEach(revision -> fold.add(revision).ifPresent(lineage::write));
        }
        var figures = fold.figures();
        var coverage = fold.earlierCoverage().orElseGet(() -> coverage(newest, figures));
        return new Folded(figures, coverage, engaged);
    }

    /// What an earlier catalogue that cannot be read any more is taken to have given: where another
    /// number of shifts is expected, the catalogue changed all there is to change.
    private static Coverage coverage(Optional<Published> newest, Figures figures) {
        var now = figures.coverage();
        return newest.map(it -> it.figures().coverage())
                .filter(was -> was.expected() != now.expected())
                .orElse(now);
    }

    /// Whether a revision came since an edition and may report a shift, or no longer does.
    private static Optional<Engaged> engaged(Revision revision, Instant since) {
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

    private static Path lineage(Path folder) {
        return folder.resolve(EditionFile.LINEAGE.fileName());
    }

    private List<Change> changes(
            SummaryKey key, Optional<Published> newest, Folded folded, Path folder)
            throws IOException {
        if (newest.isEmpty()) {
            return List.of();
        }
        var was = newest.get();
        var old =
                archive.open(was.key(), EditionFile.LINEAGE.fileName())
                        .orElseThrow(
                                () -> new IllegalStateException(was.key() + " lacks its lineage"));
        try (var before = new LineageDocument.Reader(old);
                var after = new LineageDocument.Reader(Files.newInputStream(lineage(folder)))) {
            var now = folded.figures();
            var found = Changes.between(was.figures(), now, before, after, new LedgerCauses(key));
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

    /// What the ledger knows of submissions that one edition counts and the other does not.
    private final class LedgerCauses implements Changes.Causes {
        private final SummaryKey key;

        LedgerCauses(SummaryKey key) {
            this.key = key;
        }

        @Override
        public Cause departed(SubmissionId submission) {
            return log.current(submission).filter(Revision::withdrawn).isPresent()
                    ? Cause.WITHDRAWN
                    : Cause.MOVED;
        }

        /// A submission that was of this summary ever since it came, and was not counted, is late.
        @Override
        public Cause arrived(SubmissionId submission) {
            var revisions = log.revisions(submission);
            if (!revisions.stream().allMatch(revision -> belongs(key, revision))) {
                return Cause.MOVED;
            }
            return revisions.stream().noneMatch(Revision::withdrawn) ? Cause.LATE : Cause.REVISED;
        }
    }

    private static boolean counts(SummaryKey key, Revision revision) {
        return !revision.withdrawn() && belongs(key, revision);
    }

    private static boolean belongs(SummaryKey key, Revision revision) {
        var operation = revision.submission().operation();
        return key.period().contains(revision.submission().day())
                && (key.operation().equals(OperationId.ALL) || key.operation().equals(operation));
    }

    private static StorageException contended(SummaryKey key) {
        return new StorageException(
                StorageException.Fault.THROTTLED,
                "others published faster",
                new IllegalStateException(key.toString()));
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
