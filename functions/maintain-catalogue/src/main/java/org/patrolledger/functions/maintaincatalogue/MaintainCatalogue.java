package org.patrolledger.functions.maintaincatalogue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntPredicate;
import org.patrolledger.contract.CatalogueDocument;
import org.patrolledger.contract.Fault;
import org.patrolledger.contract.Problem;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.catalogue.CatalogueStore.Change;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Organisation;
import org.patrolledger.domain.catalogue.PlaceName;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.Slug;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.http.EntityTags;
import org.patrolledger.lambda.http.HttpFunction;
import org.patrolledger.lambda.http.HttpRequest;
import org.patrolledger.lambda.http.HttpResponse;
import org.patrolledger.lambda.http.Route.CatalogueRoute;
import org.patrolledger.storage.Adapters;

/// `GET /catalogue`: operations, places, organisations and shifts; `PUT
/// /catalogue/operations/{id}`: creates or replaces one.
public final class MaintainCatalogue extends HttpFunction<CatalogueRoute> {
    private final CatalogueStore store;
    private final Usage usage;
    private final Maintenance maintenance;

    /// Wires the function to this process's environment, as Lambda does.
    public MaintainCatalogue() {
        this(Environment.ofProcess(), InstantSource.system());
    }

    /// Wires the function to `environment`, with `clock` to tell which days can have been used.
    public MaintainCatalogue(Environment environment, InstantSource clock) {
        this(new Adapters(environment), clock, environment.catalogueLifetime());
    }

    private MaintainCatalogue(Adapters adapters, InstantSource clock, Duration lifetime) {
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
            case CATALOGUE ->
                    HttpResponse.json(200, CatalogueDocument.write(store.load())).taggedByContent();
            case PUT_OPERATION -> putOperation(request);
        };
    }

    private HttpResponse putOperation(HttpRequest request) {
        var name = request.parameter("id");
        if (!Slug.matches(name)) {
            return HttpResponse.problem(Problem.Kind.NOT_FOUND);
        }
        var document = request.document();
        var caller = request.knownCaller();
        if (caller.organisation().isEmpty()) {
            return HttpResponse.problem(Problem.Kind.FORBIDDEN);
        }
        var edit =
                new OperationEdit(
                        new OperationId(name),
                        document,
                        expected(request),
                        caller.organisation().get(),
                        usage);
        return answer(
                request, maintenance.make(edit, caller.subject(), caller.organisation().get()));
    }

    private static HttpResponse answer(HttpRequest request, Maintenance.Outcome outcome) {
        return switch (outcome) {
            case Maintenance.Outcome.Written(Change change) -> written(change);
            case Maintenance.Outcome.Foreign foreign ->
                    HttpResponse.problem(Problem.Kind.FORBIDDEN);
            case Maintenance.Outcome.Stale(int current) -> stale(request, current);
            case Maintenance.Outcome.Invalid(List<Fault> faults) ->
                    HttpResponse.problem(Problem.notValid(faults));
        };
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

    /// Whether a revision, 0 where there is none, is the one to be replaced.
    private static IntPredicate expected(HttpRequest request) {
        var noneMatch = request.ifNoneMatch();
        if (noneMatch.isEmpty()) {
            var ifMatch = request.ifMatch();
            return revision -> revision > 0 && ifMatch.name(revision);
        }
        boolean creates =
                noneMatch.get() instanceof EntityTags.Any && request.header("if-match").isEmpty();
        return revision -> creates && revision == 0;
    }

    private static HttpResponse stale(HttpRequest request, int current) {
        return current == 0 || request.header("if-match").isEmpty()
                ? HttpResponse.problem(Problem.Kind.STALE)
                : HttpResponse.stale(request.ifMatch(), current);
    }
}
