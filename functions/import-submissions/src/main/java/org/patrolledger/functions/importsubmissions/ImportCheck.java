package org.patrolledger.functions.importsubmissions;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Fault;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.contract.SubmissionReader;
import org.patrolledger.contract.imports.ImportMapping;
import org.patrolledger.contract.imports.ImportMapping.Format;
import org.patrolledger.contract.imports.ImportRecord;
import org.patrolledger.contract.imports.ImportRecord.Report;
import org.patrolledger.contract.imports.ImportRecord.Request;
import org.patrolledger.contract.imports.Preset;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.CatalogueSource;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.imports.ImportFiles;
import org.patrolledger.domain.imports.ImportId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.functions.importsubmissions.FaultFiles.Found;
import org.patrolledger.functions.importsubmissions.RowReader.Mapped;
import org.patrolledger.functions.importsubmissions.Source.UnreadableException;

/// Reads an uploaded file row by row and says what a commit would do: what is new, the same,
/// changed or faulty. Writes nothing but its report, and the rows just as a commit will take them.
final class ImportCheck {
    /// How many rows are looked up at a time.
    private static final int AT_A_TIME = 256;

    private final ImportFiles files;
    private final SubmissionLog log;
    private final CatalogueSource catalogues;
    private final InstantSource clock;

    ImportCheck(
            ImportFiles files, SubmissionLog log, CatalogueSource catalogues, InstantSource clock) {
        this.files = files;
        this.log = log;
        this.catalogues = catalogues;
        this.clock = clock;
    }

    /// A row with its document, and what the reader says of it.
    private record Judged(Row row, Mapped mapped, SubmissionReader.@Nullable Result result) {}

    private enum Verdict {
        NEW,
        SAME,
        CHANGED,
        FAULTY
    }

    /// Checks import `id`, if it was asked for and not checked yet.
    void run(ImportId id) throws IOException {
        var request = files.read(id, ImportRecord.REQUEST).map(Request::read);
        var check =
                files.read(id, ImportRecord.CHECK)
                        .map(it -> String.valueOf(Json.object(it).get("check")));
        if (request.isEmpty() || check.isEmpty() || isDone(id, check.get())) {
            return;
        }
        var folder = Files.createTempDirectory("import-");
        try {
            var report = check(id, request.get(), check.get(), folder);
            files.write(id, ImportRecord.REPORT, report.write());
        } finally {
            delete(folder);
        }
    }

    private boolean isDone(ImportId id, String check) {
        return files.read(id, ImportRecord.REPORT)
                .map(Report::read)
                .filter(it -> it.check().equals(check))
                .isPresent();
    }

    private static void delete(Path folder) throws IOException {
        try (var left = Files.list(folder)) {
            for (var file : left.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private Report check(ImportId id, Request request, String check, Path folder)
            throws IOException {
        var version = version();
        try {
            var file = fetched(id, request, folder);
            var mapping = Presets.complete(request.readMapping());
            if (mapping.preset().filter(it -> it == Preset.POLICE_UK_STREET).isPresent()) {
                throw new UnreadableException(
                        "Street-level crime files name a month and no day, so their rows belong to no operational day and cannot be counted.");
            }
            try (var source = open(file, request.fileName(), mapping)) {
                return new Run(id, request, check, version, mapping, folder).over(source);
            }
        } catch (UnreadableException e) {
            return new Report(
                    check,
                    Optional.of(String.valueOf(e.getMessage())),
                    new ImportRecord.Rows(0, 0, 0, 0, 0),
                    Optional.empty(),
                    version,
                    0);
        }
    }

    /// Names what the catalogue says; empty while a change is being made.
    private String version() {
        return catalogues.version().map(CatalogueSource.Version::value).orElse("");
    }

    private Path fetched(ImportId id, Request request, Path folder) throws IOException {
        var file = folder.resolve(ImportFiles.SOURCE);
        try (var in =
                files.open(id, ImportFiles.SOURCE)
                        .orElseThrow(() -> new UnreadableException("No file has been uploaded."))) {
            Files.copy(in, file);
        }
        if (Files.size(file) != request.bytes()
                || !Digest.of(Files.readAllBytes(file)).hex().equals(request.sha256())) {
            throw new UnreadableException(
                    "The file that was uploaded is not the one that was announced: its size or SHA-256 differs.");
        }
        return file;
    }

    private static Source open(Path file, String name, ImportMapping mapping) throws IOException {
        return switch (mapping.format().orElseGet(() -> format(name))) {
            case CSV -> new CsvSource(file);
            case XLSX -> new XlsxSource(file);
            case JSON, JSON_LINES -> new JsonSource(file);
        };
    }

    private static Format format(String name) {
        var lower = name.toLowerCase(java.util.Locale.ROOT);
        if (lower.endsWith(".xlsx")) {
            return Format.XLSX;
        }
        if (lower.endsWith(".json")) {
            return Format.JSON;
        }
        return lower.endsWith(".jsonl") || lower.endsWith(".ndjson")
                ? Format.JSON_LINES
                : Format.CSV;
    }

    /// One check of one file.
    private final class Run {
        private final ImportId id;
        private final String check;
        private final String version;
        private final Path folder;
        private final Request request;
        private final ImportMapping mapping;
        private final Catalogue catalogue;
        private final RowReader reader;
        private final Instant now;
        private final Map<SubmissionId, Digest> seen = new HashMap<>();
        private final Map<Verdict, Integer> counts = new HashMap<>();
        private final java.security.MessageDigest digest = Digest.sha256();

        Run(
                ImportId id,
                Request request,
                String check,
                String version,
                ImportMapping mapping,
                Path folder) {
            this.id = id;
            this.check = check;
            this.version = version;
            this.folder = folder;
            this.request = request;
            this.mapping = mapping;
            this.catalogue = catalogues.load();
            this.reader = new RowReader(mapping, request.organisation(), catalogue);
            this.now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            note(request.sha256() + " " + Digest.of(Json.text(request.mapping())) + " " + version);
        }

        private void note(String line) {
            digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
        }

        Report over(Source source) throws IOException {
            var rows = folder.resolve(ImportRecord.ROWS);
            int total = 0;
            int faults;
            requireColumns(source);
            try (var found = new FaultFiles(files, id, folder, source.heads());
                    var out = new BufferedOutputStream(Files.newOutputStream(rows))) {
                var batch = new ArrayList<Judged>();
                for (var row = source.next(); row != null; row = source.next()) {
                    if (++total > Source.MOST_ROWS) {
                        throw new UnreadableException(
                                "There are more than 20,000 rows: divide the file.");
                    }
                    batch.add(judge(row, source));
                    if (batch.size() == AT_A_TIME) {
                        settle(batch, found, out);
                    }
                }
                settle(batch, found, out);
                faults = found.finish();
            }
            files.write(id, ImportRecord.ROWS, rows);
            return new Report(
                    check,
                    Optional.empty(),
                    new ImportRecord.Rows(
                            total,
                            count(Verdict.NEW),
                            count(Verdict.SAME),
                            count(Verdict.CHANGED),
                            count(Verdict.FAULTY)),
                    Optional.of(Digest.of(digest).value()),
                    version,
                    faults);
        }

        /// A mapping that fits another file would find fault with every row.
        private void requireColumns(Source source) throws UnreadableException {
            var heads = source.heads();
            if (!heads.isEmpty()
                    && !mapping.columns().isEmpty()
                    && mapping.columns().stream().noneMatch(it -> heads.contains(it.column()))) {
                throw new UnreadableException("The file has none of the columns of the mapping.");
            }
        }

        private int count(Verdict verdict) {
            return counts.getOrDefault(verdict, 0);
        }

        private Judged judge(Row row, Source source) {
            var mapped =
                    mapping.preset().filter(it -> it == Preset.PATROL_LEDGER_OUTBOX).isPresent()
                                    && source instanceof JsonSource documents
                            ? reader.read(documents.document())
                            : reader.read(row);
            var result =
                    mapped.kind()
                            .map(kind ->
                                    SubmissionReader.read(kind, mapped.document(), now, catalogue))
                            .orElse(null);
            return new Judged(row, mapped, result);
        }

        private void settle(List<Judged> batch, FaultFiles found, OutputStream out)
                throws IOException {
            var stored = stored(batch);
            for (int i = 0; i < batch.size(); i++) {
                settle(batch.get(i), stored.get(i), found, out);
            }
            batch.clear();
        }

        /// What the log has of the rows without fault, asked for side by side.
        private List<Optional<Revision>> stored(List<Judged> batch) {
            return Parallel.map(
                    batch,
                    judged ->
                            judged.result() instanceof SubmissionReader.Result.Valid valid
                                    ? log.current(valid.submission().id())
                                    : Optional.empty());
        }

        private void settle(
                Judged judged, Optional<Revision> stored, FaultFiles found, OutputStream out)
                throws IOException {
            var faults = new ArrayList<Found>();
            var verdict =
                    switch (judged.result()) {
                        case null -> {
                            faults.add(kindUnknown());
                            yield Verdict.FAULTY;
                        }
                        case SubmissionReader.Result.Invalid invalid -> {
                            for (var fault : invalid.faults()) {
                                faults.add(
                                        new Found(
                                                fault,
                                                judged.mapped()
                                                        .origin(fault.pointer())
                                                        .orElse("")));
                            }
                            yield Verdict.FAULTY;
                        }
                        case SubmissionReader.Result.Valid valid ->
                                valid(judged, valid, stored, faults, out);
                    };
            counts.merge(verdict, 1, Integer::sum);
            found.row(judged.row(), faults);
            note(judged.row().sheet() + " " + judged.row().number() + " " + verdict);
        }

        private Found kindUnknown() {
            return new Found(
                    new Fault("/kind", Rule.VALUE, "This must be engagement or incident."), "kind");
        }

        private Verdict valid(
                Judged judged,
                SubmissionReader.Result.Valid valid,
                Optional<Revision> stored,
                List<Found> faults,
                OutputStream out)
                throws IOException {
            var submission = valid.submission();
            var body = Digest.of(valid.body());
            note(submission.id() + " " + body);
            if (!submission.organisation().equals(request.organisation())
                    || stored.filter(it ->
                                    !it.submission().organisation().equals(request.organisation()))
                            .isPresent()) {
                faults.add(
                        new Found(
                                new Fault(
                                        "/organisation",
                                        Rule.VALUE,
                                        "This is of another organisation than the import."),
                                judged.mapped().origin("/organisation").orElse("")));
                return Verdict.FAULTY;
            }
            var twin = seen.putIfAbsent(submission.id(), body);
            if (twin != null && !twin.equals(body)) {
                faults.add(
                        new Found(
                                new Fault(
                                        "/submissionId",
                                        Rule.UNIQUE,
                                        "Another row before it has the same key and says otherwise."),
                                ""));
                return Verdict.FAULTY;
            }
            boolean same =
                    twin != null
                            || stored.filter(it -> it.digest().equals(body) && !it.withdrawn())
                                    .isPresent();
            if (same) {
                return Verdict.SAME;
            }
            if (stored.filter(it -> it.submission().kind() != submission.kind()).isPresent()) {
                faults.add(
                        new Found(
                                new Fault(
                                        "/submissionId",
                                        Rule.VALUE,
                                        "The row was imported before as another kind of submission."),
                                ""));
                return Verdict.FAULTY;
            }
            write(judged, valid, stored, out);
            return stored.isPresent() ? Verdict.CHANGED : Verdict.NEW;
        }

        private void write(
                Judged judged,
                SubmissionReader.Result.Valid valid,
                Optional<Revision> stored,
                OutputStream out)
                throws IOException {
            var line = new LinkedHashMap<String, @Nullable Object>();
            line.put("row", (long) judged.row().number());
            line.put("kind", valid.submission().kind().code());
            line.put("revises", stored.map(it -> (long) it.number()).orElse(null));
            line.put("document", Json.object(valid.body()));
            out.write(Json.bytes(line));
            out.write('\n');
        }
    }
}
