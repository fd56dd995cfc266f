package org.patrolledger.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patrolledger.local.TestStack.behave;
import static org.patrolledger.local.TestStack.event;
import static org.patrolledger.local.TestStack.events;
import static org.patrolledger.local.TestStack.request;
import static org.patrolledger.local.TestStack.send;
import static org.patrolledger.local.http.HttpApiTest.json;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.local.json.JsonTree;

class InvokeApiTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schedule-summaries",
                "schedule-summaries:live",
                "schedule-summaries:%24LATEST",
                "arn:aws:lambda:eu-west-2:000000000000:function:schedule-summaries",
                "arn%3Aaws%3Alambda%3Aeu-west-2%3A000000000000%3Afunction%3Aschedule-summaries%3Alive"
            })
    void a_function_is_invoked_by_its_name_alias_or_arn(String name) throws Exception {
        behave("schedule-summaries", event -> "{\"due\": 3}");

        HttpResponse<String> answer = send(invocation(name, "{\"kind\": \"weekly\"}").build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"due\": 3}");
        assertThat(answer.headers().firstValue("x-amz-executed-version")).contains("$LATEST");
        assertThat(answer.headers().firstValue("x-amz-function-error")).isEmpty();
        assertThat(event("schedule-summaries")).isEqualTo(json("{'kind': 'weekly'}"));
    }

    @Test
    void no_payload_is_an_empty_object() throws Exception {
        behave("schedule-summaries", event -> "{}");

        send(invocation("schedule-summaries", "").build());

        assertThat(event("schedule-summaries")).isEqualTo(json("{}"));
    }

    @Test
    void an_event_is_accepted_and_tried_three_times() throws Exception {
        var tries = new AtomicInteger();
        behave(
                "schedule-summaries",
                event -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new IllegalStateException();
                    }
                    return "{}";
                });

        HttpResponse<String> answer =
                send(
                        invocation("schedule-summaries", "{}")
                                .header("X-Amz-Invocation-Type", "Event")
                                .build());

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        for (int i = 0; i < 3; i++) {
            event("schedule-summaries");
        }
        Thread.sleep(100);
        assertThat(tries).hasValue(3);
    }

    @Test
    void a_dry_run_runs_nothing() {
        behave("schedule-summaries", event -> "{}");

        HttpResponse<String> answer =
                send(
                        invocation("schedule-summaries", "{}")
                                .header("X-Amz-Invocation-Type", "DryRun")
                                .build());

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(events("schedule-summaries")).isEmpty();
    }

    @Test
    void a_function_that_throws_is_an_unhandled_error() throws Exception {
        behave(
                "schedule-summaries",
                event -> {
                    throw new IllegalArgumentException("2023-W53 is no week");
                });

        HttpResponse<String> answer = send(invocation("schedule-summaries", "{}").build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-amz-function-error")).contains("Unhandled");
        assertThat(JsonTree.read(answer.body().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(
                        json(
                                "{'errorMessage': '2023-W53 is no week',"
                                        + " 'errorType': 'java.lang.IllegalArgumentException'}"));
    }

    @Test
    void an_unknown_function_is_not_found() {
        HttpResponse<String> answer = send(invocation("receive-nothing", "{}").build());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("x-amzn-errortype"))
                .contains("ResourceNotFoundException");
        assertThat(answer.body()).contains("receive-nothing");
    }

    @Test
    void a_payload_that_is_not_json_or_a_type_that_is_none_is_refused() {
        behave("schedule-summaries", event -> "{}");

        HttpResponse<String> notJson = send(invocation("schedule-summaries", "{} {}").build());
        HttpResponse<String> noType =
                send(
                        invocation("schedule-summaries", "{}")
                                .header("X-Amz-Invocation-Type", "Later")
                                .build());

        assertThat(notJson.statusCode()).isEqualTo(400);
        assertThat(notJson.headers().firstValue("x-amzn-errortype"))
                .contains("InvalidRequestContentException");
        assertThat(noType.statusCode()).isEqualTo(400);
        assertThat(events("schedule-summaries")).isEmpty();
    }

    @Test
    void other_calls_of_lambda_are_not_here() {
        assertThat(send(request("/2015-03-31/functions/").build()).statusCode()).isEqualTo(404);
        HttpResponse<String> get =
                send(request("/2015-03-31/functions/read-submission/invocations").build());
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("allow")).contains("POST");
    }

    private static HttpRequest.Builder invocation(String function, String payload) {
        return request("/2015-03-31/functions/" + function + "/invocations")
                .POST(BodyPublishers.ofString(payload));
    }
}
