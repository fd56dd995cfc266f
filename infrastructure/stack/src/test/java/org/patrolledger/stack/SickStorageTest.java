package org.patrolledger.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.patrolledger.lambda.InvocationContext;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// Storage that hangs, drips or resets: each function is done before its time is up, with an answer
/// that says so or with the message given back, and what it had written by then is neither lost nor
/// there twice when the call is repeated.
class SickStorageTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(6);

    /// For a machine that has other things to do.
    private static final Duration SLACK = Duration.ofSeconds(2);

    private static final Path SCENARIO = Path.of("..", "..", "events", "scenarios", "grip");

    /// @param answer null where the function failed as a whole
    private record Ended(JsonNode answer, Duration after) {}

    @ParameterizedTest
    @EnumSource
    void every_function_is_done_in_time(SickServer.Illness illness)
            throws InterruptedException, ExecutionException {
        Map<FunctionPlan, Future<Ended>> ends = new LinkedHashMap<>();
        try (var server = SickServer.always(illness);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sick = Rehearsal.environmentAt(server.endpoint());
            for (FunctionPlan plan : FunctionPlan.values()) {
                byte[] event = anEvent(plan);
                var handler =
                        Rehearsal.handler(
                                plan,
                                sick,
                                InstantSource.fixed(Instant.parse("2023-03-20T08:00:00Z")));
                ends.put(plan, threads.submit(() -> call(plan, handler, event)));
            }
            for (FunctionPlan plan : FunctionPlan.values()) {
                Ended ended = ends.get(plan).get();
                assertThat(ended.after()).as(plan.function()).isLessThan(TIMEOUT.plus(SLACK));
                assertThat(toldOf(plan, ended)).as(plan + " " + ended.answer()).isTrue();
            }
        }
    }

    /// Whether the answer says that the call was not carried out.
    private static boolean toldOf(FunctionPlan plan, Ended ended) {
        return switch (plan.trigger()) {
            case REQUEST ->
                    ended.answer().get("statusCode").asInt() == 503
                            && ended.answer().at("/headers/retry-after").asInt() > 0;
            // A task of mails that could not be sent may be put on the queue anew instead.
            case QUEUE -> !ended.answer().get("batchItemFailures").isEmpty();
            case STREAM, SCHEDULE -> ended.answer() == null;
        };
    }

    /// An event of the walk for which the function asked storage, and did what it was asked to. Not
    /// one that only puts an object: where the answer's head says so, that is done.
    private static byte[] anEvent(FunctionPlan plan) {
        return Recording.walk().calls(plan).stream()
                .filter(call ->
                        !call.tape().requests().isEmpty()
                                && !(call.tape().requests().peek() instanceof PutObjectRequest)
                                && wentWell(plan, call))
                .findFirst()
                .orElseThrow()
                .event();
    }

    private static boolean wentWell(FunctionPlan plan, Rehearsal.Called call) {
        return plan.trigger() != FunctionPlan.Trigger.REQUEST || call.status() < 400;
    }

    private static Ended call(FunctionPlan plan, RequestStreamHandler handler, byte[] event)
            throws IOException {
        var context =
                new InvocationContext(
                        plan.function(), "arn", "request-" + plan, TIMEOUT, nowhere());
        var out = new ByteArrayOutputStream();
        long start = System.nanoTime();
        JsonNode answer = null;
        try {
            handler.handleRequest(new ByteArrayInputStream(event), out, context);
            answer = Synthesis.parse(out.toString(StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            // Lambda repeats it, and puts it aside in the end.
        }
        return new Ended(answer, Duration.ofNanos(System.nanoTime() - start));
    }

    /// What a function answers to a call of the API.
    static int status(RequestStreamHandler handler, ApiCall call) throws IOException {
        var plan = FunctionPlan.of(call.route().function());
        return call(plan, handler, call.event()).answer().get("statusCode").asInt();
    }

    private static LambdaLogger nowhere() {
        return new LambdaLogger() {
            @Override
            public void log(String message) {
                // Nobody reads it.
            }

            @Override
            public void log(byte[] message) {
                // Nobody reads it.
            }
        };
    }

    /// The write is carried out, and its answer does not come: the caller repeats it.
    @ParameterizedTest
    @EnumSource(names = {"HANGS", "DRIPS"})
    void a_form_whose_answer_did_not_come_is_there_once(SickServer.Illness illness)
            throws IOException, GeneralSecurityException {
        try (var functions = new Rehearsal();
                var sick = beforeWrites(functions, illness)) {
            fillCatalogue(functions);
            JsonNode form = aForm();
            var post =
                    ApiCall.of(
                            "POST",
                            "/" + form.get("kind").asText() + "s",
                            Map.of(),
                            form.get("submission").toString());
            var refused = call(FunctionPlan.RECEIVE_SUBMISSION, functions, sick, post.event());
            assertThat(refused.get("statusCode").asInt()).isEqualTo(503);
            String at = "/submissions/" + form.at("/submission/submissionId").asText();
            assertThat(get(functions, at).status()).isEqualTo(200);

            var repeated = functions.http(post);
            assertThat(repeated.status()).isEqualTo(200);
            assertThat(revisions(functions, at)).isEqualTo(1);

            ObjectNode changed = form.get("submission").deepCopy();
            changed.put("note", "Counted again.").put("reason", "Counted again.");
            var put = ApiCall.of("PUT", at, Map.of("if-match", "\"1\""), changed.toString());
            var unheard = call(FunctionPlan.REVISE_SUBMISSION, functions, sick, put.event());
            assertThat(unheard.get("statusCode").asInt()).isEqualTo(503);
            assertThat(functions.http(put).status()).isEqualTo(200);
            assertThat(revisions(functions, at)).isEqualTo(2);
        }
    }

    @Test
    void a_summary_whose_publication_was_not_answered_is_published_once()
            throws IOException, GeneralSecurityException {
        try (var functions = new Rehearsal();
                var sick = beforeWrites(functions, SickServer.Illness.DRIPS)) {
            fillCatalogue(functions);
            JsonNode form = aForm();
            functions.http(
                    "POST",
                    "/" + form.get("kind").asText() + "s",
                    Map.of(),
                    form.get("submission").toString());
            functions.at("2023-03-06T06:30:00Z");
            ObjectNode event = Synthesis.JSON.createObjectNode();
            event.putArray("Records")
                    .addObject()
                    .put("messageId", "1")
                    .put("body", "{\"operation\": \"grip\", \"period\": \"2023-W09\"}");
            byte[] message = Rehearsal.bytes(event);

            var left = call(FunctionPlan.PUBLISH_SUMMARY, functions, sick, message);
            assertThat(left.get("batchItemFailures")).hasSize(1);
            var again = functions.call(FunctionPlan.PUBLISH_SUMMARY, message);
            assertThat(again.answer().get("batchItemFailures")).isEmpty();

            String editions = "/summaries/weekly/2023-W09/grip/editions";
            JsonNode listed =
                    Synthesis.parse(get(functions, editions).answer().get("body").asText());
            assertThat(listed.get("editions")).hasSize(1);
        }
    }

    private static SickServer beforeWrites(Rehearsal functions, SickServer.Illness illness) {
        return SickServer.before(
                functions.environment().dynamoDbEndpoint(),
                illness,
                request ->
                        Stream.of("PutItem", "TransactWriteItems", "UpdateItem")
                                .anyMatch(it -> request.contains("DynamoDB_20120810." + it)));
    }

    private static JsonNode call(
            FunctionPlan plan, Rehearsal functions, SickServer sick, byte[] event)
            throws IOException {
        var environment =
                functions.environmentWith(
                        Map.of("AWS_ENDPOINT_URL_DYNAMODB", sick.endpoint().toString()));
        var ended = call(plan, Rehearsal.handler(plan, environment, functions.clock()), event);
        assertThat(ended.after()).isLessThan(TIMEOUT.plus(SLACK));
        return ended.answer();
    }

    private static void fillCatalogue(Rehearsal functions) throws IOException {
        functions.at("2023-03-05T20:00:00Z");
        String body = Files.readString(SCENARIO.resolve("operation.json"));
        String path = "/catalogue/operations/grip";
        assertThat(functions.http("PUT", path, Map.of("if-none-match", "*"), body).status())
                .isEqualTo(201);
    }

    /// An engagement of the scenario's last week.
    private static JsonNode aForm() throws IOException {
        for (String line : Files.readAllLines(SCENARIO.resolve("submissions.jsonl"))) {
            JsonNode form = Synthesis.parse(line);
            if (form.at("/submission/startedAt").asText().compareTo("2023-02-28") > 0) {
                return form;
            }
        }
        throw new AssertionError("no form in that week");
    }

    private static Rehearsal.Called get(Rehearsal functions, String target) {
        return functions.http("GET", target, Map.of(), "");
    }

    private static int revisions(Rehearsal functions, String at) {
        String body = get(functions, at + "/revisions").answer().get("body").asText();
        return Synthesis.parse(body).get("revisions").size();
    }
}
