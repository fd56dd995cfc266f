package org.patrolledger.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class SchemasTest {

    static List<Path> schemas() {
        return Contract.schemas();
    }

    @Test
    void every_document_of_the_contract_has_a_schema() {
        assertThat(schemas().stream().map(Contract::nameOf))
                .containsExactlyInAnyOrder(
                        "catalogue",
                        "coverage",
                        "download-link",
                        "downloads",
                        "editions",
                        "engagement",
                        "heads",
                        "import",
                        "import-begun",
                        "import-commit",
                        "import-mapping",
                        "import-status",
                        "import-upload",
                        "incident",
                        "lineage-line",
                        "manifest",
                        "notices",
                        "operation",
                        "operation-revisions",
                        "organisation",
                        "period",
                        "periods",
                        "place",
                        "problem",
                        "receipt",
                        "revision",
                        "revisions",
                        "submission",
                        "submissions",
                        "summary",
                        "types");
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void is_valid_2020_12(Path file) {
        var schema = Contract.json(file);
        assertThat(schema.path("$schema").asString())
                .isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(Contract.metaSchema().validate(schema)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void every_reference_leads_somewhere(Path file) {
        for (JsonNode holder : Contract.json(file).findParents("$ref")) {
            var reference = holder.get("$ref").asString();
            assertThat(References.resolve(file, reference).isMissingNode()).as(reference).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void has_no_open_object(Path file) {
        for (JsonNode object : objects(Contract.json(file))) {
            boolean closed =
                    object.has("additionalProperties") || object.has("unevaluatedProperties");
            boolean form = "form".equals(nameIn(Contract.json(file).path("$defs"), object));
            assertThat(closed || form).as(object.toString()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void says_what_each_field_is(Path file) {
        for (JsonNode holder : Contract.json(file).findParents("properties")) {
            if (holder.get("properties").isObject()) {
                holder.get("properties")
                        .properties()
                        .forEach(field ->
                                assertThat(told(file, field.getValue()))
                                        .as(field.getKey())
                                        .isTrue());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void every_expression_compiles_and_means_the_same_in_java(Path file) {
        for (JsonNode pattern : Contract.json(file).findValues("pattern")) {
            Pattern.compile(pattern.asString());
            assertThat(pattern.asString())
                    .as("classes whose meaning differs between dialects")
                    .doesNotContainPattern("\\\\[dDwWsSbBpPkQEAZzGhHvVRX]")
                    .as("constructs only one dialect knows")
                    .doesNotContain("(?i", "(?>", "(?#", "&&", "*+", "++", "?+", "}+", "[:");
        }
    }

    @Test
    void no_schema_lists_a_value_twice() {
        var lists = new ArrayList<JsonNode>();
        schemas().forEach(file -> lists.addAll(Contract.json(file).findValues("enum")));
        assertThat(lists).hasSizeGreaterThan(30);
        for (JsonNode list : lists) {
            assertThat(new TreeSet<>(list.valueStream().map(JsonNode::asString).toList()))
                    .hasSize(list.size());
        }
    }

    @Test
    void a_whole_number_may_be_written_in_any_form() {
        var engagement = Contract.schema("engagement");
        for (String number : List.of("3", "3.0", "3e0", "0.3e1", "300e-2", "1E2", "-0", "-0.0")) {
            assertThat(engagement.validate(withScreened(number))).as(number).isEmpty();
        }
        for (String number : List.of("3.5", "-1", "1000000000.5", "1e10", "\"3\"", "true")) {
            assertThat(engagement.validate(withScreened(number))).as(number).isNotEmpty();
        }
    }

    private static JsonNode withScreened(String number) {
        var minimal = Contract.json("samples/valid/engagement/minimal.json").toString();
        return Contract.JSON.readTree(
                minimal.substring(0, minimal.length() - 1) + ",\"peopleScreened\":" + number + "}");
    }

    private static boolean told(Path file, JsonNode field) {
        if (field.isBoolean() || field.has("description") || field.has("const")) {
            return true;
        }
        if (field.has("$ref")) {
            return References.resolve(file, field.get("$ref").asString()).has("description");
        }
        // A condition on a field that is described elsewhere.
        return field.size() == 1
                && (field.has("minimum") || field.has("minItems") || field.has("not"));
    }

    private static List<JsonNode> objects(JsonNode schema) {
        return schema.findParents("type").stream()
                .filter(it -> it.get("type").asString("").equals("object"))
                .toList();
    }

    private static String nameIn(JsonNode definitions, JsonNode wanted) {
        return definitions.properties().stream()
                .filter(it -> it.getValue().equals(wanted))
                .map(java.util.Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }
}
