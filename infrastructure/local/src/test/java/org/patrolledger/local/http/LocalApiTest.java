package org.patrolledger.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.patrolledger.local.TestStack.STACK;
import static org.patrolledger.local.TestStack.behave;
import static org.patrolledger.local.TestStack.events;
import static org.patrolledger.local.TestStack.request;
import static org.patrolledger.local.TestStack.send;
import static org.patrolledger.local.http.HttpApiTest.assertProblem;
import static org.patrolledger.local.http.HttpApiTest.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.local.json.JsonTree;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class LocalApiTest {

    @Test
    void health_is_200_when_everything_is_up() {
        assertThat(send(request("/local/health").build()).statusCode()).isEqualTo(200);
    }

    @Test
    void tokens_are_made_for_each_role() throws Exception {
        JsonNode tokens = body(send(request("/local/tokens").build()));

        assertThat(tokens.properties())
                .extracting(entry -> entry.getKey())
                .containsExactly("submitter", "lead", "auditor", "administrator", "supervisor");
        assertThat(claims(tokens, "submitter").getStringClaim("scope"))
                .isEqualTo("submissions.write");
        assertThat(claims(tokens, "lead").getStringClaim("scope")).isEqualTo("summaries.read");
        assertThat(claims(tokens, "auditor").getStringClaim("scope"))
                .isEqualTo("summaries.read audit.read");
        assertThat(claims(tokens, "administrator").getStringClaim("scope"))
                .isEqualTo("catalogue.write summaries.read submissions.write");
        assertThat(claims(tokens, "supervisor").getStringClaim("scope"))
                .isEqualTo("submissions.write summaries.read audit.read");
        JWTClaimsSet submitter = claims(tokens, "submitter");
        assertThat(submitter.getStringClaim("organisation")).isEqualTo("essex-police");
        assertThat(submitter.getSubject()).isNotEmpty();
        assertThat(Duration.between(Instant.now(), submitter.getExpirationTime().toInstant()))
                .isBetween(Duration.ofMinutes(715), Duration.ofHours(12));
        assertThat(submitter.getIssueTime()).isBeforeOrEqualTo(new Date());
    }

    @Test
    void a_token_can_be_had_for_another_organisation_and_opens_its_calls() throws Exception {
        behave("receive-submission", event -> "{\"statusCode\": 201}");
        JsonNode tokens = body(send(request("/local/tokens?organisation=open-road").build()));

        HttpResponse<String> answer =
                send(
                        request("/incidents")
                                .header(
                                        "Authorization",
                                        "Bearer " + tokens.path("submitter").asText())
                                .POST(BodyPublishers.ofString("{}"))
                                .build());

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(claims(tokens, "submitter").getStringClaim("organisation"))
                .isEqualTo("open-road");
    }

    @Test
    void what_is_no_organisation_gets_no_token() throws Exception {
        assertProblem(
                send(request("/local/tokens?organisation=Essex+Police").build()), 422, "not-valid");
    }

    @Test
    void moving_the_clock_runs_what_falls_due_each_at_its_own_time() throws Exception {
        Instant monday =
                STACK.now()
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .with(TemporalAdjusters.next(java.time.DayOfWeek.MONDAY))
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
        Instant to = monday.plus(Duration.ofDays(35));
        move(monday);
        List<Instant> times = Collections.synchronizedList(new ArrayList<>());
        behave(
                "schedule-summaries",
                event -> {
                    times.add(STACK.now());
                    return "{}";
                });

        JsonNode answer = move(to);

        assertThat(Instant.parse(answer.path("now").asText())).isEqualTo(to);
        List<JsonNode> ran = new ArrayList<>();
        answer.path("ran").forEach(ran::add);
        assertThat(ran).as("5 Mondays, 1 or 2 firsts, and 35 mornings").hasSizeBetween(41, 42);
        assertThat(ran).allMatch(it -> it.path("failed").isBoolean());
        ran.forEach(it -> ((ObjectNode) it).remove("failed"));
        assertThat(events("schedule-summaries")).isEqualTo(ran);
        List<Instant> due =
                ran.stream().map(it -> Instant.parse(it.path("scheduledAt").asText())).toList();
        assertThat(times).isEqualTo(due).isSorted();
        assertThat(STACK.now()).isBetween(to, to.plusSeconds(20));
        JsonNode now = body(send(request("/local/clock").build()));
        assertThat(Instant.parse(now.path("now").asText())).isBetween(to, to.plusSeconds(20));
    }

    @Test
    void what_a_schedule_leads_to_is_done_before_the_next_one_runs() throws Exception {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        behave(
                "schedule-summaries",
                event -> {
                    String at = event.path("scheduledAt").asText();
                    order.add("due " + at);
                    STACK.clients()
                            .sqs()
                            .sendMessage(r ->
                                    r.queueUrl(STACK.environment().publishQueue().toString())
                                            .messageBody(at)
                                            .delaySeconds(1));
                    return "{}";
                });
        behave(
                "publish-summary",
                event -> {
                    event.path("Records")
                            .forEach(it -> order.add("published " + it.path("body").asText()));
                    return "{}";
                });
        LocalDate today = STACK.now().atZone(ZoneOffset.UTC).toLocalDate();

        JsonNode ran = move(at(today.plusDays(7))).path("ran");

        List<String> expected = new ArrayList<>();
        ran.forEach(it -> {
            expected.add("due " + it.path("scheduledAt").asText());
            expected.add("published " + it.path("scheduledAt").asText());
        });
        assertThat(expected).isNotEmpty();
        assertThat(order).isEqualTo(expected);
        behave("schedule-summaries", event -> "{}");
        behave("publish-summary", event -> "{}");
    }

    @Test
    void moving_the_clock_ends_though_others_go_on_posting() throws Exception {
        behave("schedule-summaries", event -> "{}");
        behave(
                "notice-change",
                event -> {
                    // Each record leads to one more, as if somebody posted all the time.
                    write();
                    return "{}";
                });
        write();
        LocalDate today = STACK.now().atZone(ZoneOffset.UTC).toLocalDate();

        JsonNode ran =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(60), () -> move(at(today.plusDays(2))).path("ran"));

        assertThat(ran).hasSizeGreaterThanOrEqualTo(2);
        behave("notice-change", event -> "{}");
    }

    private static void write() {
        var item =
                Map.of(
                        "submissionId", AttributeValue.fromS(UUID.randomUUID().toString()),
                        "revision", AttributeValue.fromN("1"));
        STACK.clients()
                .dynamoDb()
                .putItem(r -> r.tableName("patrol-ledger-submissions").item(item));
    }

    @Test
    void a_schedule_that_fails_is_tried_again_and_then_marked() throws Exception {
        behave(
                "schedule-summaries",
                event -> {
                    throw new IllegalStateException();
                });
        LocalDate today = STACK.now().atZone(ZoneOffset.UTC).toLocalDate();

        JsonNode ran = move(at(today.plusDays(7))).path("ran");

        assertThat(ran).isNotEmpty().allMatch(it -> it.path("failed").asBoolean());
        assertThat(events("schedule-summaries")).hasSize(3 * ran.size());
        behave("schedule-summaries", event -> "{}");
    }

    @Test
    void the_clock_never_goes_back() throws Exception {
        HttpResponse<String> answer =
                send(
                        request("/local/clock")
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"now\": \"2023-01-28T11:59:59Z\"}"))
                                .build());

        assertProblem(answer, 422, "not-valid");
        Instant before = STACK.now();
        Thread.sleep(50);
        assertThat(STACK.now()).isAfter(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"now\": \"tomorrow\"}",
                "{\"now\": 5}",
                "{\"now\": \"2023-02-06\"}",
                "{\"now\": \"2500-01-01T00:00:00Z\"}",
                "[]"
            })
    void a_time_that_is_none_is_422(String body) throws Exception {
        assertProblem(
                send(request("/local/clock").POST(BodyPublishers.ofString(body)).build()),
                422,
                "not-valid");
    }

    @Test
    void a_body_that_is_not_json_is_400() throws Exception {
        assertProblem(
                send(request("/local/clock").POST(BodyPublishers.ofString("now")).build()),
                400,
                "not-json");
    }

    @Test
    void other_calls_are_404_and_other_methods_405() throws Exception {
        assertProblem(send(request("/local/secrets").build()), 404, "not-found");
        assertProblem(send(request("/local/tokens").DELETE().build()), 405, "method-not-allowed");
        HttpResponse<String> clock = send(request("/local/clock").DELETE().build());
        assertProblem(clock, 405, "method-not-allowed");
        assertThat(clock.headers().firstValue("allow")).contains("GET, POST");
    }

    private static JsonNode move(Instant to) throws Exception {
        HttpResponse<String> answer =
                send(
                        request("/local/clock")
                                .POST(BodyPublishers.ofString(json("{'now': '" + to + "'}") + ""))
                                .build());
        assertThat(answer.statusCode()).isEqualTo(200);
        return body(answer);
    }

    private static Instant at(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    private static JWTClaimsSet claims(JsonNode tokens, String role) throws Exception {
        return SignedJWT.parse(tokens.path(role).asText()).getJWTClaimsSet();
    }

    private static JsonNode body(HttpResponse<String> answer) throws Exception {
        return JsonTree.read(answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
