package org.patrolledger.functions.manageimport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Fault;
import org.patrolledger.contract.Faults;
import org.patrolledger.contract.FormReader;
import org.patrolledger.contract.imports.ImportRecord;
import org.patrolledger.contract.imports.ImportRecord.Commitment;
import org.patrolledger.contract.imports.ImportRecord.Progress;
import org.patrolledger.contract.imports.ImportRecord.Report;
import org.patrolledger.contract.imports.ImportRecord.Request;
import org.patrolledger.contract.imports.ImportRequest;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.CatalogueSource;
import org.patrolledger.domain.imports.ImportFiles;
import org.patrolledger.domain.imports.ImportId;
import org.patrolledger.domain.imports.ImportQueue;
import org.patrolledger.domain.imports.ImportTask;
import org.patrolledger.domain.imports.ImportTask.Step;
import org.patrolledger.domain.submission.Coded;
import org.patrolledger.lambda.http.Caller;

/// What can be done with an import, and how far one has come.
final class Imports {
    /// How long a file may be uploaded, and what was found be fetched.
    private static final Duration LINKS = Duration.ofMinutes(15);

    private final ImportFiles files;
    private final ImportQueue queue;
    private final CatalogueSource catalogue;

    Imports(ImportFiles files, ImportQueue queue, CatalogueSource catalogue) {
        this.files = files;
        this.queue = queue;
        this.catalogue = catalogue;
    }

    /// How far an import has come.
    enum State implements Coded {
        WAITING,
        CHECKING,
        CHECKED,
        COMMITTING,
        COMMITTED,
        REFUSED
    }

    /// What became of a call.
    sealed interface Outcome {
        record Announced(ImportId id, ImportFiles.Upload upload) implements Outcome {}

        record Begun(State state) implements Outcome {}

        record Invalid(List<Fault> faults) implements Outcome {}

        /// There is no such import of the caller's organisation.
        record Unknown() implements Outcome {}

        /// The token names no organisation.
        record Foreign() implements Outcome {}

        /// The report is not the newest, or the catalogue has changed since.
        record Stale() implements Outcome {}

        /// Not in this state, or not with faulty rows.
        record Conflict() implements Outcome {}
    }

    /// Announces a file.
    Outcome announce(@Nullable Object document, Caller caller) {
        var faults = new Faults();
        var read = FormReader.read(ImportRequest.FORM, document, faults);
        if (read.isEmpty() || !(document instanceof Map<?, ?> map)) {
            return new Outcome.Invalid(faults.all());
        }
        if (caller.organisation().isEmpty() || !(map.get("mapping") instanceof Map<?, ?> mapping)) {
            return new Outcome.Foreign();
        }
        var wanted = read.get();
        var id = ImportId.random();
        files.write(
                id,
                ImportRecord.REQUEST,
                new Request(
                                caller.organisation().get(),
                                caller.subject(),
                                wanted.fileName(),
                                wanted.bytes(),
                                wanted.sha256(),
                                mapping)
                        .write());
        var checksum = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(wanted.sha256()));
        return new Outcome.Announced(id, files.upload(id, checksum, LINKS));
    }

    /// Has an import checked, once more where it was checked before.
    ///
    /// @param request names this call, unlike any other
    Outcome check(String id, Caller caller, String request) {
        var found = find(id, caller);
        if (found.isEmpty()) {
            return new Outcome.Unknown();
        }
        var state = found.get().state();
        return switch (state) {
            case WAITING, CHECKED, REFUSED, CHECKING -> {
                files.write(
                        found.get().id(), ImportRecord.CHECK, Json.bytes(Map.of("check", request)));
                queue.send(new ImportTask(found.get().id(), Step.CHECK));
                yield new Outcome.Begun(State.CHECKING);
            }
            case COMMITTING, COMMITTED -> new Outcome.Conflict();
        };
    }

    /// Has the rows of a report taken in.
    ///
    /// @param report the digest that the caller was shown
    Outcome commit(String id, @Nullable Object document, String report, Caller caller) {
        var found = find(id, caller);
        if (found.isEmpty()) {
            return new Outcome.Unknown();
        }
        var faults = new Faults();
        var rows = FormReader.read(ImportRequest.Rows.FORM, document, faults);
        if (rows.isEmpty()) {
            return new Outcome.Invalid(faults.all());
        }
        var it = found.get();
        return switch (it.state()) {
            case COMMITTED ->
                    it.isReport(report) ? new Outcome.Begun(it.state()) : new Outcome.Stale();
            case COMMITTING -> {
                if (!it.isReport(report)) {
                    yield new Outcome.Stale();
                }
                // The queue may have been away when it was asked for.
                queue.send(new ImportTask(it.id(), Step.COMMIT));
                yield new Outcome.Begun(State.COMMITTING);
            }
            case WAITING, CHECKING, REFUSED -> new Outcome.Conflict();
            case CHECKED -> commit(it, rows.get(), report);
        };
    }

    private Outcome commit(Found it, ImportRequest.Rows rows, String report) {
        var checked = it.report().orElseThrow();
        var version = catalogue.version().map(CatalogueSource.Version::value).orElse("");
        if (!it.isReport(report) || version.isEmpty() || !version.equals(checked.catalogue())) {
            return new Outcome.Stale();
        }
        if (rows == ImportRequest.Rows.ALL && checked.rows().faulty() > 0) {
            return new Outcome.Conflict();
        }
        files.write(it.id(), ImportRecord.COMMIT, new Commitment(checked, rows.code()).write());
        queue.send(new ImportTask(it.id(), Step.COMMIT));
        return new Outcome.Begun(State.COMMITTING);
    }

    /// An import, as its files tell.
    record Found(
            ImportId id,
            State state,
            Optional<Report> report,
            Optional<Progress> progress,
            Optional<Map<String, @Nullable Object>> result) {
        boolean isReport(String digest) {
            return report.flatMap(Report::digest).filter(digest::equals).isPresent();
        }
    }

    /// The import, if it is of the caller's organisation.
    Optional<Found> find(String text, Caller caller) {
        return ImportId.parse(text)
                .flatMap(id ->
                        files.read(id, ImportRecord.REQUEST)
                                .map(Request::read)
                                .filter(it -> caller.isOf(it.organisation()))
                                .map(it -> found(id)));
    }

    private Found found(ImportId id) {
        var commit = files.read(id, ImportRecord.COMMIT).map(Commitment::read);
        if (commit.isPresent()) {
            var report = commit.get().report();
            var result = files.read(id, ImportRecord.RESULT).map(Json::object);
            return result.isPresent()
                    ? new Found(id, State.COMMITTED, Optional.of(report), Optional.empty(), result)
                    : new Found(
                            id,
                            State.COMMITTING,
                            Optional.of(report),
                            progress(id, report.digest().orElse("")),
                            Optional.empty());
        }
        var check =
                files.read(id, ImportRecord.CHECK)
                        .map(it -> String.valueOf(Json.object(it).get("check")));
        if (check.isEmpty()) {
            return found(id, State.WAITING, Optional.empty(), Optional.empty());
        }
        var report = files.read(id, ImportRecord.REPORT).map(Report::read);
        if (report.filter(it -> it.check().equals(check.get())).isEmpty()) {
            return found(id, State.CHECKING, Optional.empty(), progress(id, check.get()));
        }
        var state = report.get().refused().isPresent() ? State.REFUSED : State.CHECKED;
        return found(id, state, report, Optional.empty());
    }

    private static Found found(
            ImportId id, State state, Optional<Report> report, Optional<Progress> progress) {
        return new Found(id, state, report, progress, Optional.empty());
    }

    private Optional<Progress> progress(ImportId id, String of) {
        return files.read(id, ImportRecord.PROGRESS)
                .map(Progress::read)
                .filter(it -> it.of().equals(of));
    }

    /// The faults from number `from` (from 0), as many as fit a page of `limit`.
    List<Map<?, ?>> faults(Found found, int from, int limit) {
        int total = found.report().map(Report::faults).orElse(0);
        var faults = new ArrayList<Map<?, ?>>();
        int at = from;
        while (at < total && faults.size() < limit) {
            var page = page(found.id(), at / ImportRecord.FAULTS_A_FILE + 1);
            int within = at % ImportRecord.FAULTS_A_FILE;
            if (within >= page.size()) {
                break;
            }
            for (var each : page.subList(within, page.size())) {
                if (faults.size() < limit && each instanceof Map<?, ?> fault) {
                    faults.add(fault);
                    at++;
                }
            }
        }
        return faults;
    }

    private List<?> page(ImportId id, int number) {
        return files.read(id, ImportRecord.faults(number))
                                .map(it -> Json.object(it).get("faults"))
                                .orElse(null)
                        instanceof List<?> list
                ? list
                : List.of();
    }

    /// Links to what was found, by name.
    Map<String, Object> links(Found found) {
        var links = new LinkedHashMap<String, Object>();
        found.report()
                .filter(it -> it.digest().isPresent())
                .ifPresent(report ->
                        Stream.concat(Stream.of(ImportRecord.FAULTS), report.annotated().stream())
                                .forEach(name ->
                                        links.put(
                                                name,
                                                files.download(found.id(), name, LINKS)
                                                        .toString())));
        return links;
    }
}
