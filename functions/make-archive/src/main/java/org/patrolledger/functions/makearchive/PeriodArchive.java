package org.patrolledger.functions.makearchive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.ArchiveRequest;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.Manifest;
import org.patrolledger.formats.ManifestDocument;

/// Everything published for a period as one zip, laid out as in the bucket, with what it is checked
/// by: every manifest of the chains that its editions are in, the keys, which of them signed what,
/// and the catalogue's versions. It is what the verifier takes.
///
/// Files are streamed; the zip lies on local disk once.
final class PeriodArchive {
    private static final String KEYS = "summaries/keys/";
    private static final String CATALOGUE = "summaries/catalogue/";

    private final SummaryArchive archive;

    PeriodArchive(SummaryArchive archive) {
        this.archive = archive;
    }

    /// What became of a request.
    sealed interface Outcome {
        record Made() implements Outcome {}

        /// The zip was there already.
        record There() implements Outcome {}

        /// Nothing is published for the period.
        record Nothing() implements Outcome {}
    }

    /// Makes the zip that `request` asks for and stages it, then what is said of it: its size and
    /// its digest.
    ///
    /// @throws IllegalStateException if an edition is committed that cannot be read yet; later it
    ///   can
    Outcome make(ArchiveRequest request) throws IOException {
        var editions = archive.editions(request.period());
        if (editions.isEmpty()) {
            return new Outcome.Nothing();
        }
        var staging = request.staging(editions, archive::head);
        if (archive.staged(staging, ArchiveRequest.DESCRIPTION).isPresent()) {
            return new Outcome.There();
        }
        var operations =
                editions.stream().map(it -> it.summary().operation()).collect(Collectors.toSet());
        var chain = chain(operations);
        var folder = Files.createTempDirectory("archive-");
        try {
            var zip = folder.resolve(ArchiveRequest.ZIP);
            var sha256 = write(editions, chain, zip);
            archive.stage(staging, ArchiveRequest.ZIP, zip);
            var description = new LinkedHashMap<String, Object>();
            description.put("bytes", Files.size(zip));
            description.put("sha256", sha256.hex());
            archive.stage(
                    staging,
                    ArchiveRequest.DESCRIPTION,
                    Files.write(
                            folder.resolve(ArchiveRequest.DESCRIPTION), Json.bytes(description)));
        } finally {
            Files.deleteIfExists(folder.resolve(ArchiveRequest.ZIP));
            Files.deleteIfExists(folder.resolve(ArchiveRequest.DESCRIPTION));
            Files.delete(folder);
        }
        return new Outcome.Made();
    }

    /// Every edition in the chains of `operations`.
    private List<EditionKey> chain(Set<OperationId> operations) {
        var chain =
                archive.editions().stream()
                        .filter(it -> operations.contains(it.summary().operation()))
                        .toList();
        for (var operation : operations) {
            var newest = archive.head(operation).latest();
            if (newest.isPresent() && !chain.contains(newest.get().edition())) {
                throw new IllegalStateException("an edition is committed and not visible yet");
            }
        }
        return chain;
    }

    private Digest write(List<EditionKey> editions, List<EditionKey> chain, Path file)
            throws IOException {
        var running = Digest.sha256();
        try (var out = new DigestOutputStream(Files.newOutputStream(file), running);
                var zip = new ZipOutputStream(out)) {
            for (var edition : editions) {
                for (var each : EditionFile.values()) {
                    copy(edition, each, zip);
                }
            }
            var signed = manifests(new HashSet<>(editions), chain, zip);
            entry(KEYS + SigningKeys.NAME, zip);
            zip.write(SigningKeys.write(signed));
            for (var path : archive.keptUnder(KEYS)) {
                kept(path, zip);
            }
            for (var path : archive.keptUnder(CATALOGUE)) {
                kept(path, zip);
            }
        }
        return Digest.of(running);
    }

    /// Writes the manifests of `chain`, those of `editions` apart.
    ///
    /// @return all of them
    private List<Manifest.Signed> manifests(
            Set<EditionKey> editions, List<EditionKey> chain, ZipOutputStream zip)
            throws IOException {
        var manifests = new ArrayList<Manifest.Signed>();
        for (var edition : chain) {
            var bytes = archive.read(edition, SummaryArchive.MANIFEST);
            manifests.add(ManifestDocument.read(bytes));
            if (!editions.contains(edition)) {
                entry(edition.path() + SummaryArchive.MANIFEST, zip);
                zip.write(bytes);
            }
        }
        return manifests;
    }

    private void kept(String path, ZipOutputStream zip) throws IOException {
        var content = archive.kept(path);
        if (content.isPresent()) {
            entry(path, zip);
            zip.write(content.get());
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
