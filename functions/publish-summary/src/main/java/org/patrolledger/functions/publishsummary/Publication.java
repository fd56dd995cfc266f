package org.patrolledger.functions.publishsummary;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.summary.ChainHead;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Signer;
import org.patrolledger.domain.summary.StagedFile;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.formats.ArchivedCatalogue;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.Manifest;
import org.patrolledger.formats.ManifestSignature;
import org.patrolledger.formats.Publisher;
import org.patrolledger.formats.SummaryDocument;
import org.patrolledger.functions.publishsummary.EditionWriter.Draft;
import org.patrolledger.functions.publishsummary.EditionWriter.Superseded;

/// Makes the next edition of a summary, if what the ledger says now differs from the newest one.
///
/// The same code for every reason that a summary is due, so a scheduled run and one by hand cannot
/// differ, and a repeated message finds nothing to do. Two publications of one operation at the
/// same time are decided by the head of its chain: the one that moves it on has made its edition,
/// the other goes on from what is published then.
final class Publication {
    /// How often the head may have moved on before this gives up and leaves the rest to the queue's
    /// next try.
    private static final int ATTEMPTS = 20;

    private static final String LINEAGE = EditionFile.LINEAGE.fileName();

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

        /// The operation was not active in the period: nothing can have been submitted.
        record Inactive() implements Outcome {}

        /// Nothing is published before its time.
        ///
        /// @param due when that is
        record Early(Instant due) implements Outcome {}
    }

    /// Publishes `key` if it changed.
    ///
    /// @throws StorageException if storage is throttled or away, or others published faster; to be
    ///   tried again
    Outcome publish(SummaryKey key) throws IOException {
        var covered = catalogue.current().covered(key.operation());
        if (covered.isEmpty()) {
            return new Outcome.Unknown();
        }
        if (covered.stream().noneMatch(it -> it.activeIn(key.period()))) {
            return new Outcome.Inactive();
        }
        var due = key.period().publishedAt();
        if (clock.instant().isBefore(due)) {
            return new Outcome.Early(due);
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

    /// Folds and publishes once. Not the last attempt where somebody else has published this very
    /// summary meanwhile, or may have found an edition good that this one has replaced, or where
    /// the fold missed a submission that was corrected while it was read.
    private Attempt attempt(SummaryKey key, Catalogue catalogue, Path folder) throws IOException {
        var head = completedHead(key);
        var newest = newest(key);
        var ledger = new LedgerFold(log, archive, key);
        var edition = newest.map(it -> it.key().next()).orElseGet(() -> new EditionKey(key, 1));
        var first = staging(edition);
        LedgerFold.Folded folded;
        StagedFile.Content lineage;
        Instant now;
        Status status;
        try (var file = archive.stage(first, LINEAGE)) {
            folded = ledger.fold(catalogue, newest, file);
            now = now();
            status = status(key.period(), now, newest);
            if (newest.isPresent()
                    && newest.get().summary().status() == status
                    && folded.figures().sameAs(newest.get().figures())) {
                return new Attempt(Optional.empty(), true);
            }
            lineage = file.finish();
        }
        var figures = folded.figures();
        var changes = ledger.changes(catalogue, newest, folded, first);
        if (ledger.missedSome()) {
            return new Attempt(Optional.empty(), false);
        }
        var superseded = newest.map(NewestEdition::superseded);
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
            var staging = attempt == 0 ? first : again(first, edition);
            if (commit(draft, lineage, staging, folder)) {
                return new Attempt(
                        Optional.of(edition), !ledger.mayBeUndone(newest, figures, changes));
            }
            head = completedHead(key);
            // Read after the head: an edition is not published before the one it follows.
            now = now();
            if (!archive.newest(key).equals(newest.map(NewestEdition::key))
                    || status(key.period(), now, newest) != status) {
                return new Attempt(Optional.empty(), false);
            }
        }
        throw contended(key);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// A prefix of its own for each try: what is staged for a committed edition is never written
    /// over.
    private static String staging(EditionKey edition) {
        return "staging/" + edition + "/" + UUID.randomUUID() + "/";
    }

    private String again(String first, EditionKey edition) {
        var staging = staging(edition);
        archive.stageAgain(first, staging, LINEAGE);
        return staging;
    }

    /// Tries to make `draft`, whose lineage is staged at `staging`, the next link of its chain;
    /// false where another edition of the operation was faster.
    private boolean commit(Draft draft, StagedFile.Content lineage, String staging, Path folder) {
        publishKey();
        var written = writer.write(draft, lineage, folder);
        var edition = draft.summary().edition();
        for (var file : written.manifest().manifest().files()) {
            if (!file.name().equals(LINEAGE)) {
                archive.stage(staging, file.name(), folder.resolve(file.name()));
            }
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

    /// A reader of an edition must be able to find the key that verifies it.
    private void publishKey() {
        if (!keyPublished) {
            var key = signer.publicKey();
            archive.keep(
                    ManifestSignature.keyPath(ManifestSignature.keyId(key)),
                    ManifestSignature.pem(key).getBytes(StandardCharsets.US_ASCII));
            keyPublished = true;
        }
    }

    /// The head of the chain, once the edition that made it is visible: the function that committed
    /// it may have died before that.
    private ChainHead completedHead(SummaryKey key) {
        var head = archive.head(key.operation());
        head.latest().ifPresent(archive::complete);
        return head;
    }

    private Optional<NewestEdition> newest(SummaryKey key) {
        return archive.newest(key)
                .map(edition -> {
                    var superseded = Superseded.of(archive.read(edition, SummaryArchive.MANIFEST));
                    return new NewestEdition(
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

    /// What was final stays so, even where the clock of this machine goes back.
    private static Status status(
            ReportingPeriod period, Instant now, Optional<NewestEdition> newest) {
        return newest.filter(NewestEdition::isFinal).isPresent()
                ? Status.FINAL
                : Status.of(period, now);
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
