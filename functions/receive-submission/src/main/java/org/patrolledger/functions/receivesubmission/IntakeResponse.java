package org.patrolledger.functions.receivesubmission;

import org.patrolledger.contract.Problem;
import org.patrolledger.contract.Receipt;
import org.patrolledger.functions.receivesubmission.Intake.Outcome;
import org.patrolledger.lambda.http.HttpResponse;

/// The answer to a form that was posted.
final class IntakeResponse {
    private IntakeResponse() {}

    /// The answer to a `POST` with that outcome.
    static HttpResponse of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> receipt(201, accepted.receipt());
            case Outcome.Repeated repeated -> receipt(200, repeated.receipt());
            case Outcome.Different different ->
                    HttpResponse.problem(Problem.Kind.DIFFERENT_CONTENT);
            case Outcome.Taken taken -> HttpResponse.problem(Problem.Kind.ID_TAKEN);
            case Outcome.Foreign foreign -> HttpResponse.problem(Problem.Kind.FORBIDDEN);
            case Outcome.Invalid invalid ->
                    HttpResponse.problem(Problem.notValid(invalid.faults()));
        };
    }

    private static HttpResponse receipt(int status, Receipt receipt) {
        return HttpResponse.json(status, receipt.json())
                .tagged(receipt.revision())
                .with("location", "/submissions/" + receipt.id());
    }
}
