package org.patrolledger.local.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patrolledger.local.TestStack.STACK;
import static org.patrolledger.local.TestStack.behave;
import static org.patrolledger.local.TestStack.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patrolledger.local.json.JsonTree;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

class QueuePollerTest {

    private static final String QUEUE = STACK.environment().publishQueue().toString();

    @BeforeEach
    void empty() {
        behave("publish-summary", event -> "{}");
        STACK.settle();
        letters();
        behave("publish-summary", event -> "{}");
    }

    @Test
    void every_message_arrives_once_and_alone() {
        Set<String> sent =
                IntStream.range(0, 25).mapToObj(String::valueOf).collect(Collectors.toSet());
        send(List.copyOf(sent));

        STACK.settle();

        List<String> bodies = new ArrayList<>();
        for (JsonNode event : events("publish-summary")) {
            assertThat(event.path("Records").size()).isOne();
            event.path("Records").forEach(record -> bodies.add(record.path("body").asText()));
        }
        assertThat(bodies).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(letters()).isEmpty();
    }

    @Test
    void a_record_is_as_lambda_gives_it() {
        STACK.clients()
                .sqs()
                .sendMessage(r ->
                        r.queueUrl(QUEUE)
                                .messageBody("due")
                                .messageAttributes(
                                        Map.of(
                                                "reason",
                                                software.amazon.awssdk.services.sqs.model
                                                        .MessageAttributeValue.builder()
                                                        .dataType("String")
                                                        .stringValue("late")
                                                        .build())));

        STACK.settle();

        JsonNode record = events("publish-summary").getFirst().path("Records").path(0);
        assertThat(record.path("messageId").asText()).hasSize(36);
        assertThat(record.path("receiptHandle").asText()).isNotEmpty();
        assertThat(record.path("body").asText()).isEqualTo("due");
        assertThat(record.path("md5OfBody").asText()).hasSize(32);
        assertThat(record.path("attributes").path("ApproximateReceiveCount").asText())
                .isEqualTo("1");
        assertThat(record.path("attributes").path("SentTimestamp").asText()).matches("\\d{13}");
        assertThat(record.path("messageAttributes").path("reason").path("stringValue").asText())
                .isEqualTo("late");
        assertThat(record.path("eventSource").asText()).isEqualTo("aws:sqs");
        assertThat(record.path("eventSourceARN").asText())
                .isEqualTo("arn:aws:sqs:eu-west-2:000000000000:patrol-ledger-publish");
        assertThat(record.path("awsRegion").asText()).isEqualTo("eu-west-2");
    }

    @Test
    void what_the_function_names_as_failed_comes_again_and_the_rest_does_not() {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        behave(
                "publish-summary",
                event -> {
                    var response = JsonTree.object();
                    var failures = response.putArray("batchItemFailures");
                    for (JsonNode record : event.path("Records")) {
                        String body = record.path("body").asText();
                        boolean first = !seen.contains(body);
                        seen.add(body);
                        if (first && body.equals("b")) {
                            failures.addObject()
                                    .put("itemIdentifier", record.path("messageId").asText());
                        }
                    }
                    return response.toString();
                });
        send(List.of("a", "b", "c"));

        STACK.settle();

        assertThat(seen).containsExactlyInAnyOrder("a", "b", "c", "b");
        assertThat(letters()).isEmpty();
    }

    @Test
    void a_message_that_fails_five_times_goes_to_the_dead_letters() {
        List<String> counts = new ArrayList<>();
        behave(
                "publish-summary",
                event -> {
                    for (JsonNode record : event.path("Records")) {
                        counts.add(
                                record.path("attributes").path("ApproximateReceiveCount").asText());
                    }
                    throw new IllegalStateException("never");
                });
        send(List.of("poison"));

        STACK.settle();

        assertThat(counts).containsExactly("1", "2", "3", "4", "5");
        assertThat(letters()).containsExactly("poison");
    }

    @Test
    void several_messages_are_worked_off_at_once() {
        var together = new CyclicBarrier(2);
        behave(
                "publish-summary",
                event -> {
                    try {
                        together.await(20, TimeUnit.SECONDS);
                    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                        throw new IllegalStateException(e);
                    }
                    return "{}";
                });
        send(List.of("one", "other"));

        STACK.settle();

        assertThat(together.isBroken()).isFalse();
        assertThat(events("publish-summary")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                       | ''",
                "null                                                     | ''",
                "{}                                                       | ''",
                "{\"batchItemFailures\": []}                              | ''",
                "{\"batchItemFailures\": [{\"itemIdentifier\": \"a\"}]}   | a",
                "{\"batchItemFailures\": [{\"itemIdentifier\": \"x\"}]}   | a b",
                "{\"batchItemFailures\": [{\"itemIdentifier\": \"\"}]}    | a b",
                "{\"batchItemFailures\": [{}]}                            | a b",
                "not json                                                 | a b"
            })
    void a_response_is_read_as_lambda_reads_it(String response, String failed) {
        Set<String> expected = failed.isEmpty() ? Set.of() : Set.of(failed.split(" "));

        assertThat(
                        QueuePoller.failures(
                                response.getBytes(StandardCharsets.UTF_8), Set.of("a", "b")))
                .isEqualTo(expected);
    }

    private static void send(List<String> bodies) {
        for (int from = 0; from < bodies.size(); from += 10) {
            List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
            for (String body : bodies.subList(from, Math.min(from + 10, bodies.size()))) {
                entries.add(
                        SendMessageBatchRequestEntry.builder()
                                .id("m" + entries.size())
                                .messageBody(body)
                                .build());
            }
            STACK.clients().sqs().sendMessageBatch(r -> r.queueUrl(QUEUE).entries(entries));
        }
    }

    private static List<String> letters() {
        List<String> bodies = new ArrayList<>();
        while (true) {
            List<Message> messages =
                    STACK.clients()
                            .sqs()
                            .receiveMessage(r ->
                                    r.queueUrl(STACK.queueDeadLetters()).maxNumberOfMessages(10))
                            .messages();
            if (messages.isEmpty()) {
                return bodies;
            }
            for (Message message : messages) {
                bodies.add(message.body());
                STACK.clients()
                        .sqs()
                        .deleteMessage(r ->
                                r.queueUrl(STACK.queueDeadLetters())
                                        .receiptHandle(message.receiptHandle()));
            }
        }
    }
}
