package org.patrolledger.formats.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.summary.Breakdown;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.formats.change.Change;

class LabelsTest {
    @Test
    void everything_published_has_words_in_the_contract() throws Exception {
        var words = Json.object(Files.readAllBytes(Path.of("../../events/words.json")));

        assertThat(((Map<?, ?>) words.get("measures")).keySet().stream().map(String::valueOf))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Measure.values()).map(Measure::id).toList());
        assertThat(((Map<?, ?>) words.get("breakdowns")).keySet().stream().map(String::valueOf))
                .containsAll(Stream.of(Breakdown.values()).map(Breakdown::id).toList());
        assertThat(((Map<?, ?>) words.get("status")).keySet().stream().map(String::valueOf))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Status.values()).map(Status::id).toList());
        assertThat(((Map<?, ?>) words.get("causes")).keySet().stream().map(String::valueOf))
                .containsAll(Stream.of(Change.Cause.values()).map(Change.Cause::id).toList());
    }

    /// The schemas are the reviewed list, which nothing writes.
    @Test
    void measures_and_breakdowns_are_those_of_the_schemas() throws Exception {
        var types = definitions("types");
        var summary = definitions("summary");
        assertThat(Stream.of(Measure.values()).map(Measure::id))
                .containsExactlyElementsOf(list(map(types, "measure"), "enum"))
                .containsExactlyElementsOf(list(map(summary, "measures"), "required"))
                .containsExactlyElementsOf(
                        map(map(summary, "measures"), "properties").keySet().stream()
                                .map(String::valueOf)
                                .toList());
        assertThat(Stream.of(Breakdown.values()).map(Breakdown::id))
                .containsExactlyInAnyOrderElementsOf(
                        map(map(summary, "breakdowns"), "properties").keySet().stream()
                                .map(String::valueOf)
                                .toList());
    }

    private static Map<?, ?> definitions(String schema) throws Exception {
        var file = Path.of("../../events/schemas", schema + ".schema.json");
        return map(Json.object(Files.readAllBytes(file)), "$defs");
    }

    private static Map<?, ?> map(Map<?, ?> parent, String name) {
        return (Map<?, ?>) parent.get(name);
    }

    private static List<String> list(Map<?, ?> parent, String name) {
        return ((List<?>) parent.get(name)).stream().map(String::valueOf).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "foot-patrol, Foot patrol",
        "cctv, CCTV",
        "10-17, 10-17",
        "area-2-north, Area 2 north",
        "new-year-2022-23, New year 2022-23",
        "anti-spiking-bottle-toppers, Anti-spiking bottle toppers",
        "A no further action disposal, A no further action disposal",
        "'', ''",
    })
    void a_code_is_said_in_words(String code, String expected) {
        assertThat(Labels.ofCode(code)).isEqualTo(expected);
    }

    /// What the forces' own files call things is kept, hyphens and all.
    @Test
    void values_of_stop_and_search_files_are_said_word_for_word() throws Exception {
        Map<?, ?> at = definitions("incident");
        for (var name : List.of("form", "properties", "stopSearches", "items", "properties")) {
            at = map(at, name);
        }
        var values =
                at.values().stream()
                        .map(it -> (Map<?, ?>) it)
                        .filter(it -> it.containsKey("enum"))
                        .flatMap(it -> list(it, "enum").stream())
                        .toList();

        assertThat(values).contains("10-17", "under 10", "White - Irish");
        assertThat(values)
                .allSatisfy(it ->
                        assertThat(Labels.ofCode(it))
                                .isEqualTo(
                                        it.substring(0, 1).toUpperCase(Locale.ROOT)
                                                + it.substring(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "/activity, Activity",
        "/stopSearches/0/ageRange, Age range",
        "/priorities/2, Priorities",
        "/submissionId, ''",
    })
    void a_field_is_called_what_the_form_calls_it_in_short(String pointer, String expected) {
        assertThat(Labels.ofField(pointer).orElse("")).isEqualTo(expected);
    }

    @Test
    void a_district_goes_by_its_name_where_it_has_one() {
        assertThat(Labels.ofDistrict("E07000071")).isEqualTo("Colchester");
        assertThat(Labels.ofDistrict("E09000001")).isEqualTo("E09000001");
    }
}
