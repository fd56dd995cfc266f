package org.patrolledger.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The runbook's exercise, "Restore from a point in time", on the servers of the local stack: the
/// table of submissions is lost, and what it was at a moment takes its place.
class RestoreExerciseTest {

    private static final Path SCENARIO = Path.of("..", "..", "events", "scenarios", "grip");
    private static final String WEEK = "/summaries/weekly/2023-W09/grip";

    @Test
    void from_a_table_restored_to_a_moment_the_ledger_goes_on_as_if_nothing_later_had_been_posted()
            throws IOException, GeneralSecurityException {
        List<JsonNode> forms = forms();
        List<JsonNode> before = forms.subList(0, 10);
        List<JsonNode> after = forms.subList(10, 15);
        try (var functions = new Rehearsal()) {
            functions.at("2023-03-05T20:00:00Z");
            catalogue(functions);
            before.forEach(form -> assertThat(post(functions, form).status()).isEqualTo(201));
            functions.at("2023-03-06T06:30:00Z");
            publish(functions);
            JsonNode published = summary(functions);

            // The moment. What comes after it is in the old table only.
            functions.copySubmissions("submissions-restored");
            Map<String, JsonNode> receipts = new TreeMap<>();
            for (JsonNode form : after) {
                var posted = post(functions, form);
                assertThat(posted.status()).isEqualTo(201);
                receipts.put(form.get("submission").get("submissionId").asText(), posted.answer());
            }
            functions.useSubmissions("submissions-restored");

            // What was published before is proved by the restored table: nothing new comes of it.
            publish(functions);
            assertThat(summary(functions)).isEqualTo(published);
            assertThat(editions(functions)).isEqualTo(1);

            // What was there is there, with the receipt it had; what came later is not.
            var again = post(functions, before.getFirst());
            assertThat(again.status()).isEqualTo(200);
            assertThat(read(functions, before.getLast()).status()).isEqualTo(200);
            for (JsonNode form : after) {
                assertThat(read(functions, form).status()).isEqualTo(404);
            }

            // Clients that keep what they sent post it again, once more with a receipt of its own.
            for (JsonNode form : after) {
                var posted = post(functions, form);
                assertThat(posted.status()).isEqualTo(201);
                String id = form.get("submission").get("submissionId").asText();
                assertThat(digest(posted.answer())).isEqualTo(digest(receipts.get(id)));
            }
            publish(functions);
            assertThat(editions(functions)).isEqualTo(2);
            assertThat(submissions(functions)).isEqualTo(before.size() + after.size());
        }
    }

    /// The first forms of the scenario's last week.
    private static List<JsonNode> forms() throws IOException {
        List<JsonNode> forms = new ArrayList<>();
        for (String line : Files.readAllLines(SCENARIO.resolve("submissions.jsonl"))) {
            JsonNode form = Synthesis.parse(line);
            String time =
                    form.get("submission")
                            .findPath("startedAt")
                            .asText(form.get("submission").findPath("occurredAt").asText());
            if (time.compareTo("2023-02-27T07") > 0 && time.compareTo("2023-03-05T12") < 0) {
                forms.add(form);
            }
        }
        return forms;
    }

    private static void catalogue(Rehearsal functions) throws IOException {
        String operation = Files.readString(SCENARIO.resolve("operation.json"));
        assertThat(
                        functions
                                .http(
                                        "PUT",
                                        "/catalogue/operations/grip",
                                        Map.of("if-none-match", "*"),
                                        operation)
                                .status())
                .isEqualTo(201);
    }

    private static Rehearsal.Called post(Rehearsal functions, JsonNode form) {
        return functions.http(
                "POST",
                "/" + form.get("kind").asText() + "s",
                Map.of(),
                form.get("submission").toString());
    }

    private static Rehearsal.Called read(Rehearsal functions, JsonNode form) {
        String id = form.get("submission").get("submissionId").asText();
        return functions.http("GET", "/submissions/" + id, Map.of(), "");
    }

    private static void publish(Rehearsal functions) {
        ObjectNode event = Synthesis.JSON.createObjectNode();
        event.put("kind", "weekly").put("period", "2023-W09").put("operation", "grip");
        functions.call(FunctionPlan.SCHEDULE_SUMMARIES, Rehearsal.bytes(event)).answer();
        functions
                .publishWhatIsDue()
                .values()
                .forEach(done -> assertThat(done.answer().get("batchItemFailures")).isEmpty());
    }

    private static JsonNode summary(Rehearsal functions) {
        var answer = functions.http("GET", WEEK, Map.of(), "");
        assertThat(answer.status()).isEqualTo(200);
        return answer.answer().get("body");
    }

    private static int editions(Rehearsal functions) {
        return Synthesis.parse(summary(functions).asText()).get("edition").asInt();
    }

    private static int submissions(Rehearsal functions) {
        return Synthesis.parse(summary(functions).asText()).at("/inputs/submissions").asInt();
    }

    private static String digest(JsonNode answer) {
        return Synthesis.parse(answer.get("body").asText()).get("digest").asText();
    }
}
