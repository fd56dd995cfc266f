package org.patrolledger.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
import org.patrolledger.lambda.HttpSettings;
import org.patrolledger.lambda.http.Route.ReadingRoute;
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
                                 "headers": {"content-type": "application/json", "etag": "\\"3\\"",
                                             "cache-control": "private, no-cache"},
                                 "body": {"id": "5f0c0002-7a51-4c1e-9d2b-3b1e00003dde"}}
                                """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
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
        "POST, /submissions/1, 'DELETE, GET, HEAD, PUT'",
        "PATCH, /submissions/1/revisions, 'GET, HEAD'",
        "GET, /engagements, POST",
        "DELETE, /catalogue/operations/grip, PUT",
        "OPTIONS, /downloads, 'GET, HEAD'",
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
                                 "headers": {"content-type": "application/problem+json",
                                             "www-authenticate": "Bearer error=\\"insufficient_scope\\", scope=\\"audit.read submissions.write\\""},
                                 "body": {"type": "urn:patrol-ledger:problem:scope-missing",
                                          "title": "Scope missing", "status": 403,
                                          "detail": "The token holds none of the scopes listed in scopes, of which one is enough.",
                                          "scopes": ["audit.read", "submissions.write"]}}
                                """));
    }

    @Test
    void a_token_without_any_scope_is_refused() {
        assertThat(ask(READ.withoutClaim("scope"), HttpFunctionTest::unasked).problem())
                .isEqualTo("403 scope-missing");
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

    // what reads

    @Test
    void head_is_answered_as_get_without_the_body() {
        var get = ask(READ, it -> HttpResponse.json(200, Map.of("id", 1)).tagged(3));
        var head =
                ask(READ.method("HEAD"), it -> HttpResponse.json(200, Map.of("id", 1)).tagged(3));

        assertThat(head.body()).isEmpty();
        assertThat(head.status()).isEqualTo(get.status());
        var expected = new HashMap<>(get.headers());
        expected.put("content-length", String.valueOf(get.body().length()));
        assertThat(head.headers()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "3"          | 304
                    W/"3"        | 304
                    "1", "3"     | 304
                    "1" , W/"3"  | 304
                    *            | 304
                    "1"          | 200
                    3            | 200
                    "3           | 200
                    "3", x       | 200
                    """,
            quoteCharacter = '\0')
    void what_the_client_has_is_not_sent_again(String ifNoneMatch, int status) {
        var answer =
                ask(
                        READ.header("if-none-match", ifNoneMatch),
                        it -> HttpResponse.json(200, Map.of("id", 1)).tagged(3));

        assertThat(answer.status()).isEqualTo(status);
        if (status == 304) {
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers())
                    .isEqualTo(Map.of("etag", "\"3\"", "cache-control", "private, no-cache"));
        }
    }

    @Test
    void what_shows_forms_is_not_stored_and_a_problem_has_no_cache_control() {
        assertThat(ask(READ, it -> fine(it).notStored()).header("cache-control"))
                .isEqualTo("no-store");
        assertThat(ask(READ.withoutToken(), HttpFunctionTest::unasked).headers())
                .doesNotContainKey("cache-control");
    }

    // the stage's settings

    @Test
    void with_a_prefix_only_scopes_that_have_it_count() {
        var cognito = new HttpSettings("patrol-ledger/", List.of());
        var function = function(cognito, HttpFunctionTest::fine);

        assertThat(READ.scope("patrol-ledger/audit.read").answeredBy(function).status())
                .isEqualTo(200);
        var refused = READ.scope("audit.read").answeredBy(function);
        assertThat(refused.problem()).isEqualTo("403 scope-missing");
        assertThat(refused.header("www-authenticate"))
                .contains("scope=\"patrol-ledger/audit.read patrol-ledger/submissions.write\"");
    }

    @Test
    void scp_is_read_where_scope_is_missing() {
        var entra = READ.withoutClaim("scope");

        assertThat(ask(entra.claim("scp", "audit.read openid"), HttpFunctionTest::fine).status())
                .isEqualTo(200);
        assertThat(ask(entra.claim("scp", "[openid audit.read]"), HttpFunctionTest::fine).status())
                .isEqualTo(200);
        assertThat(
                        ask(READ.scope("openid").claim("scp", "audit.read"), HttpFunctionTest::fine)
                                .problem())
                .isEqualTo("403 scope-missing");
    }

    @Test
    void with_a_secret_of_the_origin_nothing_is_answered_without_it() {
        var settings =
                HttpSettings.of(Map.of("ORIGIN_SECRET", "a".repeat(32) + "," + "b".repeat(32)));
        var function = function(settings, HttpFunctionTest::fine);

        for (var secret : List.of("a", "b")) {
            assertThat(
                            READ.header("x-origin-secret", secret.repeat(32))
                                    .answeredBy(function)
                                    .status())
                    .isEqualTo(200);
        }
        for (var secret : List.of("", "a", "c".repeat(32), "a".repeat(32) + "," + "b".repeat(32))) {
            assertThat(READ.header("x-origin-secret", secret).answeredBy(function).problem())
                    .isEqualTo("403 forbidden");
        }
        assertThat(READ.answeredBy(function).problem()).isEqualTo("403 forbidden");
        assertThat(READ.path("/nothing").answeredBy(function).problem()).isEqualTo("403 forbidden");
        assertThat(settings.toString()).doesNotContain("aaaa");
    }

    // time

    @Test
    void work_that_hangs_is_answered_before_the_time_is_up() {
        var interrupted = new CompletableFuture<Boolean>();
        var call =
                ask(
                        READ,
                        new FakeContext("read-submission").leaving(800),
                        it -> {
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                interrupted.complete(true);
                            }
                            return fine(it);
                        });

        assertThat(call.problem()).isEqualTo("503 storage-away");
        assertThat(call.header("retry-after")).isEqualTo("5");
        assertThat(interrupted.orTimeout(5, TimeUnit.SECONDS).join()).isTrue();
    }

    @Test
    void an_error_of_the_machine_is_not_answered() {
        var fatal =
                function(it -> {
                    throw new StackOverflowError();
                });

        assertThatThrownBy(() -> READ.answeredBy(fatal)).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void an_answer_larger_than_lambda_hands_over_is_a_fault() {
        assertThat(
                        ask(READ, it -> HttpResponse.json(200, Map.of("a", "x".repeat(6_300_000))))
                                .problem())
                .isEqualTo("500 fault");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"ping\": true}", "{\"ping\":true}", " { \"ping\" : true } "})
    void a_ping_is_answered_at_once(String event) throws IOException {
        var out = new ByteArrayOutputStream();
        function(HttpFunctionTest::unasked)
                .handleRequest(
                        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                        out,
                        context);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"ping\":true}");
        assertThat(context.logged()).isEmpty();
    }

    private Answer ask(Call call, FakeContext context, Function<HttpRequest, HttpResponse> work) {
        return call.answeredBy(function(work), context);
    }

    private Answer ask(Call call, Function<HttpRequest, HttpResponse> work) {
        return call.answeredBy(function(work), context);
    }

    private static HttpFunction<ReadingRoute> function(Function<HttpRequest, HttpResponse> work) {
        return function(HttpSettings.PLAIN, work);
    }

    private static HttpFunction<ReadingRoute> function(
            HttpSettings settings, Function<HttpRequest, HttpResponse> work) {
        return new HttpFunction<>(ReadingRoute.class, settings) {
            @Override
            protected HttpResponse answer(
                    ReadingRoute route, HttpRequest request, String requestId) {
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
