package org.patrolledger.functions.manageimport;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Problem;
import org.patrolledger.contract.imports.ImportRecord.Report;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.http.Caller;
import org.patrolledger.lambda.http.Cursor;
import org.patrolledger.lambda.http.EntityTags;
import org.patrolledger.lambda.http.HttpFunction;
import org.patrolledger.lambda.http.HttpRequest;
import org.patrolledger.lambda.http.HttpResponse;
import org.patrolledger.lambda.http.Page;
import org.patrolledger.lambda.http.QueryReader;
import org.patrolledger.lambda.http.Route.ImportRoute;
import org.patrolledger.storage.Adapters;

/// `POST /imports`, `GET /imports/{id}`, and `POST` of its check and commit.
public final class ManageImport extends HttpFunction<ImportRoute> {
    private static final String XLSX =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Imports imports;
    private final Templates templates;

    /// Wires the function to this process's environment, as Lambda does.
    public ManageImport() {
        this(Environment.ofProcess(), InstantSource.system());
    }

    /// Wires the function to `environment`. It needs no clock.
    public ManageImport(Environment environment, InstantSource clock) {
        var adapters = new Adapters(environment);
        this(
                new Imports(
                        adapters.importFiles(), adapters.importQueue(), adapters.catalogueStore()),
                new Templates(adapters.catalogueStore()));
    }

    ManageImport(Imports imports, Templates templates) {
        super(ImportRoute.class);
        this.imports = imports;
        this.templates = templates;
    }

    @Override
    protected HttpResponse answer(ImportRoute route, HttpRequest request, String requestId) {
        var caller = request.knownCaller();
        return switch (route) {
            case ANNOUNCE -> answer(imports.announce(request.document(), caller));
            case CHECK -> answer(imports.check(request.parameter("id"), caller, requestId));
            case COMMIT ->
                    answer(
                            imports.commit(
                                    request.parameter("id"),
                                    request.document(),
                                    report(request.ifMatch()),
                                    caller));
            case READ -> read(request);
            case TEMPLATE -> template(request, caller);
        };
    }

    private static String report(EntityTags ifMatch) {
        return ifMatch instanceof EntityTags.Listed listed && listed.tags().size() == 1
                ? listed.tags().getFirst().text()
                : "";
    }

    private static HttpResponse answer(Imports.Outcome outcome) {
        return switch (outcome) {
            case Imports.Outcome.Announced(var id, var upload) -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                map.put("id", id.value());
                map.put(
                        "upload",
                        Map.of("url", upload.url().toString(), "headers", upload.headers()));
                yield HttpResponse.json(201, map).with("location", "/imports/" + id);
            }
            case Imports.Outcome.Begun(var state) ->
                    HttpResponse.json(202, Map.of("state", state.code())).with("retry-after", "1");
            case Imports.Outcome.Invalid(var faults) ->
                    HttpResponse.problem(Problem.notValid(faults));
            case Imports.Outcome.Unknown unknown -> HttpResponse.problem(Problem.Kind.NOT_FOUND);
            case Imports.Outcome.Foreign foreign -> HttpResponse.problem(Problem.Kind.FORBIDDEN);
            case Imports.Outcome.Stale stale -> HttpResponse.problem(Problem.Kind.IMPORT_STALE);
            case Imports.Outcome.Conflict conflict ->
                    HttpResponse.problem(Problem.Kind.IMPORT_CONFLICT);
        };
    }

    private HttpResponse template(HttpRequest request, Caller caller) {
        var query = new QueryReader(request);
        var operation = query.slug("operation", OperationId::new);
        query.end();
        if (operation == null) {
            throw new IllegalStateException("a query without operation was let through");
        }
        return templates
                .of(operation, caller.organisation())
                .map(it ->
                        HttpResponse.file(XLSX, operation + "-template.xlsx", it.bytes())
                                .tagged(it.tag()))
                .orElseGet(() -> HttpResponse.problem(Problem.Kind.NOT_FOUND));
    }

    private HttpResponse read(HttpRequest request) {
        var query = new QueryReader(request);
        int limit = query.limit();
        int next = query.nextNumber();
        query.end();
        var found = imports.find(request.parameter("id"), request.knownCaller());
        return found.map(it -> HttpResponse.json(200, document(it, next, limit)))
                .orElseGet(() -> HttpResponse.problem(Problem.Kind.NOT_FOUND))
                .notStored();
    }

    private Map<String, @Nullable Object> document(Imports.Found found, int from, int limit) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("id", found.id().value());
        map.put("state", found.state().code());
        found.report()
                .ifPresent(report -> {
                    report.refused().ifPresent(it -> map.put("detail", it));
                    map.put("rows", report.rows().document());
                    report.digest().ifPresent(it -> map.put("report", it));
                    if (!report.passedOver().isEmpty()) {
                        map.put("passedOver", report.passedOver());
                    }
                });
        found.progress()
                .ifPresent(it ->
                        map.put(
                                "progress",
                                Map.of("done", (long) it.done(), "total", (long) it.total())));
        found.result().ifPresent(it -> map.put("result", it));
        var page = new Page("faults", limit);
        int at = from;
        for (var fault : imports.faults(found, from, limit)) {
            if (!page.add(copy(fault), Cursor.of(String.valueOf(at + 1)))) {
                break;
            }
            at++;
        }
        if (at < found.report().map(Report::faults).orElse(0)) {
            page.cutAfter(Cursor.of(String.valueOf(at)));
        }
        map.putAll(page.document());
        map.put("files", imports.links(found));
        return map;
    }

    private static Map<String, @Nullable Object> copy(Map<?, ?> fault) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        fault.forEach((name, value) -> copy.put(String.valueOf(name), value));
        return copy;
    }
}
