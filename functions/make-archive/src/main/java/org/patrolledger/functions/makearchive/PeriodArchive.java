package org.patrolledger.functions.makearchive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.summary.ArchiveRequest;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.StagedFile;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.ManifestDocument;

/// Everything published for a period as one zip, laid out as in the bucket, with what it is checked
/// by: every manifest of the chains that its editions are in, the keys, which of them signed what,
/// and the catalogue's versions. It is what the verifier takes.
///
/// Lineages and the zip are streamed, other files read a few ahead: neither memory nor disk grows
/// with what is published.
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
        StagedFile.Content content;
        try (var file = archive.stage(staging, ArchiveRequest.ZIP)) {
            write(editions, chain, file);
            content = file.finish();
        }
        var description = new LinkedHashMap<String, Object>();
        description.put("bytes", content.bytes());
        description.put("sha256", content.sha256().hex());
        try (var file = archive.stage(staging, ArchiveRequest.DESCRIPTION)) {
            file.write(Json.bytes(description));
            file.finish();
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

    private void write(List<EditionKey> editions, List<EditionKey> chain, StagedFile file)
            throws IOException {
        var zip = new ZipOutputStream(new BufferedOutputStream(file, 1 << 16));
        copy(editions, zip);
        var signed = manifests(new HashSet<>(editions), chain, zip);
        entry(KEYS + SigningKeys.NAME, zip);
        zip.write(signed.document());
        kept(archive.keptUnder(KEYS), zip);
        kept(archive.keptUnder(CATALOGUE), zip);
        zip.finish();
        zip.flush();
    }

    /// Writes all files of `editions`.
    private void copy(List<EditionKey> editions, ZipOutputStream zip) throws IOException {
        var small = new ArrayList<String>();
        for (var edition : editions) {
            for (var each : EditionFile.values()) {
                if (each != EditionFile.LINEAGE) {
                    small.add(edition.path() + each.fileName());
                }
            }
        }
        try (var contents = archive.kept(small)) {
            var content = contents.iterator();
            for (var edition : editions) {
                for (var each : EditionFile.values()) {
                    var path = edition.path() + each.fileName();
                    if (each == EditionFile.LINEAGE) {
                        stream(edition, each, zip);
                    } else {
                        add(path, content.next(), zip);
                    }
                }
            }
        }
    }

    /// Writes the manifests of `chain`, those of `editions` apart.
    ///
    /// @return which keys signed all of them
    private SigningKeys manifests(
            Set<EditionKey> editions, List<EditionKey> chain, ZipOutputStream zip)
            throws IOException {
        var keys = new SigningKeys();
        try (var manifests = archive.manifests(chain)) {
            var manifest = manifests.iterator();
            for (var edition : chain) {
                var bytes = manifest.next();
                keys.add(ManifestDocument.read(bytes));
                if (!editions.contains(edition)) {
                    entry(edition.path() + SummaryArchive.MANIFEST, zip);
                    zip.write(bytes);
                }
            }
        }
        return keys;
    }

    private void kept(List<String> paths, ZipOutputStream zip) throws IOException {
        try (var contents = archive.kept(paths)) {
            var content = contents.iterator();
            for (var path : paths) {
                add(path, content.next(), zip);
            }
        }
    }

    private static void add(String path, Optional<byte[]> content, ZipOutputStream zip)
            throws IOException {
        if (content.isPresent()) {
            entry(path, zip);
            zip.write(content.get());
        }
    }

    private void stream(EditionKey edition, EditionFile file, ZipOutputStream zip)
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
