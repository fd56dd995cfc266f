package org.patrolledger.aws.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import org.patrolledger.aws.Deadline;
import org.patrolledger.aws.log.FunctionLog;
import org.patrolledger.aws.log.Metric;
import org.patrolledger.domain.StorageException;
import org.patrolledger.wire.Problem;
import org.patrolledger.wire.http.HttpRequest;
import org.patrolledger.wire.http.HttpResponse;
import org.patrolledger.wire.http.RefusedException;
import org.patrolledger.wire.http.Route;
import org.patrolledger.wire.http.Routes;
import org.patrolledger.wire.json.NotJsonException;

/// A function behind the HTTP API: checks route, token and scope, has the request answered, and
/// turns every fault into a problem document that gives nothing away.
public abstract class HttpFunction implements RequestStreamHandler {
    /// Seconds after which a client may try again: throttling passes sooner than an outage.
    private static final String AFTER_THROTTLING = "1";

    private static final String AFTER_OUTAGE = "5";

    private final FunctionLog log = new FunctionLog(InstantSource.system());

    /// Answers a request whose route exists and whose caller holds one of the route's scopes.
    ///
    /// @param requestId names this invocation, unlike any other
    /// @throws RefusedException to answer with its problem
    protected abstract HttpResponse answer(Route route, HttpRequest request, String requestId);

    @Override
    public final void handleRequest(InputStream in, OutputStream out, Context context)
            throws IOException {
        var request = HttpRequest.of(in.readAllBytes());
        var response = Deadline.of(context).call(() -> respond(request, context));
        out.write(response.encoded());
    }

    private HttpResponse respond(HttpRequest request, Context context) {
        var invocation = log.of(context);
        try {
            var allowed = Routes.methodsOf(request.path());
            if (allowed.isEmpty()) {
                return HttpResponse.problem(Problem.Kind.NOT_FOUND);
            }
            var caller = request.knownCaller();
            if (request.route().isEmpty()) {
                return HttpResponse.methodNotAllowed(allowed);
            }
            var route = request.route().get();
            if (Collections.disjoint(route.scopes(), caller.scopes())) {
                return HttpResponse.problem(Problem.Kind.FORBIDDEN);
            }
            return answer(route, request, context.getAwsRequestId());
        } catch (RefusedException e) {
            return HttpResponse.problem(e.problem());
        } catch (NotJsonException e) {
            return HttpResponse.problem(Problem.Kind.NOT_JSON);
        } catch (StorageException e) {
            invocation.error("storage.failed", e, Map.of(), Metric.count("StorageFailures", 1));
            return switch (e.fault()) {
                case THROTTLED ->
                        HttpResponse.problem(Problem.Kind.THROTTLED)
                                .with("retry-after", AFTER_THROTTLING);
                case AWAY ->
                        HttpResponse.problem(Problem.Kind.STORAGE_AWAY)
                                .with("retry-after", AFTER_OUTAGE);
            };
        } catch (RuntimeException e) {
            invocation.error("request.failed", e, Map.of(), Metric.count("Faults", 1));
            return HttpResponse.problem(Problem.Kind.FAULT);
        }
    }
}
