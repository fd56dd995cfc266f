package org.patrolledger.functions.revisesubmission;

import java.time.InstantSource;
import org.patrolledger.contract.Problem;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.http.HttpFunction;
import org.patrolledger.lambda.http.HttpRequest;
import org.patrolledger.lambda.http.HttpResponse;
import org.patrolledger.lambda.http.RefusedException;
import org.patrolledger.lambda.http.Route.RevisionRoute;
import org.patrolledger.storage.Adapters;

/// `PUT /submissions/{id}`: a correction; `DELETE /submissions/{id}`: a withdrawal. Each becomes a
/// new revision, and answers with its receipt.
public final class ReviseSubmission extends HttpFunction<RevisionRoute> {
    private final Correction correction;

    /// Wires the function to this process's environment, as Lambda does.
    public ReviseSubmission() {
        this(Environment.ofProcess(), InstantSource.system());
    }

    /// Wires the function to `environment`, with `clock` for the time of receipt.
    public ReviseSubmission(Environment environment, InstantSource clock) {
        var adapters = new Adapters(environment);
        this(adapters.submissionLog(), adapters.catalogueCache(clock), clock);
    }

    /// Wires the function to ports that are at hand, with `clock` for the time of receipt.
    public ReviseSubmission(SubmissionLog log, CatalogueCache catalogue, InstantSource clock) {
        super(RevisionRoute.class);
        this.correction = new Correction(log, catalogue, clock);
    }

    @Override
    protected HttpResponse answer(RevisionRoute route, HttpRequest request, String requestId) {
        var id =
                SubmissionId.parse(request.parameter("id"))
                        .orElseThrow(() -> new RefusedException(Problem.Kind.NOT_FOUND));
        var caller = request.knownCaller();
        var ifMatch = request.ifMatch();
        var outcome =
                switch (route) {
                    case CORRECT ->
                            correction.revise(id, request.document(), ifMatch, caller, requestId);
                    case WITHDRAW ->
                            correction.withdraw(
                                    id, ifMatch, request.query().get("reason"), caller, requestId);
                };
        return switch (outcome) {
            case Correction.Outcome.Done done ->
                    HttpResponse.json(200, done.receipt().json()).tagged(done.receipt().revision());
            case Correction.Outcome.Unknown unknown -> HttpResponse.problem(Problem.Kind.NOT_FOUND);
            case Correction.Outcome.Foreign foreign -> HttpResponse.problem(Problem.Kind.FORBIDDEN);
            case Correction.Outcome.Stale stale -> HttpResponse.stale(ifMatch, stale.current());
            case Correction.Outcome.Invalid invalid ->
                    HttpResponse.problem(Problem.notValid(invalid.faults()));
        };
    }
}
