package org.patrolledger.lambda.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import org.patrolledger.contract.Problem;
import org.patrolledger.contract.json.NotJsonException;
import org.patrolledger.domain.StorageException;
import org.patrolledger.lambda.Deadline;
import org.patrolledger.lambda.log.FunctionLog;
import org.patrolledger.lambda.log.Log;
import org.patrolledger.lambda.log.Metric;

/// A function behind the HTTP API: checks route, token and scope, has the request answered, and
/// turns every fault into a problem document that gives nothing away.
public abstract class HttpFunction implements RequestStreamHandler {
    /// Seconds after which a client may try again: throttling passes sooner than an outage.
    private static final String AFTER_THROTTLING = "1";

    private static final String AFTER_OUTAGE = "5";

    /// Stands in the log for whatever address a request without a route named.
    private static final String NO_ROUTE = "none";

    private final FunctionLog log = new FunctionLog(InstantSource.system());
    private final String function;

    /// @param function the name by which [Routes] knows this function
    protected HttpFunction(String function) {
        this.function = function;
    }

    /// Answers a request whose route exists and whose caller holds one of the route's scopes.
    ///
    /// @param requestId names this invocation, unlike any other
    /// @throws RefusedException to answer with its problem
    protected abstract HttpResponse answer(Route route, HttpRequest request, String requestId);

    /// An answer, and the key of the route it is of.
    private record Answered(String route, HttpResponse response) {}

    @Override
    public final void handleRequest(InputStream in, OutputStream out, Context context)
            throws IOException {
        long start = System.nanoTime();
        var invocation = log.of(context);
        var event = in.readAllBytes();
        var answered =
                Deadline.of(context)
                        .call(() -> answer(event, context.getAwsRequestId(), invocation));
        out.write(answered.response().encoded());
        note(answered, Duration.ofNanos(System.nanoTime() - start), invocation);
    }

    /// The route's template, never the path: that may hold anything.
    private static void note(Answered answered, Duration duration, Log invocation) {
        int status = answered.response().status();
        invocation.info(
                "request.answered",
                Map.of("route", answered.route(), "status", status),
                Metric.count("Requests", 1),
                Metric.count("Answered" + status, 1),
                Metric.duration("Duration", duration));
    }

    private Answered answer(byte[] event, String requestId, Log invocation) {
        var route = NO_ROUTE;
        try {
            var request = HttpRequest.of(event);
            route = request.route().map(Route::key).orElse(NO_ROUTE);
            return new Answered(route, respond(request, requestId));
        } catch (RefusedException e) {
            return new Answered(route, HttpResponse.problem(e.problem()));
        } catch (NotJsonException e) {
            return new Answered(route, HttpResponse.problem(Problem.Kind.NOT_JSON));
        } catch (StorageException e) {
            invocation.error("storage.failed", e, Map.of(), Metric.count("StorageFailures", 1));
            return new Answered(route, refusedByStorage(e));
        } catch (RuntimeException e) {
            invocation.error("request.failed", e, Map.of(), Metric.count("Faults", 1));
            return new Answered(route, HttpResponse.problem(Problem.Kind.FAULT));
        }
    }

    private static HttpResponse refusedByStorage(StorageException e) {
        return switch (e.fault()) {
            case THROTTLED ->
                    HttpResponse.problem(Problem.Kind.THROTTLED)
                            .with("retry-after", AFTER_THROTTLING);
            case AWAY ->
                    HttpResponse.problem(Problem.Kind.STORAGE_AWAY)
                            .with("retry-after", AFTER_OUTAGE);
        };
    }

    private HttpResponse respond(HttpRequest request, String requestId) {
        if (request.route().isEmpty()) {
            return respondWithoutRoute(request);
        }
        var caller = request.knownCaller();
        var route = request.route().get();
        if (!route.function().equals(function)) {
            throw new IllegalStateException("this route is of " + route.function());
        }
        if (Collections.disjoint(route.scopes(), caller.scopes())) {
            return HttpResponse.problem(Problem.Kind.FORBIDDEN);
        }
        return answer(route, request, requestId);
    }

    /// Which methods a path has is told to who is known only; that there is none, to everybody.
    private static HttpResponse respondWithoutRoute(HttpRequest request) {
        var allowed = Routes.methodsOf(request.path());
        if (allowed.isEmpty()) {
            return HttpResponse.problem(Problem.Kind.NOT_FOUND);
        }
        request.knownCaller();
        return HttpResponse.methodNotAllowed(allowed);
    }
}
