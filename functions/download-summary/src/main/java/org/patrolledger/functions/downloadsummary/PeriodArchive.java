package org.patrolledger.functions.downloadsummary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.ManifestDocument;
import org.patrolledger.formats.ManifestSignature;

/// Everything published for a period as one zip, laid out as in the bucket, with the keys that
/// verify it: what the verifier takes.
///
/// Made when it is asked for, because any new edition makes another one. Files are streamed; the
/// zip lies on local disk once.
final class PeriodArchive {
    /// The last part of its address, which is no operation's: slugs have no dot.
    static final String NAME = "archive.zip";

    private final SummaryArchive archive;

    PeriodArchive(SummaryArchive archive) {
        this.archive = archive;
    }

    /// A zip at a link, and the editions it holds.
    record Offer(URI link, List<EditionKey> editions) {}

    /// Makes the zip of `period`; empty where nothing is published.
    Optional<Offer> make(ReportingPeriod period) {
        var editions = archive.editions(period);
        if (editions.isEmpty()) {
            return Optional.empty();
        }
        var staging =
                "archives/"
                        + period.kind().path()
                        + "/"
                        + period.id()
                        + "/"
                        + UUID.randomUUID()
                        + "/";
        try {
            var file = Files.createTempFile("archive-", ".zip");
            try {
                write(editions, file);
                archive.stage(staging, NAME, file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the archive cannot be written", e);
        }
        return Optional.of(
                new Offer(
                        archive.linkStaged(staging, NAME, SummaryArchive.LONGEST_LINK), editions));
    }

    private void write(List<EditionKey> editions, Path file) throws IOException {
        var keys = new TreeSet<String>();
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var edition : editions) {
                for (var each : EditionFile.values()) {
                    copy(edition, each, zip);
                }
                var signed = ManifestDocument.read(archive.read(edition, SummaryArchive.MANIFEST));
                keys.add(ManifestSignature.keyPath(signed.signature().key()));
            }
            for (var key : keys) {
                var pem = archive.kept(key);
                if (pem.isPresent()) {
                    entry(key, zip);
                    zip.write(pem.get());
                }
            }
        }
    }

    private void copy(EditionKey edition, EditionFile file, ZipOutputStream zip)
            throws IOException {
        var content = archive.open(edition, file.fileName());
        if (content.isPresent()) {
            entry(edition.path() + file.fileName(), zip);
            try (var in = content.get()) {
                in.transferTo(zip);
            }
        }
    }

    /// With the earliest time there is in a zip, in no zone, so that the same editions make the
    /// same zip.
    private static void entry(String name, ZipOutputStream zip) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
    }
}
