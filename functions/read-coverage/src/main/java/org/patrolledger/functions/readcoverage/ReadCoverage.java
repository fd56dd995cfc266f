package org.patrolledger.functions.readcoverage;

import java.time.InstantSource;
import org.patrolledger.contract.Problem;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.Slug;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.http.HttpFunction;
import org.patrolledger.lambda.http.HttpRequest;
import org.patrolledger.lambda.http.HttpResponse;
import org.patrolledger.lambda.http.QueryReader;
import org.patrolledger.lambda.http.RefusedException;
import org.patrolledger.lambda.http.Route.CoverageRoute;
import org.patrolledger.storage.Adapters;

/// `GET /coverage/{operation}`: which shifts of some days were expected, and which are reported by
/// now.
public final class ReadCoverage extends HttpFunction<CoverageRoute> {
    private static final int MOST_DAYS = 35;

    private final LiveCoverage coverage;

    /// Wires the function to this process's environment, as Lambda does.
    public ReadCoverage() {
        this(Environment.ofProcess(), InstantSource.system());
    }

    /// Wires the function to `environment`, with `clock` for the age of copies of the catalogue.
    public ReadCoverage(Environment environment, InstantSource clock) {
        this(new Adapters(environment), clock);
    }

    private ReadCoverage(Adapters adapters, InstantSource clock) {
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
