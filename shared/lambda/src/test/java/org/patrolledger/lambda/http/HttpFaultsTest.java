package org.patrolledger.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

/// Faults, and answers that come too late or are too large.
class HttpFaultsTest extends HttpFunctionFixture {
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
}
