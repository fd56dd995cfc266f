package org.patrolledger.aws.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.patrolledger.aws.FakeContext;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.StorageException.Fault;
import org.patrolledger.wire.http.HttpRequest;
import org.patrolledger.wire.http.HttpResponse;
import org.patrolledger.wire.http.Route;
import org.patrolledger.wire.json.Json;

class HttpFunctionTest {
    private final FakeContext context =
            new FakeContext("receive-engagement", Duration.ofSeconds(10));

    @Test
    void an_unforeseen_fault_is_a_problem_that_gives_nothing_away_and_is_logged()
            throws IOException {
        var response =
                answer(() -> {
                    throw new IllegalArgumentException("Jo Bloggs");
                });

        assertThat(response).containsEntry("statusCode", 500L);
        assertThat((String) response.get("body"))
                .contains("urn:patrol-ledger:problem:fault")
                .doesNotContain("Jo Bloggs", "IllegalArgumentException");
        assertThat(context.logged())
                .singleElement()
                .asString()
                .contains(
                        "\"message\":\"request.failed\"",
                        "IllegalArgumentException",
                        "\"Faults\":1")
                .doesNotContain("Jo Bloggs");
    }

    @Test
    void storage_that_is_throttled_or_away_says_when_to_try_again_and_is_logged()
            throws IOException {
        assertThat(failing(Fault.THROTTLED)).containsEntry("statusCode", 429L);
        assertThat(failing(Fault.AWAY)).containsEntry("statusCode", 503L);

        assertThat(context.logged())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("\"message\":\"storage.failed\""));
    }

    private Map<String, Object> failing(Fault fault) throws IOException {
        var response =
                answer(() -> {
                    throw new StorageException(fault, "busy", new IllegalStateException());
                });
        assertThat(response.get("headers").toString()).contains("retry-after");
        return response;
    }

    private Map<String, Object> answer(Supplier<HttpResponse> answer) throws IOException {
        var function =
                new HttpFunction() {
                    @Override
                    protected HttpResponse answer(Route route, HttpRequest request, String id) {
                        return answer.get();
                    }
                };
        var out = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(event()), out, context);
        return Json.object(out.toByteArray());
    }

    private static byte[] event() {
        return """
        {"version": "2.0", "rawPath": "/engagements", "rawQueryString": "",
         "headers": {"content-type": "application/json"},
         "requestContext": {
           "authorizer": {"jwt": {"claims": {
             "sub": "officer-1", "scope": "submissions.write", "organisation": "essex-police"}}},
           "http": {"method": "POST", "path": "/engagements"},
           "requestId": "request-1"},
         "body": "{}", "isBase64Encoded": false}
        """
                .getBytes(StandardCharsets.UTF_8);
    }
}
