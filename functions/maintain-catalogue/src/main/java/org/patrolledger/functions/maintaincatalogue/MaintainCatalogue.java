package org.patrolledger.functions.maintaincatalogue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.CatalogueDocument;
import org.patrolledger.contract.Fault;
import org.patrolledger.contract.Problem;
import org.patrolledger.contract.SubmissionDocuments;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.catalogue.CatalogueStore.Change;
import org.patrolledger.domain.catalogue.CatalogueStore.Recorded;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Organisation;
import org.patrolledger.domain.catalogue.PlaceName;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.Slug;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.http.Cursor;
import org.patrolledger.lambda.http.HttpFunction;
import org.patrolledger.lambda.http.HttpRequest;
import org.patrolledger.lambda.http.HttpResponse;
import org.patrolledger.lambda.http.Page;
import org.patrolledger.lambda.http.QueryReader;
import org.patrolledger.lambda.http.RefusedException;
import org.patrolledger.lambda.http.Route.CatalogueRoute;
import org.patrolledger.storage.Adapters;

/// `GET /catalogue`: operations, places, organisations and shifts; `PUT /catalogue/…`: creates,
/// replaces or renames one; `GET /catalogue/operations/{id}/revisions`: who did so.
public final class MaintainCatalogue extends HttpFunction<CatalogueRoute> {
    private static final int LARGEST_OPERATION = 256 * 1024;

    /// How many revisions are read at once: an operation may have 400 KB.
    private static final int REVISIONS_AT_ONCE = 20;

    private final CatalogueStore store;
    private final Usage usage;
    private final Maintenance maintenance;

    /// Wires the function to this process's environment, as Lambda does.
    public MaintainCatalogue() {
        this(Environment.ofProcess(), InstantSource.system());
    }

    /// Wires the function to `environment`, with `clock` to tell which days can have been used.
    public MaintainCatalogue(Environment environment, InstantSource clock) {
        var adapters = new Adapters(environment);
        var lifetime = environment.catalogueLifetime();
        this(adapters.catalogueStore(), adapters.submissionLog(), clock, () -> pause(lifetime));
    }

    /// @param pause waits until functions no longer trust a copy of the catalogue from before
    MaintainCatalogue(
            CatalogueStore store, SubmissionLog log, InstantSource clock, Runnable pause) {
        super(CatalogueRoute.class);
        this.store = store;
        this.usage = new Usage(log, clock);
        this.maintenance = new Maintenance(store, usage, clock, pause);
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected HttpResponse answer(CatalogueRoute route, HttpRequest request, String requestId) {
        return switch (route) {
            case CATALOGUE -> CatalogueView.of(request).answer(store.load());
            case REVISIONS -> revisions(request, id(request, OperationId::new));
            case PUT_OPERATION -> putOperation(request, id(request, OperationId::new));
            case PUT_ORGANISATION -> putOrganisation(request, id(request, OrganisationId::new));
            case PUT_PLACE -> putPlace(request, id(request, PlaceId::new));
        };
    }

    private static <T> T id(HttpRequest request, Function<String, T> make) {
        var text = request.parameter("id");
        if (!Slug.matches(text)) {
            throw new RefusedException(Problem.Kind.NOT_FOUND);
        }
        return make.apply(text);
    }

    private HttpResponse revisions(HttpRequest request, OperationId id) {
        var query = new QueryReader(request);
        var page = new Page("revisions", query.limit());
        int after = query.nextNumber();
        query.end();
        var some = store.history(id, after, REVISIONS_AT_ONCE);
        if (some.isEmpty() && store.load().operation(id).isEmpty()) {
            return HttpResponse.problem(Problem.Kind.NOT_FOUND);
        }
        while (!some.isEmpty()) {
            for (var recorded : some) {
                after = recorded.operation().revision();
                if (!page.add(document(recorded), Cursor.of(Integer.toString(after)))) {
                    return HttpResponse.json(200, page.document());
                }
            }
            some = store.history(id, after, REVISIONS_AT_ONCE);
        }
        return HttpResponse.json(200, page.document());
    }

    private static Map<String, @Nullable Object> document(Recorded recorded) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("operation", CatalogueDocument.write(recorded.operation()));
        map.put("subject", recorded.author().subject());
        map.put("organisation", recorded.author().organisation().value());
        map.put("at", SubmissionDocuments.time(recorded.author().at()));
        return map;
    }

    private HttpResponse putOperation(HttpRequest request, OperationId id) {
        var document = request.document(LARGEST_OPERATION);
        var caller = organisation(request);
        return make(request, new OperationEdit(id, document, expected(request), caller, usage));
    }

    private HttpResponse putOrganisation(HttpRequest request, OrganisationId id) {
        var document = request.document();
        var caller = organisation(request);
        return make(request, new NameEdit.OfOrganisation(id, document, expected(request), caller));
    }

    private HttpResponse putPlace(HttpRequest request, PlaceId id) {
        var document = request.document();
        var caller = organisation(request);
        return make(request, new NameEdit.OfPlace(id, document, expected(request), caller));
    }

    private static OrganisationId organisation(HttpRequest request) {
        return request.knownCaller()
                .organisation()
                .orElseThrow(() -> new RefusedException(Problem.Kind.FORBIDDEN));
    }

    /// Whether a stored revision may be replaced; 0 stands for none.
    private static IntPredicate expected(HttpRequest request) {
        var noneMatch = request.header("if-none-match");
        if (noneMatch.isEmpty()) {
            var tags = request.ifMatch();
            return revision -> revision > 0 && tags.name(revision);
        }
        boolean creates =
                request.header("if-match").isEmpty() && noneMatch.get().strip().equals("*");
        return revision -> creates && revision == 0;
    }

    private HttpResponse make(HttpRequest request, Edit edit) {
        var subject = request.knownCaller().subject();
        return switch (maintenance.make(edit, subject, organisation(request))) {
            case Maintenance.Outcome.Written(Change change) -> written(change);
            case Edit.Refusal.Foreign foreign -> HttpResponse.problem(Problem.Kind.FORBIDDEN);
            case Edit.Refusal.Stale(int current) -> stale(request, current);
            case Edit.Refusal.Invalid(List<Fault> faults) ->
                    HttpResponse.problem(Problem.notValid(faults));
        };
    }

    private static HttpResponse stale(HttpRequest request, int current) {
        if (current > 0 && request.header("if-match").isPresent()) {
            return HttpResponse.stale(request.ifMatch(), current);
        }
        var problem = Problem.of(Problem.Kind.STALE);
        return HttpResponse.problem(
                current > 0 ? problem.with("currentRevision", current) : problem);
    }

    private static HttpResponse written(Change change) {
        var document =
                switch (change) {
                    case Change.OfOperation(Operation it) -> CatalogueDocument.write(it);
                    case Change.OfOrganisation(Organisation it) -> CatalogueDocument.write(it);
                    case Change.OfPlace(PlaceName it) -> CatalogueDocument.write(it);
                };
        return HttpResponse.json(change.revision() == 1 ? 201 : 200, document)
                .tagged(change.revision())
                .with("location", "/catalogue");
    }
}
