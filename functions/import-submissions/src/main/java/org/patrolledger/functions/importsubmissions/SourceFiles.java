package org.patrolledger.functions.importsubmissions;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.patrolledger.contract.imports.ImportMapping;
import org.patrolledger.contract.imports.ImportMapping.Format;
import org.patrolledger.contract.imports.ImportRecord.Request;
import org.patrolledger.contract.imports.Preset;
import org.patrolledger.domain.imports.ImportFiles;
import org.patrolledger.domain.imports.ImportId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.functions.importsubmissions.Source.UnreadableException;

/// The file of an import, fetched to this machine to be read more than once.
///
/// @param folder of its own, also for what is made of it
/// @param mapping on top of its preset
record SourceFiles(Path folder, Path file, Format format, ImportMapping mapping) {
    /// Fetches the file that was put there for import `id`.
    ///
    /// @throws UnreadableException if it is not the one that was announced, or none that an import
    ///   takes
    static SourceFiles fetch(ImportFiles files, ImportId id, Request request, Path folder)
            throws IOException {
        var mapping = Presets.complete(request.readMapping());
        if (mapping.preset().filter(it -> it == Preset.POLICE_UK_STREET).isPresent()) {
            throw new UnreadableException(
                    "Street-level crime files name a month and no day, so their rows belong to no operational day and cannot be counted.");
        }
        var file = folder.resolve(ImportFiles.SOURCE);
        try (var in =
                files.open(id, ImportFiles.SOURCE)
                        .orElseThrow(() -> new UnreadableException("No file has been uploaded."))) {
            copy(in, file, request);
        }
        return new SourceFiles(
                folder,
                file,
                mapping.format().orElseGet(() -> format(request.fileName())),
                mapping);
    }

    /// Copies no more than was announced, even of a longer file.
    private static void copy(InputStream in, Path file, Request request) throws IOException {
        var digest = Digest.sha256();
        long left = request.bytes() + 1;
        try (var out = Files.newOutputStream(file);
                var digested = new DigestInputStream(in, digest)) {
            var buffer = new byte[1 << 16];
            while (left > 0) {
                int read = digested.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    break;
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
        if (left != 1 || !HexFormat.of().formatHex(digest.digest()).equals(request.sha256())) {
            throw new UnreadableException(
                    "The file that was uploaded is not the one that was announced: its size or SHA-256 differs.");
        }
    }

    private static Format format(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".xlsx") || lower.endsWith(".xlsm")) {
            return Format.XLSX;
        }
        if (lower.endsWith(".json")) {
            return Format.JSON;
        }
        return lower.endsWith(".jsonl") || lower.endsWith(".ndjson") ? Format.JSONL : Format.CSV;
    }

    /// The rows, from the first.
    Source open() throws IOException {
        var known = new KnownHeads(mapping);
        return switch (format) {
            case CSV -> new CsvSource(file, known);
            case XLSX -> new XlsxSource(file, known);
            case JSON, JSONL -> new JsonSource(file);
        };
    }

    /// Where rows go with what is wrong with them; empty where they are documents of another form.
    Optional<AnnotatedRows> annotated() throws IOException {
        return switch (format) {
            case CSV -> Optional.of(new AnnotatedCsv(folder));
            case XLSX -> Optional.of(new AnnotatedXlsx(folder));
            case JSON, JSONL -> Optional.empty();
        };
    }
}
