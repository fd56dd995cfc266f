package org.patrolledger.functions.readsubmission;

import java.time.InstantSource;
import org.patrolledger.contract.Problem;
import org.patrolledger.contract.SubmissionDocuments;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.http.Caller;
import org.patrolledger.lambda.http.HttpFunction;
import org.patrolledger.lambda.http.HttpRequest;
import org.patrolledger.lambda.http.HttpResponse;
import org.patrolledger.lambda.http.RefusedException;
import org.patrolledger.lambda.http.Route;
import org.patrolledger.lambda.http.Scope;
import org.patrolledger.storage.Adapters;

/// `GET /submissions/{id}`: the current revision with its receipt, for its own organisation and for
/// auditors; `GET /submissions/{id}/revisions`: all of them, for auditors.
public final class ReadSubmission extends HttpFunction {
    private final SubmissionLog log;

    /// Wires the function to this process's environment, as Lambda does.
    public ReadSubmission() {
        this(Environment.ofProcess(), InstantSource.system());
    }

    /// Wires the function to `environment`; reading takes no time, so `clock` is not asked.
    public ReadSubmission(Environment environment, InstantSource clock) {
        this(new Adapters(environment).submissionLog());
    }

    ReadSubmission(SubmissionLog log) {
        super("read-submission");
        this.log = log;
    }

    @Override
    protected HttpResponse answer(Route route, HttpRequest request, String requestId) {
        var id =
                SubmissionId.parse(request.parameter("id"))
                        .orElseThrow(() -> new RefusedException(Problem.Kind.NOT_FOUND));
        return route.path().endsWith("/revisions")
                ? revisions(id)
                : current(id, request.knownCaller());
    }

    private HttpResponse current(SubmissionId id, Caller caller) {
        var revision =
                log.current(id).orElseThrow(() -> new RefusedException(Problem.Kind.NOT_FOUND));
        if (!mayRead(caller, revision)) {
            return HttpResponse.problem(Problem.Kind.FORBIDDEN);
        }
        return HttpResponse.json(200, SubmissionDocuments.submission(revision))
                .tagged(revision.number());
    }

    private static boolean mayRead(Caller caller, Revision revision) {
        return caller.may(Scope.AUDIT_READ) || caller.isOf(revision.submission().organisation());
    }

    private HttpResponse revisions(SubmissionId id) {
        var revisions = log.revisions(id);
        return revisions.isEmpty()
                ? HttpResponse.problem(Problem.Kind.NOT_FOUND)
                : HttpResponse.json(200, SubmissionDocuments.revisions(revisions))
                        .tagged(revisions.getLast().number());
    }
}
