package org.patrolledger.functions.receivesubmission;

import org.patrolledger.contract.Problem;
import org.patrolledger.contract.SubmissionDocuments;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.functions.receivesubmission.Intake.Outcome;
import org.patrolledger.lambda.http.HttpResponse;

/// What a form is told of the submission it posted.
public final class IntakeResponse {
    private IntakeResponse() {}

    /// The answer to a `POST` with that outcome.
    public static HttpResponse of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> receipt(201, accepted.first());
            case Outcome.Repeated repeated -> receipt(200, repeated.first());
            case Outcome.Different different ->
                    HttpResponse.problem(Problem.Kind.DIFFERENT_CONTENT);
            case Outcome.Foreign foreign -> HttpResponse.problem(Problem.Kind.FORBIDDEN);
            case Outcome.Invalid invalid ->
                    HttpResponse.problem(Problem.notValid(invalid.faults()));
        };
    }

    private static HttpResponse receipt(int status, Revision revision) {
        return HttpResponse.json(status, SubmissionDocuments.receipt(revision))
                .tagged(revision.number())
                .with("location", "/submissions/" + revision.submission().id());
    }
}
