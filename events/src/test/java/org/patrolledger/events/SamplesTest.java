package org.patrolledger.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

class SamplesTest {
    /// What a schema cannot say: it compares fields, or needs the clock or the catalogue.
    private static final Set<String> BEYOND_SCHEMAS =
            Set.of("catalogue", "order", "duration", "future", "consistency");

    static Stream<Path> valid() {
        return Contract.in("samples/valid").stream()
                .flatMap(kind -> Contract.in("samples/valid/" + kind.getFileName()).stream());
    }

    static Stream<Path> invalid() {
        return Contract.in("samples/invalid").stream()
                .flatMap(kind -> Contract.in("samples/invalid/" + kind.getFileName()).stream());
    }

    @ParameterizedTest
    @MethodSource("valid")
    void a_valid_sample_fits_its_schema(Path file) {
        var kind = file.getParent().getFileName().toString();
        assertThat(Contract.schema(kind).validate(Contract.json(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void an_invalid_sample_does_not_fit_where_a_schema_can_tell(Path folder) {
        var problem = Contract.json(folder.resolve("problem.json"));
        byte[] submission = Contract.bytes(folder.resolve("submission.json"));
        if (problem.get("status").asInt() == 400) {
            assertThatThrownBy(() -> notEmpty(Contract.JSON.readTree(submission)))
                    .isInstanceOfAny(JacksonException.class, EmptyDocument.class);
            return;
        }
        var kind = folder.getParent().getFileName().toString();
        boolean expressible =
                problem.get("errors").valueStream().anyMatch(error -> expressible(kind, error));
        assertThat(Contract.schema(kind).validate(Contract.JSON.readTree(submission)).isEmpty())
                .isEqualTo(!expressible);
    }

    private static boolean expressible(String kind, JsonNode error) {
        var rule = error.get("rule").asString();
        var pointer = error.get("pointer").asString();
        boolean ofAddress = rule.equals("value") && pointer.equals("/id");
        boolean sameId = rule.equals("unique") && pointer.matches("/(places|priorities)/[0-9]+/id");
        return !BEYOND_SCHEMAS.contains(rule)
                && !(kind.equals("operation") && (ofAddress || sameId));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void its_problem_is_a_problem_document_in_the_words_of_the_contract(Path folder) {
        var problem = Contract.json(folder.resolve("problem.json"));
        assertThat(Contract.schema("problem").validate(problem)).isEmpty();
        var slug = problem.get("type").asString().replace("urn:patrol-ledger:problem:", "");
        var words = Contract.json("faults.json").at("/problems/" + slug);
        assertThat(List.of(problem.get("status"), problem.get("title"), problem.get("detail")))
                .isEqualTo(List.of(words.get("status"), words.get("title"), words.get("detail")));
        for (JsonNode error : problem.path("errors")) {
            assertThat(detailsOf(error.get("rule").asString()))
                    .anyMatch(it -> it.matcher(error.get("detail").asString()).matches());
        }
    }

    @Test
    void samples_cover_every_rule_a_document_can_break() {
        var rules = new TreeSet<String>();
        invalid()
                .map(folder -> Contract.json(folder.resolve("problem.json")))
                .forEach(
                        problem -> rules.addAll(problem.path("errors").findValuesAsString("rule")));
        var listed =
                new TreeSet<>(
                        Contract.json("schemas/problem.schema.json")
                                .at("/$defs/fault/properties/rule/enum")
                                .valueStream()
                                .map(JsonNode::asString)
                                .toList());
        // That something is in use or taken is for the catalogue to find, when it is written.
        listed.removeAll(List.of("in-use", "place-taken"));
        assertThat(rules).isEqualTo(listed);
    }

    @Test
    void every_rule_has_words_and_every_word_a_rule() {
        var rules =
                Contract.json("schemas/problem.schema.json")
                        .at("/$defs/fault/properties/rule/enum")
                        .valueStream()
                        .map(JsonNode::asString);
        var worded =
                Contract.json("faults.json")
                        .get("rules")
                        .propertyStream()
                        .map(it -> it.getKey().split("\\.")[0])
                        .distinct();
        assertThat(worded).containsExactlyElementsOf(rules.toList());
    }

    @Test
    void every_problem_has_words_and_its_status() {
        var schema = Contract.json("schemas/problem.schema.json");
        var words = Contract.json("faults.json").get("problems");
        assertThat(words.propertyStream().map(it -> "urn:patrol-ledger:problem:" + it.getKey()))
                .containsExactlyElementsOf(
                        schema.at("/properties/type/enum")
                                .valueStream()
                                .map(JsonNode::asString)
                                .toList());
        assertThat(new TreeSet<>(words.findValuesAsString("status")))
                .isEqualTo(
                        new TreeSet<>(
                                schema.at("/properties/status/enum")
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .toList()));
    }

    @Test
    void the_catalogue_is_one_and_has_the_fifteen_hotspots() {
        var catalogue = Contract.json("samples/catalogue.json");
        assertThat(Contract.schema("catalogue").validate(catalogue)).isEmpty();
        assertThat(catalogue.at("/operations/0/id").asString()).isEqualTo("grip");
        assertThat(
                        catalogue
                                .at("/operations/0/places")
                                .valueStream()
                                .filter(place -> place.get("validUntil").isNull()))
                .hasSize(15);
    }

    @Test
    void every_sample_has_both_files() {
        assertThat(invalid())
                .hasSizeGreaterThan(90)
                .allMatch(folder -> Files.exists(folder.resolve("submission.json")))
                .allMatch(folder -> Files.exists(folder.resolve("problem.json")));
        assertThat(valid()).hasSizeGreaterThan(30);
    }

    private static Stream<Pattern> detailsOf(String rule) {
        return Contract.json("faults.json")
                .get("rules")
                .propertyStream()
                .filter(it -> it.getKey().split("\\.")[0].equals(rule))
                .map(it -> it.getValue().asString())
                .map(it ->
                        Pattern.compile(
                                "\\Q"
                                        + it.replace("{values}", "\\E.+\\Q")
                                                .replaceAll("\\{\\w+}", "\\\\E[0-9]+\\\\Q")
                                        + "\\E"));
    }

    private static final class EmptyDocument extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static JsonNode notEmpty(JsonNode document) {
        if (document.isMissingNode()) {
            throw new EmptyDocument();
        }
        return document;
    }
}
