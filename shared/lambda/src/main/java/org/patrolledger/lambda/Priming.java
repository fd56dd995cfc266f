package org.patrolledger.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;

/// Practice before a snapshot is taken, so that a machine restored from it has the classes loaded
/// and the code compiled that the first real call needs.
///
/// What it makes should belong to another instance of the function, so that no cold-start mark gets
/// into the snapshot. If it fails, the first call is merely slower.
public final class Priming {
    /// Who calls, and what its calls name.
    public static final String NAME = "priming";

    /// Until the first compiler has seen what a call needs: after 40 it still compiled for 10 ms
    /// during the second and third real form, after 100 it does not, and 300 gain nothing more.
    public static final int CALLS = 100;

    /// So that storage that is away delays no deployment.
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private Priming() {}

    /// What a function does to practise.
    public interface Practice {
        void run() throws IOException;
    }

    /// Practises, where a snapshot follows.
    public static void beforeSnapshot(Practice practice) {
        if (Environment.primes()) {
            attempt(practice);
        }
    }

    /// Practises. A failure is printed, and that is all: there is no invocation to log by, and what
    /// a function prints is logged too.
    static void attempt(Practice practice) {
        try {
            practice.run();
        } catch (RuntimeException | IOException e) {
            System.out.println(
                    Json.text(
                            Map.of(
                                    "level", "WARN",
                                    "message", "priming.failed",
                                    "reason", e.toString())));
        }
    }

    /// Makes `calls` calls of `function` with `event`, or as many as a few seconds allow.
    ///
    /// @throws IllegalStateException with the function's answer, if it is not of `status`
    public static void repeat(RequestStreamHandler function, byte[] event, int status, int calls)
            throws IOException {
        long start = System.nanoTime();
        for (int i = 0; i < calls && System.nanoTime() - start < LONGEST.toNanos(); i++) {
            var answer = new ByteArrayOutputStream();
            function.handleRequest(
                    new ByteArrayInputStream(event), answer, InvocationContext.priming());
            if (!Long.valueOf(status).equals(Json.object(answer.toByteArray()).get("statusCode"))) {
                throw new IllegalStateException(answer.toString(StandardCharsets.UTF_8));
            }
        }
    }

    /// A call as API Gateway hands it over, of somebody of organisation [#NAME].
    ///
    /// @param body JSON; null for none
    public static byte[] event(
            String method,
            String path,
            Map<String, String> query,
            String scope,
            @Nullable String body) {
        var claims = Map.of("sub", NAME, "scope", scope, "organisation", NAME);
        var event = new LinkedHashMap<String, @Nullable Object>();
        event.put("version", "2.0");
        event.put("routeKey", method + " " + path);
        event.put("rawPath", path);
        event.put("rawQueryString", "");
        if (!query.isEmpty()) {
            event.put("queryStringParameters", query);
        }
        event.put("headers", Map.of("content-type", "application/json", "accept", "*/*"));
        event.put(
                "requestContext",
                Map.of(
                        "authorizer", Map.of("jwt", Map.of("claims", claims)),
                        "http", Map.of("method", method, "path", path)));
        event.put("body", body);
        event.put("isBase64Encoded", false);
        return Json.bytes(event);
    }
}
