package org.patrolledger.local.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patrolledger.local.TestStack.STACK;
import static org.patrolledger.local.TestStack.behave;
import static org.patrolledger.local.TestStack.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patrolledger.local.embedded.invoke.Functions;
import org.patrolledger.local.embedded.invoke.InvocationLog;
import org.patrolledger.local.json.JsonTree;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;

class StreamPollerTest {

    private static final String TABLE = STACK.environment().submissionsTable();

    @TempDir Path folder;

    @BeforeEach
    void empty() {
        behave("notice-change", event -> "{}");
        STACK.settle();
        behave("notice-change", event -> "{}");
    }

    @Test
    void a_change_comes_with_both_images_as_lambda_gives_it() {
        Map<String, AttributeValue> item = item("one", 1);
        item.put("yes", AttributeValue.fromBool(true));
        item.put("nothing", AttributeValue.fromNul(true));
        item.put("bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("hi")));
        item.put("list", AttributeValue.fromL(List.of(AttributeValue.fromS("a"))));
        item.put("map", AttributeValue.fromM(Map.of("n", AttributeValue.fromN("1.5"))));
        item.put("words", AttributeValue.fromSs(List.of("x")));
        put(item);
        item.remove("list");
        put(item);

        STACK.settle();

        List<JsonNode> records = records();
        assertThat(records).hasSize(2);
        JsonNode insert = records.get(0);
        assertThat(insert.path("eventName").asText()).isEqualTo("INSERT");
        assertThat(insert.path("eventSource").asText()).isEqualTo("aws:dynamodb");
        assertThat(insert.path("eventSourceARN").asText()).contains("/stream/");
        assertThat(insert.path("eventID").asText()).isNotEmpty();
        JsonNode change = insert.path("dynamodb");
        assertThat(change.path("Keys").path("submissionId").path("S").asText()).isEqualTo("one");
        assertThat(change.path("Keys").path("revision").path("N").asText()).isEqualTo("1");
        assertThat(change.has("OldImage")).isFalse();
        JsonNode image = change.path("NewImage");
        assertThat(image.path("yes").path("BOOL").asBoolean()).isTrue();
        assertThat(image.path("nothing").path("NULL").asBoolean()).isTrue();
        assertThat(image.path("bytes").path("B").asText()).isEqualTo("aGk=");
        assertThat(image.path("list").path("L").path(0).path("S").asText()).isEqualTo("a");
        assertThat(image.path("map").path("M").path("n").path("N").asText()).isEqualTo("1.5");
        assertThat(image.path("words").path("SS").path(0).asText()).isEqualTo("x");
        assertThat(change.path("SequenceNumber").asText()).matches("\\d+");
        assertThat(change.path("StreamViewType").asText()).isEqualTo("NEW_AND_OLD_IMAGES");
        JsonNode modify = records.get(1);
        assertThat(modify.path("eventName").asText()).isEqualTo("MODIFY");
        assertThat(modify.path("dynamodb").path("OldImage").has("list")).isTrue();
        assertThat(modify.path("dynamodb").path("NewImage").has("list")).isFalse();
    }

    @Test
    void many_changes_come_in_order_and_in_batches_of_at_most_a_hundred() {
        List<String> ids = putMany(130);

        STACK.settle();

        assertThat(events("notice-change"))
                .allSatisfy(it -> assertThat(it.path("Records").size()).isBetween(1, 100));
        assertThat(records()).extracting(StreamPollerTest::id).isEqualTo(ids);
    }

    @Test
    void changes_within_a_second_make_one_batch() throws Exception {
        putMany(5);

        JsonNode event = org.patrolledger.local.TestStack.event("notice-change");

        assertThat(event.path("Records")).hasSize(5);
    }

    @Test
    void one_bad_record_is_singled_out_and_every_other_is_worked_off() throws Exception {
        List<String> done = new ArrayList<>();
        List<String> ids = putMany(20);
        String bad = ids.get(13);
        behave(
                "notice-change",
                event -> {
                    List<String> batch = new ArrayList<>();
                    event.path("Records").forEach(it -> batch.add(id(it)));
                    if (batch.contains(bad)) {
                        throw new IllegalStateException("bad");
                    }
                    done.addAll(batch);
                    return "{}";
                });

        STACK.settle();

        List<String> others = new ArrayList<>(ids);
        others.remove(bad);
        assertThat(done).isEqualTo(others);
        JsonNode letter = JsonTree.read(letters().getFirst().getBytes(StandardCharsets.UTF_8));
        assertThat(letter.path("requestContext").path("condition").asText())
                .isEqualTo("RetryAttemptsExhausted");
        assertThat(letter.path("requestContext").path("functionArn").asText())
                .endsWith(":function:notice-change");
        JsonNode info = letter.path("DDBStreamBatchInfo");
        assertThat(info.path("batchSize").asInt()).isEqualTo(1);
        assertThat(info.path("startSequenceNumber").asText()).matches("\\d+");
        assertThat(info.path("shardId").asText()).isNotEmpty();
        assertThat(letter.toString()).doesNotContain(bad);
    }

    @Test
    void a_partial_failure_goes_on_at_the_first_record_that_failed() {
        List<String> ids = putMany(6);
        List<List<String>> batches = new ArrayList<>();
        behave(
                "notice-change",
                event -> {
                    List<String> batch = new ArrayList<>();
                    event.path("Records").forEach(it -> batch.add(id(it)));
                    batches.add(batch);
                    if (batches.size() > 1) {
                        return "{}";
                    }
                    var response = JsonTree.object();
                    response.putArray("batchItemFailures")
                            .addObject()
                            .put(
                                    "itemIdentifier",
                                    event.path("Records")
                                            .path(2)
                                            .path("dynamodb")
                                            .path("SequenceNumber")
                                            .asText());
                    return response.toString();
                });

        STACK.settle();

        assertThat(batches).containsExactly(ids, ids.subList(2, 6));
    }

    @Test
    void a_checkpoint_says_where_to_go_on() throws Exception {
        List<String> before = putMany(3);
        Path checkpoint = folder.resolve("checkpoint.json");
        List<String> seen = new ArrayList<>();
        poll(checkpoint, seen);
        assertThat(seen).containsAll(before);

        seen.clear();
        List<String> after = putMany(4);
        poll(checkpoint, seen);
        assertThat(seen).isEqualTo(after);

        seen.clear();
        poll(folder.resolve("another.json"), seen);
        assertThat(seen).containsAll(before).containsAll(after);
    }

    private void poll(Path checkpoint, List<String> seen) throws Exception {
        var functions =
                new Functions(
                        Map.of(
                                "notice",
                                (input, output, context) ->
                                        JsonTree.read(input.readAllBytes())
                                                .path("Records")
                                                .forEach(it -> seen.add(id(it)))),
                        InvocationLog.open(folder.resolve("log")),
                        InstantSource.system());
        String stream =
                STACK.clients()
                        .dynamoDb()
                        .describeTable(r -> r.tableName(TABLE))
                        .table()
                        .latestStreamArn();
        var poller =
                new StreamPoller(
                        STACK.clients().streams(),
                        stream,
                        checkpoint,
                        functions,
                        "notice",
                        STACK.clients().sqs(),
                        STACK.streamDeadLetters(),
                        InstantSource.system());
        while (poller.turn(true)) {
            // Until the stream is read to its end.
        }
    }

    private static List<JsonNode> records() {
        List<JsonNode> records = new ArrayList<>();
        events("notice-change").forEach(it -> it.path("Records").forEach(records::add));
        return records;
    }

    private static List<String> putMany(int count) {
        List<String> ids =
                IntStream.range(0, count).mapToObj(i -> UUID.randomUUID().toString()).toList();
        ids.forEach(id -> put(item(id, 1)));
        assertThat(Set.copyOf(ids)).hasSize(count);
        return ids;
    }

    private static Map<String, AttributeValue> item(String id, int revision) {
        return new HashMap<>(
                Map.of(
                        "submissionId", AttributeValue.fromS(id),
                        "revision", AttributeValue.fromN(String.valueOf(revision))));
    }

    private static void put(Map<String, AttributeValue> item) {
        STACK.clients().dynamoDb().putItem(r -> r.tableName(TABLE).item(item));
    }

    private static String id(JsonNode record) {
        return record.path("dynamodb").path("Keys").path("submissionId").path("S").asText();
    }

    private static List<String> letters() {
        return STACK
                .clients()
                .sqs()
                .receiveMessage(r -> r.queueUrl(STACK.streamDeadLetters()).maxNumberOfMessages(10))
                .messages()
                .stream()
                .map(Message::body)
                .toList();
    }
}
