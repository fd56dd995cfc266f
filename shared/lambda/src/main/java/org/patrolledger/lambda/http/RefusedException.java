package org.patrolledger.lambda.http;

import java.util.List;
import org.patrolledger.contract.Problem;

/// The request cannot be answered as it stands; carries what to tell the client.
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public RefusedException(Problem problem) {
        super(problem.kind().slug(), null, false, false);
        this.problem = problem;
    }

    /// Refuses for a reason that needs no details.
    public RefusedException(Problem.Kind kind) {
        this(Problem.of(kind));
    }

    /// Refuses a token that lacks `scope`, which the values of the path turned out to need.
    public static RefusedException lacking(Scope scope) {
        return new RefusedException(
                Problem.of(Problem.Kind.SCOPE_MISSING).with("scopes", List.of(scope.text())));
    }

    public Problem problem() {
        return problem;
    }
}
