package org.patrolledger.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.patrolledger.storage.Tables;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// What a change of the catalogue asks of storage, counted: "within five seconds, all or nothing,
/// for any dates" is a matter of how many calls there are, and how many of them wait for others.
class CatalogueChangeTest {

    private static final String GRIP = "/catalogue/operations/grip";
    private static final int PLACES = 1_000;

    @Test
    void a_mistyped_year_is_refused_and_a_wrong_one_corrected_by_a_query_for_each_place()
            throws IOException, GeneralSecurityException {
        try (var functions = new Rehearsal()) {
            functions.at("2023-02-10T12:00:00Z");
            ObjectNode operation = operation("2000-01-01");
            assertThat(put(functions, operation, "if-none-match", "*").status()).isEqualTo(201);

            var mistyped = put(functions, operation("0205-04-01"), "if-match", "\"1\"");
            assertThat(mistyped.status()).isEqualTo(422);
            assertThat(count(mistyped)).doesNotContainKey("by-place").doesNotContainKey("write");

            // Twenty-three years less, at each of a thousand places: asked before and after.
            var corrected = put(functions, operation("2023-02-01"), "if-match", "\"1\"");
            assertThat(corrected.status()).isEqualTo(200);
            assertThat(count(corrected))
                    .containsEntry("by-place", 2 * PLACES)
                    .containsEntry("write", 1)
                    .satisfies(few());
            // Back: that takes nothing away, so nothing is asked.
            var back = put(functions, operation("2000-01-01"), "if-match", "\"2\"");
            assertThat(back.status()).isEqualTo(200);
            assertThat(count(back)).doesNotContainKey("by-place").satisfies(few());
        }
    }

    @Test
    void a_place_valid_since_2000_is_removed_by_two_queries_or_not_at_all()
            throws IOException, GeneralSecurityException {
        try (var functions = new Rehearsal()) {
            functions.at("2023-02-10T12:00:00Z");
            ObjectNode operation = operation("2000-01-01");
            assertThat(put(functions, operation, "if-none-match", "*").status()).isEqualTo(201);
            ObjectNode without = operation.deepCopy();
            ((ArrayNode) without.get("places")).remove(PLACES - 1);

            var unknown =
                    Recorder.striking(
                            Strokes.unknownUse(),
                            () -> put(functions, without, "if-match", "\"1\""));
            assertThat(unknown.status()).isEqualTo(503);
            assertThat(count(unknown)).containsEntry("write", 2);
            var current = put(functions, without, "if-match", "\"1\"");
            assertThat(current.status()).isEqualTo(412);

            var removed = put(functions, without, "if-match", "\"3\"");
            assertThat(removed.status()).isEqualTo(200);
            assertThat(count(removed)).containsEntry("by-place", 2).satisfies(few());
        }
    }

    /// A function that has a copy of the catalogue in hand trusts it for as long as it is deployed
    /// to, and who takes a place away has the answer once none does any more.
    @Test
    void what_was_taken_away_is_refused_from_the_answer_on_and_what_was_added_taken_at_once()
            throws IOException, GeneralSecurityException {
        try (var functions = new Rehearsal()) {
            functions.at("2023-02-10T12:00:00Z");
            Duration lifetime =
                    Duration.ofSeconds(
                            DeployedFunctions.CATALOGUE_LIFETIME.toSeconds().longValue());
            assertThat(lifetime).isLessThan(Duration.ofSeconds(5));
            var deployed =
                    functions.environmentWith(
                            Map.of("CATALOGUE_SECONDS", String.valueOf(lifetime.toSeconds())));
            var maintain =
                    Rehearsal.handler(FunctionPlan.MAINTAIN_CATALOGUE, deployed, functions.clock());
            var receive =
                    Rehearsal.handler(FunctionPlan.RECEIVE_SUBMISSION, deployed, functions.clock());
            ObjectNode two = operation("2000-01-01", 2);
            ObjectNode one = operation("2000-01-01", 1);
            String path = GRIP;
            var create = ApiCall.of("PUT", path, Map.of("if-none-match", "*"), two.toString());
            assertThat(SickStorageTest.status(maintain, create)).isEqualTo(201);
            assertThat(SickStorageTest.status(receive, form(0, "place-0"))).isEqualTo(201);

            var remove = ApiCall.of("PUT", path, Map.of("if-match", "\"1\""), one.toString());
            long start = System.nanoTime();
            assertThat(SickStorageTest.status(maintain, remove)).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isGreaterThanOrEqualTo(lifetime);
            assertThat(SickStorageTest.status(receive, form(1, "place-1"))).isEqualTo(422);

            // The copy is fresh now, and lacks the place: nobody is refused by a copy alone.
            var add = ApiCall.of("PUT", path, Map.of("if-match", "\"2\""), two.toString());
            assertThat(SickStorageTest.status(maintain, add)).isEqualTo(200);
            assertThat(SickStorageTest.status(receive, form(2, "place-1"))).isEqualTo(201);
        }
    }

    private static ApiCall form(int number, String place) {
        ObjectNode form = Synthesis.JSON.createObjectNode();
        form.put("submissionId", "5f0c00bb-7a51-4c1e-9d2b-3b1e0000dd0" + number);
        form.put("operation", "grip").put("place", place).put("organisation", "essex-police");
        form.put("startedAt", "2023-02-10T10:00:00Z").put("endedAt", "2023-02-10T11:00:00Z");
        form.put("activity", "foot-patrol").putObject("staff").put("officer", 2);
        form.putObject("peopleEngaged").put("count", 1).put("method", "counted");
        return ApiCall.of("POST", "/engagements", Map.of(), form.toString());
    }

    /// Besides the look at places a change reads the catalogue, which is some pages, and writes
    /// once.
    private static Consumer<Map<String, Integer>> few() {
        return counted -> assertThat(counted.getOrDefault("other", 0)).isLessThan(20);
    }

    private static Map<String, Integer> count(Rehearsal.Called called) {
        Map<String, Integer> counted = new HashMap<>();
        for (SdkRequest request : called.tape().requests()) {
            String kind =
                    switch (request) {
                        case QueryRequest query when Tables.BY_PLACE.equals(query.indexName()) ->
                                "by-place";
                        case TransactWriteItemsRequest write -> "write";
                        default -> "other";
                    };
            counted.merge(kind, 1, Integer::sum);
        }
        return counted;
    }

    private static Rehearsal.Called put(
            Rehearsal functions, ObjectNode operation, String header, String revision) {
        return functions.http("PUT", GRIP, Map.of(header, revision), operation.toString());
    }

    private static ObjectNode operation(String from) {
        return operation(from, PLACES);
    }

    private static ObjectNode operation(String from, int many) {
        ObjectNode operation = Synthesis.JSON.createObjectNode();
        operation.put("name", "Operation Grip").put("activeFrom", "2000-01-01");
        operation.putArray("organisations").add("essex-police");
        ArrayNode places = operation.putArray("places");
        for (int i = 0; i < many; i++) {
            places.addObject()
                    .put("id", "place-" + i)
                    .put("name", "Place " + i)
                    .put("district", "E07000071")
                    .put("validFrom", from);
        }
        return operation;
    }
}
