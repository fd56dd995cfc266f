package org.patrolledger.stack;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.patrolledger.contract.Problem;
import org.patrolledger.local.embedded.invoke.Outcome;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// That the recording, which roles are compared with, has seen every function come to every outcome
/// there is: a call that only a rare outcome makes is otherwise refused for the first time where it
/// runs. A new case of a sealed type, line of the log, problem or answer of the API is missed here
/// until the walk comes to it.
class OutcomesTest {

    /// Answers of the API that no call of the walk can meet, each with what holds it instead.
    private static final Map<String, String> ELSEWHERE =
            Map.of(
                    "403 of the calls open to everyone",
                    "for a request that did not come by way of the distribution, which no function asks storage about: HttpFunctionTest");

    private static final Path OPEN_API = Path.of("..", "..", "events", "openapi.yaml");
    private static final Recording WALK = Recording.walk();

    @Test
    void every_call_of_the_api_was_seen_to_give_every_answer_of_the_contract() {
        Set<String> seen = new TreeSet<>();
        WALK.exchanges().forEach(it -> seen.add(it.call().route().key() + " " + it.status()));
        Set<String> missing = new TreeSet<>();
        for (var path : new YAMLMapper().readTree(OPEN_API).get("paths").properties()) {
            for (var call : path.getValue().properties()) {
                var responses = call.getValue().get("responses");
                if (responses == null) {
                    continue;
                }
                boolean open = path.getKey().startsWith("/digest");
                for (var response : responses.properties()) {
                    String answer =
                            call.getKey().toUpperCase(Locale.ROOT)
                                    + " "
                                    + path.getKey()
                                    + " "
                                    + response.getKey();
                    boolean elsewhere = open && response.getKey().equals("403");
                    if (!elsewhere && !seen.contains(answer)) {
                        missing.add(answer);
                    }
                }
            }
        }

        assertThat(missing).as("elsewhere: " + ELSEWHERE).isEmpty();
    }

    @Test
    void every_kind_of_problem_was_seen() {
        Set<String> seen = new TreeSet<>();
        WALK.exchanges().forEach(it -> seen.add(it.problem()));

        assertThat(seen)
                .containsAll(Stream.of(Problem.Kind.values()).map(Problem.Kind::slug).toList());
    }

    @ParameterizedTest
    @EnumSource
    void every_case_of_the_function_s_sealed_types_was_made(FunctionPlan plan) {
        Set<String> missing = FunctionClasses.cases(plan);
        WALK.calls(plan).forEach(call -> missing.removeAll(call.tape().made()));

        assertThat(missing).isEmpty();
    }

    /// Wherever a function puts a file in parts, the upload was ended once and given up once, and
    /// its role may give it up.
    @Test
    void every_upload_in_parts_was_seen_to_end_and_to_be_given_up() {
        Set<String> seen = new TreeSet<>();
        Set<String> refused = new TreeSet<>();
        for (FunctionPlan plan : FunctionPlan.values()) {
            for (var call : WALK.calls(plan)) {
                for (var outcome : call.tape().outcomes()) {
                    upload(plan, outcome.request())
                            .ifPresent((outcome.refused().isEmpty() ? seen : refused)::add);
                }
                for (var used : WALK.used(plan)) {
                    if (used.action().equals("s3:AbortMultipartUpload")
                            && !plan.permissions().contains(used)) {
                        refused.add(plan.function() + " by its role: " + used);
                    }
                }
            }
        }

        assertThat(seen)
                .containsExactly(
                        "make-archive archives/ ended",
                        "make-archive archives/ given up",
                        "publish-summary sorting/ ended",
                        "publish-summary sorting/ given up",
                        "publish-summary staging/ ended",
                        "publish-summary staging/ given up",
                        "publish-summary summaries/ ended",
                        "publish-summary summaries/ given up");
        assertThat(refused).isEmpty();
    }

    private static Optional<String> upload(FunctionPlan plan, SdkRequest request) {
        return switch (request) {
            case CompleteMultipartUploadRequest complete ->
                    Optional.of(plan.function() + " " + folder(complete.key()) + " ended");
            case AbortMultipartUploadRequest abort ->
                    Optional.of(plan.function() + " " + folder(abort.key()) + " given up");
            default -> Optional.empty();
        };
    }

    private static String folder(String key) {
        return key.substring(0, key.indexOf('/') + 1);
    }

    @Test
    void most_functions_have_sealed_types_of_their_own() {
        assertThat(
                        Stream.of(FunctionPlan.values())
                                .mapToInt(plan -> FunctionClasses.cases(plan).size())
                                .sum())
                .isGreaterThan(50);
    }

    @ParameterizedTest
    @EnumSource
    void every_line_that_the_function_can_log_was_logged(FunctionPlan plan) {
        Set<String> logged =
                WALK.log().stream()
                        .map(Synthesis::parse)
                        .filter(it -> it.path("function_name").asText().equals(plan.function()))
                        .map(it -> it.path("message").asText())
                        .collect(toCollection(TreeSet::new));

        assertThat(logged).containsAll(FunctionClasses.events(plan));
    }

    /// Done, and not done: a request refused by storage, a message or record given back, a schedule
    /// that failed.
    @ParameterizedTest
    @EnumSource
    void the_function_was_seen_to_do_what_it_is_for_and_to_fail_at_it(FunctionPlan plan) {
        Set<String> ends =
                WALK.calls(plan).stream()
                        .map(call -> end(plan, call))
                        .collect(toCollection(TreeSet::new));

        assertThat(ends).contains("done", "failed");
    }

    private static String end(FunctionPlan plan, Rehearsal.Called call) {
        return switch (call.outcome()) {
            case Outcome.Failed failed -> "failed";
            case Outcome.Returned returned ->
                    switch (plan.trigger()) {
                        case REQUEST -> call.status() < 400 ? "done" : "failed";
                        case QUEUE, STREAM ->
                                call.answer().get("batchItemFailures").isEmpty()
                                        ? "done"
                                        : "failed";
                        case SCHEDULE -> "done";
                    };
        };
    }

    /// Every fate that a mail can have, by the counts that are logged.
    @Test
    void every_fate_of_a_mail_was_seen() throws ClassNotFoundException {
        Set<String> seen = new TreeSet<>();
        for (String line : WALK.log()) {
            JsonNode logged = Synthesis.parse(line);
            if (logged.path("message").asText().equals("mail.delivered")) {
                logged.fieldNames().forEachRemaining(seen::add);
            }
        }
        var fates =
                Class.forName("org.patrolledger.functions.senddigest.Delivery$Fate")
                        .getEnumConstants();

        assertThat(seen)
                .containsAll(
                        Arrays.stream(fates)
                                .map(it -> it.toString().toLowerCase(Locale.ROOT))
                                .toList());
    }

    @Test
    void every_state_of_an_import_was_seen() throws ClassNotFoundException {
        Set<String> seen = new TreeSet<>();
        WALK.calls(FunctionPlan.MANAGE_IMPORT).stream()
                .map(call -> call.answer().path("body").asText())
                .filter(body -> body.startsWith("{"))
                .map(Synthesis::parse)
                .forEach(body -> seen.add(body.path("state").asText()));
        var states =
                Class.forName("org.patrolledger.functions.manageimport.Imports$State")
                        .getEnumConstants();

        assertThat(seen)
                .containsAll(
                        Arrays.stream(states)
                                .map(it -> it.toString().toLowerCase(Locale.ROOT))
                                .toList());
    }
}
