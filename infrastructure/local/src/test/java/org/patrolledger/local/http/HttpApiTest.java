package org.patrolledger.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patrolledger.local.TestStack.behave;
import static org.patrolledger.local.TestStack.event;
import static org.patrolledger.local.TestStack.events;
import static org.patrolledger.local.TestStack.request;
import static org.patrolledger.local.TestStack.send;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.local.TestStack;
import org.patrolledger.local.json.JsonTree;

class HttpApiTest {

    @Test
    void a_function_gets_the_request_as_payload_format_2_0_has_it() throws Exception {
        behave("revise-submission", event -> "{\"statusCode\": 204}");

        send(
                request("/submissions/a%20b?reason=wrong+place&x=1&x=2&empty", "submitter")
                        .header("If-Match", "\"1\"")
                        .header("X-Two", "a")
                        .header("X-Two", "b")
                        .header("Cookie", "one=1; two=2")
                        .header("User-Agent", "form/1")
                        .header("Content-Type", "application/json")
                        .method("DELETE", BodyPublishers.ofString("{\"é\": 1}"))
                        .build());

        JsonNode event = event("revise-submission");
        assertThat(event.path("version").asText()).isEqualTo("2.0");
        assertThat(event.path("routeKey").asText()).isEqualTo("DELETE /submissions/{id}");
        assertThat(event.path("rawPath").asText()).isEqualTo("/submissions/a%20b");
        assertThat(event.path("rawQueryString").asText())
                .isEqualTo("reason=wrong+place&x=1&x=2&empty");
        assertThat(event.path("queryStringParameters"))
                .isEqualTo(json("{'reason': 'wrong place', 'x': '1,2', 'empty': ''}"));
        assertThat(event.path("pathParameters")).isEqualTo(json("{'id': 'a b'}"));
        assertThat(event.path("cookies")).isEqualTo(json("['one=1', 'two=2']"));
        assertThat(event.path("headers").path("if-match").asText()).isEqualTo("\"1\"");
        assertThat(event.path("headers").path("x-two").asText()).isEqualTo("a,b");
        assertThat(event.path("headers").has("cookie")).isFalse();
        assertThat(event.path("body").asText()).isEqualTo("{\"é\": 1}");
        assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
        JsonNode context = event.path("requestContext");
        assertThat(context.path("routeKey").asText()).isEqualTo("DELETE /submissions/{id}");
        assertThat(context.path("http").path("method").asText()).isEqualTo("DELETE");
        assertThat(context.path("http").path("path").asText()).isEqualTo("/submissions/a%20b");
        assertThat(context.path("http").path("protocol").asText()).isEqualTo("HTTP/1.1");
        assertThat(context.path("http").path("sourceIp").asText()).isEqualTo("127.0.0.1");
        assertThat(context.path("http").path("userAgent").asText()).isEqualTo("form/1");
        assertThat(context.path("stage").asText()).isEqualTo("$default");
        assertThat(context.path("requestId").asText()).hasSize(36);
        assertThat(context.path("time").asText())
                .matches("\\d{2}/[A-Z][a-z]{2}/\\d{4}:\\d{2}:\\d{2}:\\d{2} \\+0000");
        assertThat(context.path("timeEpoch").asLong())
                .isBetween(
                        TestStack.BEGINNING.toEpochMilli(), TestStack.STACK.now().toEpochMilli());
        JsonNode jwt = context.path("authorizer").path("jwt");
        assertThat(jwt.path("claims").path("sub").asText()).isEqualTo("submitter-of-essex-police");
        assertThat(jwt.path("claims").path("organisation").asText()).isEqualTo("essex-police");
        assertThat(jwt.path("claims").path("scope").asText()).isEqualTo("submissions.write");
        assertThat(jwt.path("claims").path("aud").asText()).isEqualTo("patrol-ledger");
        assertThat(jwt.path("claims").path("exp").asText()).matches("\\d{10}");
        assertThat(jwt.path("scopes")).isEqualTo(json("['submissions.write']"));
    }

    @Test
    void a_request_with_nothing_in_it_has_no_empty_fields() throws Exception {
        behave("maintain-catalogue", event -> "{\"statusCode\": 200}");

        send(request("/catalogue", "lead").build());

        JsonNode event = event("maintain-catalogue");
        assertThat(event.path("rawQueryString").asText()).isEmpty();
        assertThat(event.has("queryStringParameters")).isFalse();
        assertThat(event.has("pathParameters")).isFalse();
        assertThat(event.has("cookies")).isFalse();
        assertThat(event.has("body")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"application/octet-stream, 97", "'', 97", "application/json, 255"})
    void a_body_that_is_not_text_comes_in_base64(String type, int octet) throws Exception {
        behave("receive-submission", event -> "{\"statusCode\": 201}");
        byte[] body = {(byte) octet};
        var request = request("/engagements", "submitter").POST(BodyPublishers.ofByteArray(body));

        send((type.isEmpty() ? request : request.header("Content-Type", type)).build());

        JsonNode event = event("receive-submission");
        assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
        assertThat(Base64.getDecoder().decode(event.path("body").asText())).isEqualTo(body);
    }

    @Test
    void what_a_function_returns_becomes_the_answer() {
        behave(
                "receive-submission",
                event ->
                        """
                        {"statusCode": 201,
                         "headers": {"Location": "/submissions/1", "content-type": "application/json", "Retry-After": 5},
                         "cookies": ["a=1; Secure", "b=2"],
                         "body": "{\\"digest\\": \\"é\\"}"}\
                        """);

        HttpResponse<String> answer =
                send(
                        request("/engagements", "submitter")
                                .POST(BodyPublishers.ofString("{}"))
                                .build());

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"digest\": \"é\"}");
        assertThat(answer.headers().firstValue("location")).contains("/submissions/1");
        assertThat(answer.headers().firstValue("retry-after")).contains("5");
        assertThat(answer.headers().allValues("content-type")).containsExactly("application/json");
        assertThat(answer.headers().allValues("set-cookie")).containsExactly("a=1; Secure", "b=2");
        assertThat(answer.headers().firstValue("apigw-requestid")).isPresent();
        assertThat(answer.headers().firstValue("server")).isEmpty();
    }

    @Test
    void a_base64_body_is_decoded_and_text_without_a_type_is_plain() {
        behave(
                "maintain-catalogue",
                event -> "{\"statusCode\": 200, \"body\": \"aGk=\", \"isBase64Encoded\": true}");

        HttpResponse<String> answer = send(request("/catalogue", "lead").build());

        assertThat(answer.body()).isEqualTo("hi");
        assertThat(answer.headers().firstValue("content-type"))
                .contains("text/plain;charset=UTF-8");
    }

    @Test
    void a_document_without_a_status_is_the_body_itself() {
        behave("maintain-catalogue", event -> "{\"operations\": []}");

        HttpResponse<String> answer = send(request("/catalogue", "lead").build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"operations\": []}");
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "{\"statusCode\": \"two\"}", "{\"statusCode\": 999}", ""})
    void what_is_no_response_is_a_fault(String response) throws Exception {
        behave("maintain-catalogue", event -> response);

        HttpResponse<String> answer = send(request("/catalogue", "lead").build());

        assertProblem(answer, 500, "fault");
    }

    @Test
    void a_function_that_throws_is_a_fault_without_its_words() throws Exception {
        behave(
                "maintain-catalogue",
                event -> {
                    throw new IllegalStateException("secret");
                });

        HttpResponse<String> answer = send(request("/catalogue", "lead").build());

        assertProblem(answer, 500, "fault");
        assertThat(answer.body()).doesNotContain("secret").doesNotContain("IllegalState");
    }

    @Test
    void an_unknown_path_is_404_to_everyone() throws Exception {
        assertProblem(send(request("/nowhere").build()), 404, "not-found");
        assertProblem(send(request("/nowhere", "auditor").build()), 404, "not-found");
        assertProblem(send(request("/nowhere/else").build()), 404, "not-found");
        assertProblem(send(request("/engagements/", "submitter").build()), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Basic bG9jYWw6bG9jYWw=", "Bearer a b"})
    void without_a_token_a_known_path_is_401_whatever_the_method(String authorization)
            throws Exception {
        var request = request("/engagements").method("PATCH", BodyPublishers.noBody());
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }

        HttpResponse<String> answer = send(request.build());

        assertProblem(answer, 401, "unauthorised");
        assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer");
    }

    @Test
    void a_bad_token_is_401_and_says_so() throws Exception {
        HttpResponse<String> answer =
                send(request("/catalogue").header("Authorization", "Bearer x.y.z").build());

        assertProblem(answer, 401, "unauthorised");
        assertThat(answer.headers().firstValue("www-authenticate"))
                .contains("Bearer error=\"invalid_token\"");
    }

    @Test
    void a_method_the_path_does_not_take_is_405_before_the_scope_matters() throws Exception {
        behave("read-submission", event -> "{\"statusCode\": 200}");

        HttpResponse<String> answer =
                send(
                        request("/submissions/1", "lead")
                                .method("POST", BodyPublishers.ofString("{}"))
                                .build());

        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("allow")).contains("DELETE, GET, HEAD, PUT");
        assertThat(events("read-submission")).isEmpty();
    }

    @Test
    void scopes_are_the_functions_to_check() throws Exception {
        behave("read-submission", event -> "{\"statusCode\": 403}");

        assertThat(send(request("/submissions/1", "lead").build()).statusCode()).isEqualTo(403);
        assertThat(
                        event("read-submission")
                                .at("/requestContext/authorizer/jwt/claims/scope")
                                .asText())
                .isEqualTo("summaries.read");
    }

    @Test
    void head_is_the_call_of_get_and_has_the_length_of_its_body() throws Exception {
        behave(
                "read-submission",
                event ->
                        """
                        {"statusCode": 200, "headers": {"etag": "\\"1\\"", "content-length": "2"}}\
                        """);

        HttpResponse<String> answer =
                send(
                        request("/submissions/1", "submitter")
                                .method("HEAD", BodyPublishers.noBody())
                                .build());

        JsonNode event = event("read-submission");
        assertThat(event.path("routeKey").asText()).isEqualTo("HEAD /submissions/{id}");
        assertThat(event.at("/requestContext/http/method").asText()).isEqualTo("HEAD");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("etag")).contains("\"1\"");
        assertThat(answer.headers().firstValue("content-length")).contains("2");
    }

    @Test
    void what_lambda_would_not_hand_over_is_a_fault() throws Exception {
        behave("maintain-catalogue", event -> "{\"a\": \"" + "x".repeat(6_291_556) + "\"}");

        assertProblem(send(request("/catalogue", "lead").build()), 500, "fault");
    }

    @Test
    void the_contract_is_there_for_everybody() throws Exception {
        HttpResponse<String> openapi = send(request("/openapi.yaml").build());
        HttpResponse<String> schema = send(request("/schemas/engagement.schema.json").build());

        assertThat(openapi.statusCode()).isEqualTo(200);
        assertThat(openapi.body()).startsWith("openapi: 3.1");
        assertThat(schema.statusCode()).isEqualTo(200);
        assertThat(json(schema.body().replace('\'', ' ')).path("$schema").asText()).isNotEmpty();
        String tag = openapi.headers().firstValue("etag").orElseThrow();
        assertThat(send(request("/openapi.yaml").header("If-None-Match", tag).build()).statusCode())
                .isEqualTo(304);
        HttpResponse<String> head =
                send(request("/openapi.yaml").method("HEAD", BodyPublishers.noBody()).build());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertProblem(send(request("/schemas/nothing.schema.json").build()), 404, "not-found");
        assertProblem(send(request("/schemas/..%2Ffaults.json").build()), 400, "bad-request");
        assertThat(
                        send(request("/openapi.yaml").POST(BodyPublishers.ofString("{}")).build())
                                .headers()
                                .firstValue("allow"))
                .contains("GET, HEAD");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, , 200",
        "127.0.0.1:8080, http://127.0.0.1:8080, 200",
        "localhost:1, http://localhost, 200",
        "LOCALHOST, https://[::1]:8080, 200",
        "[::1]:8080, , 200",
        "ledger.localhost, , 200",
        "127.0.0.1.evil.example, , 403",
        "localhost.evil.example, , 403",
        "evil.example, , 403",
        "evil.example:8080, http://127.0.0.1, 403",
        "0.0.0.0, , 403",
        "192.168.0.7, , 403",
        "127.0.0.1, http://evil.example, 403",
        "127.0.0.1, http://127.0.0.1@evil.example, 403",
        "127.0.0.1, null, 403",
        "127.0.0.1, '', 403",
    })
    void only_names_of_this_machine_are_answered(String host, String origin, int status)
            throws Exception {
        for (String path : List.of("/local/tokens", "/local/health", "/openapi.yaml")) {
            String answer =
                    raw(
                            "GET "
                                    + path
                                    + " HTTP/1.1\r\nHost: "
                                    + host
                                    + "\r\n"
                                    + (origin == null ? "" : "Origin: " + origin + "\r\n")
                                    + "Connection: close\r\n\r\n");
            assertThat(answer).as(path).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @Test
    void what_lambda_takes_passes_and_more_is_413() throws Exception {
        behave("receive-submission", event -> "{\"statusCode\": 201}");
        byte[] most = new byte[4 << 20];

        assertThat(
                        send(request("/engagements", "submitter")
                                        .POST(BodyPublishers.ofByteArray(most))
                                        .build())
                                .statusCode())
                .isEqualTo(201);
        assertThat(event("receive-submission").path("body").asText())
                .hasSizeGreaterThan(most.length);
        assertProblem(
                send(
                        request("/engagements", "submitter")
                                .POST(BodyPublishers.ofByteArray(new byte[6 << 20]))
                                .build()),
                413,
                "too-large");
        assertThat(events("receive-submission")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /submissions/a%2Fb HTTP/1.1\r\nHost: x\r\n\r\n",
                "nonsense\r\n\r\n"
            })
    void what_is_not_http_is_400_and_a_problem(String raw) throws Exception {
        String answer = raw(raw);

        assertThat(answer).startsWith("HTTP/1.1 400 ");
        assertThat(answer).contains("application/problem+json").contains("\"status\":400");
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", TestStack.STACK.uri().getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static void assertProblem(HttpResponse<String> answer, int status, String slug)
            throws IOException {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type"))
                .contains("application/problem+json");
        JsonNode problem = JsonTree.read(answer.body().getBytes(StandardCharsets.UTF_8));
        assertThat(problem.path("type").asText()).isEqualTo("urn:patrol-ledger:problem:" + slug);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).isNotEmpty();
    }

    static JsonNode json(String text) throws IOException {
        return JsonTree.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
