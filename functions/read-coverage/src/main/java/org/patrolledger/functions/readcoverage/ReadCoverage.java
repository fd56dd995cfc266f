package org.patrolledger.functions.readcoverage;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.patrolledger.contract.Problem;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.Slug;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.Priming;
import org.patrolledger.lambda.http.HttpFunction;
import org.patrolledger.lambda.http.HttpRequest;
import org.patrolledger.lambda.http.HttpResponse;
import org.patrolledger.lambda.http.QueryReader;
import org.patrolledger.lambda.http.RefusedException;
import org.patrolledger.lambda.http.Route.CoverageRoute;
import org.patrolledger.storage.Adapters;
import org.patrolledger.storage.PrimingCatalogue;
import org.patrolledger.storage.PrimingStorage;

/// `GET /coverage/{operation}`: which shifts of some days were expected, and which are reported by
/// now.
public final class ReadCoverage extends HttpFunction<CoverageRoute> {
    private static final int MOST_DAYS = 35;

    private final LiveCoverage coverage;

    /// Wires the function to this process's environment, as Lambda does, and primes itself where a
    /// snapshot follows.
    public ReadCoverage() {
        var environment = Environment.ofProcess();
        var adapters = new Adapters(environment);
        var catalogue = adapters.catalogueCache(InstantSource.system());
        Priming.beforeSnapshot(() -> {
            prime(environment, adapters, Priming.CALLS);
            catalogue.prepare();
        });
        this(adapters.submissionLog(), catalogue);
    }

    /// Reads `calls` times the coverage of a week from memory, under the real catalogue's reading,
    /// and by `real` that of an operation that does not exist: as many queries side by side as a
    /// real call makes.
    static void prime(Environment environment, Adapters real, int calls) throws IOException {
        var cache = new PrimingCatalogue(real.catalogueStore()).cache();
        var kinds = List.of(Submission.Kind.ENGAGEMENT);
        var stored = PrimingStorage.adapters(environment, kinds, Map.of()).submissionLog();
        var week = Map.of("from", "2023-01-30", "to", "2023-02-05");
        var event =
                Priming.event("GET", "/coverage/" + Priming.NAME, week, "submissions.write", null);
        Priming.repeat(new ReadCoverage(stored, cache), event, 200, calls);
        Priming.repeat(new ReadCoverage(real.submissionLog(), cache), event, 200, calls);
    }

    /// Wires the function to `environment`, with `clock` for the age of copies of the catalogue.
    public ReadCoverage(Environment environment, InstantSource clock) {
        var adapters = new Adapters(environment);
        this(adapters.submissionLog(), adapters.catalogueCache(clock));
    }

    ReadCoverage(SubmissionLog log, CatalogueCache catalogue) {
        super(CoverageRoute.class);
        this.coverage = new LiveCoverage(log, catalogue);
    }

    @Override
    protected HttpResponse answer(CoverageRoute route, HttpRequest request, String requestId) {
        return switch (route) {
            case COVERAGE -> coverage(request);
        };
    }

    private HttpResponse coverage(HttpRequest request) {
        var name = request.parameter("operation");
        if (!Slug.matches(name)) {
            return HttpResponse.problem(Problem.Kind.NOT_FOUND);
        }
        var query = new QueryReader(request);
        var days = query.days(MOST_DAYS);
        query.end();
        if (days == null) {
            throw new IllegalStateException("a query without faults has its days");
        }
        var document =
                coverage.of(new OperationId(name), days.first(), days.last())
                        .orElseThrow(() -> new RefusedException(Problem.Kind.NOT_FOUND));
        return HttpResponse.json(200, document);
    }
}
