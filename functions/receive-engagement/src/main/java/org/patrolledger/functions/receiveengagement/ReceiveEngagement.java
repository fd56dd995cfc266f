package org.patrolledger.functions.receiveengagement;

import java.time.InstantSource;
import org.patrolledger.aws.Adapters;
import org.patrolledger.aws.Environment;
import org.patrolledger.aws.http.HttpFunction;
import org.patrolledger.aws.rehearsal.IntakeRehearsal;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.wire.http.HttpRequest;
import org.patrolledger.wire.http.HttpResponse;
import org.patrolledger.wire.http.IntakeResponse;
import org.patrolledger.wire.http.Route;
import org.patrolledger.wire.intake.Intake;

/// `POST /engagements`: takes an engagement into the log, once, and answers with its receipt.
public final class ReceiveEngagement extends HttpFunction {
    private final Intake intake;

    /// Wires the function to this process's environment, as Lambda does, and rehearses where a
    /// snapshot follows.
    public ReceiveEngagement() {
        var adapters = new Adapters(Environment.ofProcess());
        var clock = InstantSource.system();
        var catalogue = adapters.catalogueCache(clock);
        IntakeRehearsal.beforeSnapshot(
                adapters, catalogue, Submission.Kind.ENGAGEMENT, ReceiveEngagement::new);
        this(adapters.submissionLog(), catalogue, clock);
    }

    /// Wires the function to `environment`, with `clock` for the time of receipt.
    public ReceiveEngagement(Environment environment, InstantSource clock) {
        this(new Adapters(environment), clock);
    }

    private ReceiveEngagement(Adapters adapters, InstantSource clock) {
        this(adapters.submissionLog(), adapters.catalogueCache(clock), clock);
    }

    ReceiveEngagement(SubmissionLog log, CatalogueCache catalogue, InstantSource clock) {
        super("receive-engagement");
        this.intake = new Intake(log, catalogue, clock);
    }

    @Override
    protected HttpResponse answer(Route route, HttpRequest request, String requestId) {
        var outcome =
                intake.receive(
                        Submission.Kind.ENGAGEMENT,
                        request.document(),
                        request.knownCaller(),
                        requestId);
        return IntakeResponse.of(outcome);
    }
}
