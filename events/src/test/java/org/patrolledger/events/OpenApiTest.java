package org.patrolledger.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class OpenApiTest {
    private static final JsonNode API = Contract.yaml("openapi.yaml");

    record Call(String path, String method, JsonNode operation) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static Stream<Call> calls() {
        return API.get("paths")
                .propertyStream()
                .flatMap(path ->
                        path.getValue()
                                .propertyStream()
                                .map(it -> new Call(path.getKey(), it.getKey(), it.getValue())));
    }

    @Test
    void is_openapi_3_1_of_the_dialect_the_schemas_are_in() {
        assertThat(API.get("openapi").asString()).startsWith("3.1.");
        assertThat(API.get("jsonSchemaDialect").asString())
                .isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(calls()).isNotEmpty();
    }

    @Test
    void every_reference_leads_somewhere() {
        var references = API.findValuesAsString("$ref");
        assertThat(references).hasSizeGreaterThan(150);
        for (String reference : new HashSet<>(references)) {
            assertThat(
                            References.resolve(Contract.ROOT.resolve("openapi.yaml"), reference)
                                    .isMissingNode())
                    .as(reference)
                    .isFalse();
        }
    }

    @Test
    void no_two_calls_share_a_name() {
        var names = calls().map(it -> it.operation().get("operationId").asString()).toList();
        assertThat(names).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void declares_the_parameters_of_its_path(Call call) {
        var inPath =
                Pattern.compile("\\{(\\w+)}")
                        .matcher(call.path())
                        .results()
                        .map(it -> it.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        var declared =
                call.operation()
                        .path("parameters")
                        .valueStream()
                        .map(it -> resolve(it))
                        .filter(it -> it.get("in").asString().equals("path"))
                        .map(it -> it.get("name").asString())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(declared).isEqualTo(inPath);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void wants_a_token_and_answers_as_every_call_does(Call call) {
        var answers = call.operation().get("responses").propertyNames();
        assertThat(answers).contains("403", "405", "429", "500", "503");
        if (call.path().startsWith("/digest")) {
            // Open to everyone.
            assertThat(call.operation().get("security").isEmpty()).isTrue();
            assertThat(answers).doesNotContain("401");
        } else {
            assertThat(call.operation().get("security").isEmpty()).isFalse();
            assertThat(answers).contains("401");
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_body_brings_the_answers_about_bodies(Call call) {
        var body = List.of("400", "413", "415", "422");
        if (call.operation().has("requestBody")) {
            assertThat(call.operation().get("responses").propertyNames()).containsAll(body);
        } else {
            assertThat(call.operation().get("responses").propertyNames())
                    .doesNotContain("400", "413", "415");
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void an_answer_has_the_status_of_its_problem(Call call) {
        call.operation()
                .get("responses")
                .propertyStream()
                .filter(it -> Integer.parseInt(it.getKey()) >= 400)
                .forEach(it ->
                        assertThat(examples(resolve(it.getValue())))
                                .isNotEmpty()
                                .allMatch(problem ->
                                        problem.get("status").asString().equals(it.getKey())));
    }

    @Test
    void the_examples_are_the_problems_in_the_words_of_the_contract() {
        var words = Contract.json("faults.json").get("problems");
        var seen = new TreeSet<String>();
        for (JsonNode answer : API.at("/components/responses")) {
            for (JsonNode problem : examples(answer)) {
                assertThat(Contract.schema("problem").validate(problem)).isEmpty();
                var slug = problem.get("type").asString().replace("urn:patrol-ledger:problem:", "");
                seen.add(slug);
                assertThat(problem.get("title")).isEqualTo(words.get(slug).get("title"));
                assertThat(problem.get("detail")).isEqualTo(words.get(slug).get("detail"));
            }
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(words.propertyNames());
    }

    @Test
    void the_lists_it_holds_itself_are_those_of_the_schemas() {
        var schemas =
                Contract.schemas().stream()
                        .flatMap(file -> Contract.json(file).findValues("enum").stream())
                        .collect(Collectors.toSet());
        assertThat(API.findValues("enum")).isNotEmpty().allMatch(schemas::contains);
    }

    private static JsonNode resolve(JsonNode node) {
        return node.has("$ref")
                ? References.resolve(
                        Contract.ROOT.resolve("openapi.yaml"), node.get("$ref").asString())
                : node;
    }

    /// The problems of an answer: one, or several of the same status.
    private static List<JsonNode> examples(JsonNode answer) {
        var content = answer.at("/content/application~1problem+json");
        return content.has("example")
                ? List.of(content.get("example"))
                : content.path("examples").valueStream().map(it -> it.get("value")).toList();
    }
}
