package org.patrolledger.functions.importsubmissions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.patrolledger.contract.imports.ImportRecord;
import org.patrolledger.contract.imports.ImportRecord.Report;
import org.patrolledger.contract.imports.ImportRecord.Request;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.CatalogueSource;
import org.patrolledger.domain.imports.ImportFiles;
import org.patrolledger.domain.imports.ImportId;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.functions.importsubmissions.Source.UnreadableException;

/// Reads an uploaded file row by row and says what a commit would do: what is new, the same,
/// changed or faulty. Writes nothing but its report, and the rows just as a commit will take them.
final class ImportCheck {
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

    /// Checks import `id`, if it was asked for and neither checked nor committed yet.
    void run(ImportId id) throws IOException {
        var request = files.read(id, ImportRecord.REQUEST).map(Request::read);
        var check =
                files.read(id, ImportRecord.CHECK)
                        .map(it -> String.valueOf(Json.object(it).get("check")));
        if (request.isEmpty()
                || check.isEmpty()
                || isDone(id, check.get())
                || files.read(id, ImportRecord.COMMIT).isPresent()) {
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
        // Empty while a change is being made: such a report is stale from the beginning.
        var version = catalogues.version().map(CatalogueSource.Version::value).orElse("");
        try {
            var source = SourceFiles.fetch(files, id, request, folder);
            int rows = count(source);
            var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            return new RowsCheck(
                            files,
                            log,
                            new RowsCheck.Order(id, request, check, version, rows),
                            source,
                            new RowJudge(request, source.mapping(), catalogues.load(), now))
                    .run();
        } catch (UnreadableException e) {
            return new Report(
                    check,
                    Optional.of(String.valueOf(e.getMessage())),
                    new ImportRecord.Rows(0, 0, 0, 0, 0),
                    Optional.empty(),
                    version,
                    0,
                    List.of(),
                    Optional.empty());
        }
    }

    /// How many rows there are. What cannot be read to its end is refused before anything is looked
    /// up, and a check knows how much is before it.
    private static int count(SourceFiles file) throws IOException {
        int rows = 0;
        try (var source = file.open()) {
            while (source.next() != null) {
                if (++rows > Source.MOST_ROWS) {
                    throw new UnreadableException(
                            "There are more than 20,000 rows: divide the file.");
                }
            }
        }
        return rows;
    }
}
