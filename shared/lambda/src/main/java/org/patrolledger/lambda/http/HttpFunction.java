package org.patrolledger.lambda.http;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import org.patrolledger.contract.Problem;
import org.patrolledger.contract.json.NotJsonException;
import org.patrolledger.domain.StorageException;
import org.patrolledger.lambda.Deadline;
import org.patrolledger.lambda.HttpSettings;
import org.patrolledger.lambda.LambdaFunction;
import org.patrolledger.lambda.log.FunctionLog;
import org.patrolledger.lambda.log.Log;
import org.patrolledger.lambda.log.Metric;

/// A function behind the HTTP API: checks route, token and scope, has the request answered before
/// the function's time is up, and turns every fault into a problem document that gives nothing
/// away.
///
/// @param <R> the function's routes
public abstract class HttpFunction<R extends Enum<R> & Route> extends LambdaFunction {
    /// Seconds after which a client may try again: throttling passes sooner than an outage.
    private static final String AFTER_THROTTLING = "1";

    private static final String AFTER_OUTAGE = "5";

    /// Stands in the log for the address of a request without a route.
    private static final String NO_ROUTE = "none";

    /// The most that Lambda hands over, in bytes.
    private static final int LARGEST_RESPONSE = 6_291_556;

    private final FunctionLog log = new FunctionLog(InstantSource.system());
    private final Class<R> routes;
    private final HttpSettings settings;

    /// @param routes those of the function
    protected HttpFunction(Class<R> routes) {
        this(routes, HttpSettings.ofProcess());
    }

    /// @param routes those of the function
    protected HttpFunction(Class<R> routes, HttpSettings settings) {
        this.routes = routes;
        this.settings = settings;
    }

    /// Answers a request whose route exists and whose caller may make the call.
    ///
    /// @param requestId names this invocation, unlike any other
    /// @throws RefusedException to answer with its problem
    protected abstract HttpResponse answer(R route, HttpRequest request, String requestId);

    /// An answer, and the key of the route it is of.
    private record Answered(String route, HttpResponse response) {}

    @Override
    protected final void handle(byte[] event, OutputStream out, Context context)
            throws IOException {
        long start = System.nanoTime();
        var invocation = log.of(context);
        var answered = inTime(event, context, invocation);
        var response = answered.response().encoded();
        if (response.length > LARGEST_RESPONSE) {
            invocation.error(
                    "answer.too-large",
                    new IllegalStateException(response.length + " bytes"),
                    Map.of("route", answered.route()),
                    Metric.count("Faults", 1));
            answered = new Answered(answered.route(), HttpResponse.problem(Problem.Kind.FAULT));
            response = answered.response().encoded();
        }
        out.write(response);
        note(answered, Duration.ofNanos(System.nanoTime() - start), invocation);
    }

    /// The answer, or that storage is away once no more can be waited for it. Storage that only
    /// hangs is found by the client's repeat to have carried out what it did.
    private Answered inTime(byte[] event, Context context, Log invocation) {
        var requestId = context.getAwsRequestId();
        try {
            return Deadline.of(context).bound(() -> answer(event, requestId, invocation));
        } catch (StorageException e) {
            return new Answered(routeOf(event), refusedByStorage(e, invocation));
        }
    }

    private static String routeOf(byte[] event) {
        try {
            return HttpRequest.of(event).route().map(Route::key).orElse(NO_ROUTE);
        } catch (RuntimeException e) {
            return NO_ROUTE;
        }
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
            var request = HttpRequest.of(event, settings);
            route = request.route().map(Route::key).orElse(NO_ROUTE);
            var response = respond(request, requestId, invocation);
            return new Answered(route, request.isRead() ? response.toRead(request) : response);
        } catch (NotJsonException e) {
            return new Answered(route, HttpResponse.problem(Problem.Kind.NOT_JSON));
        } catch (RuntimeException e) {
            invocation.error("request.failed", e, Map.of(), Metric.count("Faults", 1));
            return new Answered(route, HttpResponse.problem(Problem.Kind.FAULT));
        }
    }

    private HttpResponse respond(HttpRequest request, String requestId, Log invocation) {
        try {
            return respond(request, requestId);
        } catch (RefusedException e) {
            return HttpResponse.problem(e.problem());
        } catch (StorageException e) {
            return refusedByStorage(e, invocation);
        }
    }

    private static HttpResponse refusedByStorage(StorageException e, Log invocation) {
        invocation.error("storage.failed", e, Map.of(), Metric.count("StorageFailures", 1));
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
        if (!settings.admits(request.header(HttpSettings.ORIGIN_HEADER).orElse(null))) {
            return HttpResponse.problem(Problem.Kind.FORBIDDEN);
        }
        if (request.route().isEmpty()) {
            return respondWithoutRoute(request);
        }
        var route = request.route().get();
        if (!routes.isInstance(route)) {
            throw new IllegalStateException("this route is of " + route.function());
        }
        if (!route.open() && Collections.disjoint(route.scopes(), request.knownCaller().scopes())) {
            return HttpResponse.scopeMissing(route.scopes(), settings.scopePrefix());
        }
        return answer(routes.cast(route), request, requestId);
    }

    /// Only an authenticated caller learns which methods a path allows, unless one of them is open
    /// to everyone; an unknown path is 404 for everyone.
    private static HttpResponse respondWithoutRoute(HttpRequest request) {
        var allowed = Routes.methodsOf(request.path());
        if (allowed.isEmpty()) {
            return HttpResponse.problem(Problem.Kind.NOT_FOUND);
        }
        if (!Routes.isOpen(request.path())) {
            request.knownCaller();
        }
        return HttpResponse.methodNotAllowed(allowed);
    }
}
