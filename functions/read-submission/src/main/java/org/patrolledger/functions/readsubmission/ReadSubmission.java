package org.patrolledger.functions.readsubmission;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.patrolledger.contract.Problem;
import org.patrolledger.contract.SubmissionDocuments;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.Priming;
import org.patrolledger.lambda.http.Caller;
import org.patrolledger.lambda.http.Cursor;
import org.patrolledger.lambda.http.HttpFunction;
import org.patrolledger.lambda.http.HttpRequest;
import org.patrolledger.lambda.http.HttpResponse;
import org.patrolledger.lambda.http.Page;
import org.patrolledger.lambda.http.QueryReader;
import org.patrolledger.lambda.http.RefusedException;
import org.patrolledger.lambda.http.Route.ReadingRoute;
import org.patrolledger.lambda.http.Scope;
import org.patrolledger.storage.Adapters;
import org.patrolledger.storage.PrimingStorage;

/// `GET /submissions`: those of some days; `GET /submissions/{id}`: the current revision with its
/// receipt, for its own organisation and for auditors; `GET /submissions/{id}/revisions`: all of
/// them, for auditors.
public final class ReadSubmission extends HttpFunction<ReadingRoute> {
    /// Revisions are at most 64 KiB each.
    private static final int READ_AT_ONCE = 100;

    /// Submissions that a list looks at in one call: what DynamoDB gives within a second.
    private static final int MOST_LOOKED_AT = 5_000;

    private final SubmissionLog log;
    private final SubmissionList list;

    /// Wires the function to this process's environment, as Lambda does, and primes itself where a
    /// snapshot follows.
    public ReadSubmission() {
        var environment = Environment.ofProcess();
        var log = new Adapters(environment).submissionLog();
        Priming.beforeSnapshot(() -> prime(environment, log, Priming.CALLS));
        this(log);
    }

    /// Wires the function to `environment`; reading takes no time, so `clock` is not asked.
    public ReadSubmission(Environment environment, InstantSource clock) {
        this(new Adapters(environment).submissionLog());
    }

    /// Reads `calls` times a submission and a list of them from memory, and by `real` one that does
    /// not exist.
    static void prime(Environment environment, SubmissionLog real, int calls) throws IOException {
        var kinds = List.of(Submission.Kind.values());
        var stored = PrimingStorage.adapters(environment, kinds, Map.of()).submissionLog();
        var one =
                Priming.event(
                        "GET",
                        "/submissions/00000000-0000-0000-0000-000000000000",
                        Map.of(),
                        "submissions.write",
                        null);
        var days = Map.of("operation", Priming.NAME, "from", "2023-02-03", "to", "2023-02-03");
        var list = Priming.event("GET", "/submissions", days, "submissions.write", null);
        Priming.repeat(new ReadSubmission(stored), one, 200, calls);
        Priming.repeat(new ReadSubmission(stored), list, 200, calls);
        Priming.repeat(new ReadSubmission(real), one, 404, calls);
    }

    ReadSubmission(SubmissionLog log) {
        this(log, MOST_LOOKED_AT);
    }

    ReadSubmission(SubmissionLog log, int mostLookedAt) {
        super(ReadingRoute.class);
        this.log = log;
        this.list = new SubmissionList(log, mostLookedAt);
    }

    @Override
    protected HttpResponse answer(ReadingRoute route, HttpRequest request, String requestId) {
        return switch (route) {
            case LIST -> HttpResponse.json(200, list.page(request)).notStored();
            case CURRENT -> current(id(request), request.knownCaller());
            case REVISIONS -> revisions(id(request), request);
        };
    }

    private static SubmissionId id(HttpRequest request) {
        return SubmissionId.parse(request.parameter("id"))
                .orElseThrow(() -> new RefusedException(Problem.Kind.NOT_FOUND));
    }

    private HttpResponse current(SubmissionId id, Caller caller) {
        var revision =
                log.current(id).orElseThrow(() -> new RefusedException(Problem.Kind.NOT_FOUND));
        if (!mayRead(caller, revision)) {
            return HttpResponse.problem(Problem.Kind.FORBIDDEN);
        }
        return HttpResponse.json(200, SubmissionDocuments.submission(revision))
                .tagged(revision.number())
                .notStored();
    }

    private static boolean mayRead(Caller caller, Revision revision) {
        return caller.may(Scope.AUDIT_READ) || caller.isOf(revision.submission().organisation());
    }

    private HttpResponse revisions(SubmissionId id, HttpRequest request) {
        var query = new QueryReader(request);
        int limit = query.limit();
        int after = query.nextNumber();
        query.end();
        var page = new Page("revisions", limit);
        int last = after;
        boolean more = true;
        while (more) {
            var read = log.kept(id, last, Math.min(limit + 1, READ_AT_ONCE));
            if (read.isEmpty() && last == 0) {
                return HttpResponse.problem(Problem.Kind.NOT_FOUND);
            }
            more = !read.isEmpty();
            for (var revision : read) {
                last = revision.revision().number();
                more &=
                        page.add(
                                SubmissionDocuments.revision(revision),
                                Cursor.of(String.valueOf(last)));
                if (!more) {
                    break;
                }
            }
        }
        return HttpResponse.json(200, page.document()).notStored();
    }
}
