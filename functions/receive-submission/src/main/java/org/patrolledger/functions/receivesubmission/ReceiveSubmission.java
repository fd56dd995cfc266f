package org.patrolledger.functions.receivesubmission;

import java.time.InstantSource;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.domain.submission.SubmissionIntake;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.http.HttpFunction;
import org.patrolledger.lambda.http.HttpRequest;
import org.patrolledger.lambda.http.HttpResponse;
import org.patrolledger.lambda.http.Route.IntakeRoute;
import org.patrolledger.storage.Adapters;

/// `POST /engagements` and `POST /incidents`: takes a submission into the log, once, and answers
/// with its receipt.
public final class ReceiveSubmission extends HttpFunction<IntakeRoute> {
    private final Intake intake;

    /// Wires the function to this process's environment, as Lambda does, and primes itself where a
    /// snapshot follows.
    public ReceiveSubmission() {
        var adapters = new Adapters(Environment.ofProcess());
        var clock = InstantSource.system();
        var catalogue = adapters.catalogueCache(clock);
        IntakePriming.beforeSnapshot(adapters, catalogue, ReceiveSubmission::new);
        this(adapters.submissionLog(), catalogue, clock);
    }

    /// Wires the function to `environment`, with `clock` for the time of receipt.
    public ReceiveSubmission(Environment environment, InstantSource clock) {
        var adapters = new Adapters(environment);
        this(adapters.submissionLog(), adapters.catalogueCache(clock), clock);
    }

    ReceiveSubmission(SubmissionIntake log, CatalogueCache catalogue, InstantSource clock) {
        super(IntakeRoute.class);
        this.intake = new Intake(log, catalogue, clock);
    }

    @Override
    protected HttpResponse answer(IntakeRoute route, HttpRequest request, String requestId) {
        var outcome =
                intake.receive(kind(route), request.document(), request.knownCaller(), requestId);
        return IntakeResponse.of(outcome);
    }

    private static Submission.Kind kind(IntakeRoute route) {
        return switch (route) {
            case POST_ENGAGEMENT -> Submission.Kind.ENGAGEMENT;
            case POST_INCIDENT -> Submission.Kind.INCIDENT;
        };
    }
}
