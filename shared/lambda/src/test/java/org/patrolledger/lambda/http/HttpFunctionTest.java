package org.patrolledger.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.contract.Problem;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.StorageException.Fault;
import org.patrolledger.testing.lambda.Answer;
import org.patrolledger.testing.lambda.Call;
import org.patrolledger.testing.lambda.FakeContext;

/// What every function of the HTTP API does around its own part, by one that reads submissions.
class HttpFunctionTest {
    private static final Call READ = Call.sample("read-submission");

    private final FakeContext context = new FakeContext("read-submission");

    @Test
    void what_the_function_answers_is_handed_on() {
        var answer =
                ask(READ, it -> HttpResponse.json(200, Map.of("id", it.parameter("id"))).tagged(3));

        assertThat(answer.whole())
                .isEqualTo(
                        Answer.canonical(
                                """
                                {"statusCode": 200,
                                 "headers": {"content-type": "application/json", "etag": "\\"3\\""},
                                 "body": {"id": "5f0c0002-7a51-4c1e-9d2b-3b1e00003dde"}}
                                """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "/submissions",
                "/submissions/",
                "/submissions//revisions",
                "/Submissions/5f0c0002-7a51-4c1e-9d2b-3b1e00003dde",
                "/prod/submissions/5f0c0002-7a51-4c1e-9d2b-3b1e00003dde",
                "/submissions/5f0c0002-7a51-4c1e-9d2b-3b1e00003dde/",
                "/submissions/../catalogue/operations/grip/..",
            })
    void an_address_that_is_none_is_not_found(String path) {
        assertThat(ask(READ.path(path), HttpFunctionTest::unasked).whole())
                .isEqualTo(
                        Answer.canonical(
                                """
                                {"statusCode": 404,
                                 "headers": {"content-type": "application/problem+json"},
                                 "body": {"type": "urn:patrol-ledger:problem:not-found",
                                          "title": "Not found", "status": 404,
                                          "detail": "There is nothing at this address."}}
                                """));
    }

    @Test
    void an_address_that_is_none_is_not_found_even_without_a_token() {
        assertThat(ask(READ.path("/nothing").withoutToken(), HttpFunctionTest::unasked).problem())
                .isEqualTo("404 not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /submissions/1, 'DELETE, GET, PUT'",
        "HEAD, /submissions/1, 'DELETE, GET, PUT'",
        "PATCH, /submissions/1/revisions, GET",
        "GET, /engagements, POST",
        "DELETE, /catalogue/operations/grip, PUT",
        "OPTIONS, /downloads, GET",
    })
    void a_method_that_the_address_does_not_take_is_told_those_it_takes(
            String method, String path, String allowed) {
        var answer = ask(READ.method(method).path(path), HttpFunctionTest::unasked);

        assertThat(answer.whole())
                .isEqualTo(
                        Answer.canonical(
                                """
                                {"statusCode": 405,
                                 "headers": {"content-type": "application/problem+json",
                                             "allow": "%s"},
                                 "body": {"type": "urn:patrol-ledger:problem:method-not-allowed",
                                          "title": "Method not allowed", "status": 405,
                                          "detail": "This address does not take this method; Allow lists those it takes."}}
                                """
                                        .formatted(allowed)));
    }

    @Test
    void without_a_token_nobody_is_told_anything() {
        var expected =
                Answer.canonical(
                        """
                        {"statusCode": 401,
                         "headers": {"content-type": "application/problem+json",
                                     "www-authenticate": "Bearer"},
                         "body": {"type": "urn:patrol-ledger:problem:unauthorised",
                                  "title": "Not authenticated", "status": 401,
                                  "detail": "The request needs a valid bearer token."}}
                        """);

        assertThat(ask(READ.withoutToken(), HttpFunctionTest::unasked).whole()).isEqualTo(expected);
        assertThat(ask(READ.withoutClaim("sub"), HttpFunctionTest::unasked).whole())
                .isEqualTo(expected);
        assertThat(ask(READ.claim("sub", " "), HttpFunctionTest::unasked).whole())
                .isEqualTo(expected);
        assertThat(ask(READ.withoutToken().method("PATCH"), HttpFunctionTest::unasked).whole())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "summaries.read catalogue.write",
                "submissions",
                "submissions.write.not",
                "SUBMISSIONS.WRITE",
                "submissions.write,audit.read",
                "[submissions.write]",
            })
    void a_token_without_a_scope_of_the_route_is_refused(String scope) {
        assertThat(ask(READ.scope(scope), HttpFunctionTest::unasked).whole())
                .isEqualTo(
                        Answer.canonical(
                                """
                                {"statusCode": 403,
                                 "headers": {"content-type": "application/problem+json"},
                                 "body": {"type": "urn:patrol-ledger:problem:forbidden",
                                          "title": "Not allowed", "status": 403,
                                          "detail": "The token does not allow this call, or not for this organisation."}}
                                """));
    }

    @Test
    void a_token_without_any_scope_is_refused() {
        assertThat(ask(READ.withoutClaim("scope"), HttpFunctionTest::unasked).problem())
                .isEqualTo("403 forbidden");
    }

    @Test
    void any_one_of_the_scopes_of_the_route_is_enough() {
        assertThat(ask(READ.scope("audit.read"), HttpFunctionTest::fine).status()).isEqualTo(200);
        assertThat(ask(READ.scope("openid submissions.write"), HttpFunctionTest::fine).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"THROTTLED, 429 throttled, 1", "AWAY, 503 storage-away, 5"})
    void storage_that_fails_is_told_with_a_time_to_try_again(
            Fault fault, String problem, String seconds) {
        var answer =
                ask(
                        READ,
                        it -> {
                            throw new StorageException(fault, "table-1", new RuntimeException());
                        });

        assertThat(answer.problem()).isEqualTo(problem);
        assertThat(answer.headers())
                .isEqualTo(
                        Map.of("content-type", "application/problem+json", "retry-after", seconds));
        assertThat(context.lines())
                .extracting(it -> it.get("level"))
                .isEqualTo(List.of("ERROR", "INFO"));
    }

    @Test
    void a_fault_is_told_without_a_word_of_what_it_was_and_logged_without_a_word_of_the_form() {
        var answer =
                ask(
                        READ,
                        it -> {
                            throw new IllegalStateException(
                                    "Jane Doe", new NumberFormatException("07700 900123"));
                        });

        assertThat(answer.whole())
                .isEqualTo(
                        Answer.canonical(
                                """
                                {"statusCode": 500,
                                 "headers": {"content-type": "application/problem+json"},
                                 "body": {"type": "urn:patrol-ledger:problem:fault",
                                          "title": "Internal fault", "status": 500,
                                          "detail": "The request could not be carried out; the fault was logged."}}
                                """));
        var lines = context.lines();
        assertThat(lines)
                .extracting(it -> it.get("message"))
                .isEqualTo(List.of("request.failed", "request.answered"));
        assertThat(lines.getFirst()).containsEntry("level", "ERROR");
        assertThat(lines.getLast())
                .containsEntry("route", "GET /submissions/{id}")
                .containsEntry("status", 500L)
                .containsEntry("Requests", 1L)
                .containsEntry("Answered500", 1L)
                .containsKeys("Duration", "_aws");
        assertThat(context.logged().toString())
                .contains("java.lang.NumberFormatException")
                .doesNotContain("Jane", "07700");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOT_VALID")
    void a_refusal_is_answered_with_its_problem(Problem.Kind kind) {
        var answer =
                ask(
                        READ,
                        it -> {
                            throw new RefusedException(kind);
                        });

        assertThat(answer.problem()).isEqualTo(kind.status() + " " + kind.slug());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "{}", "{\"requestContext\": 1}", "{\"body\": \"\\ud800\"}"})
    void an_event_of_something_else_is_answered_too(String event) {
        var answer =
                Call.invoke(
                        function(HttpFunctionTest::unasked),
                        event.getBytes(StandardCharsets.UTF_8),
                        context);

        assertThat(answer.problem()).isIn("400 not-json", "500 fault");
    }

    @Test
    void an_event_of_another_function_is_a_fault() {
        var answer = ask(Call.sample("receive-engagement"), HttpFunctionTest::unasked);

        assertThat(answer.problem()).isEqualTo("500 fault");
    }

    @Test
    void a_body_that_no_gateway_encodes_so_is_a_fault() {
        var event = Json.object(READ.event());
        event.put("isBase64Encoded", true);
        event.put("body", "{\"not\": \"base64\"}");

        var answer =
                Call.invoke(
                        function(HttpFunctionTest::unasked),
                        Json.text(event).getBytes(StandardCharsets.UTF_8),
                        context);

        assertThat(answer.problem()).isEqualTo("500 fault");
    }

    @Test
    void each_request_is_logged_with_its_route_and_status_and_without_its_path() {
        ask(READ, HttpFunctionTest::fine);
        ask(READ.path("/07700900123"), HttpFunctionTest::unasked);

        assertThat(context.lines())
                .extracting(
                        it -> it.get("message") + " " + it.get("route") + " " + it.get("status"))
                .isEqualTo(
                        List.of(
                                "request.answered GET /submissions/{id} 200",
                                "request.answered none 404"));
        assertThat(context.logged().toString()).doesNotContain("07700", "5f0c0002");
    }

    private Answer ask(Call call, Function<HttpRequest, HttpResponse> work) {
        return call.answeredBy(function(work), context);
    }

    private static HttpFunction function(Function<HttpRequest, HttpResponse> work) {
        return new HttpFunction("read-submission") {
            @Override
            protected HttpResponse answer(Route route, HttpRequest request, String requestId) {
                return work.apply(request);
            }
        };
    }

    private static HttpResponse fine(HttpRequest request) {
        return HttpResponse.json(200, Map.of());
    }

    private static HttpResponse unasked(HttpRequest request) {
        throw new AssertionError("the function should not have been asked");
    }
}
