package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.testing.Form;

class WireItemsTest {
    private static final String OTHERS =
            ",\"LastEvaluatedKey\":{\"request\":{\"S\":\"a\\\"b\"}},\"Count\":1}";

    @Test
    void items_are_those_that_the_client_would_make() throws IOException {
        var revisions =
                List.of(
                        Form.engagement().with("note", "\"Café\" \\ 🚓\n\t").first(),
                        Form.incident().first());
        var answer =
                Map.of(
                        "Items",
                        revisions.stream()
                                .map(it -> PrimingStorage.json(SubmissionItem.of(it)))
                                .toList());

        assertThat(revisions(Json.bytes(answer))).isEqualTo(revisions);
        assertThat(new WireItems(Json.bytes(answer)).items().orElseThrow())
                .extracting(StoredRevision::counted)
                .isEqualTo(revisions.stream().map(Revision::counted).toList());
    }

    @Test
    void what_is_counted_is_read_once() throws IOException {
        var item = PrimingStorage.json(SubmissionItem.of(Form.engagement().first()));
        var stored =
                new WireItems(Json.bytes(Map.of("Items", List.of(item))))
                        .items()
                        .orElseThrow()
                        .getFirst();
        stored.counted();

        assertThatThrownBy(stored::counted)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("body");
    }

    private static List<Revision> revisions(byte[] answer) throws IOException {
        return new WireItems(answer)
                .items().orElseThrow().stream().map(StoredRevision::revision).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain|plain",
                "\\\"|\"",
                "\\\\|\\",
                "\\/|/",
                "a\\/b\\\\c\\\"d|a/b\\c\"d",
                "\\u0041|A",
                "\\u00e9|é",
                "\\u20AC|€",
                "\\ud83d\\ude93|🚓",
                "é€🚓|é€🚓"
            })
    void a_text_is_unescaped(String escaped, String expected) throws IOException {
        assertThat(request(escaped)).isEqualTo(expected);
    }

    @Test
    void control_characters_have_escapes_of_their_own() throws IOException {
        assertThat(request("\\b\\f\\n\\r\\t")).isEqualTo("\b\f\n\r\t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\x", "\\u12", "\\u12G4", "\\", "\""})
    void what_is_no_text_is_no_answer(String escaped) {
        assertThatThrownBy(() -> request(escaped)).isInstanceOf(IOException.class);
    }

    private static @Nullable String request(String escaped) throws IOException {
        var items = read("{\"Items\":[{\"request\":{\"S\":\"" + escaped + "\"}}]" + OTHERS);
        assertThat(items.items().orElseThrow()).hasSize(1);
        assertThat(others(items)).isEqualTo("{\"Items\":[]" + OTHERS);
        return items.items().orElseThrow().getFirst().texts().getLast();
    }

    @Test
    void spaces_and_what_nobody_knows_are_passed_over() throws IOException {
        var unknown =
                List.of(
                        "\"other\" : {\"M\": {\"a\\\"]\": {\"L\": [{\"NULL\": true}, {\"N\": \"1\"}]}}}",
                        "\"withdrawn\" :\n{ \"BOOL\" : true }",
                        "\"r\":{\"B\":\"AAEC\"}");
        var items = read(" { \"Items\" : [ {} ,\t{ " + String.join(" , ", unknown) + " } ] } \n");

        var texts = new ArrayList<>(items.items().orElseThrow().getLast().texts());
        assertThat(items.items().orElseThrow()).hasSize(2);
        texts.removeIf(it -> it == null);
        assertThat(texts).containsExactly("true");
    }

    @Test
    void an_answer_without_items_has_none() throws IOException {
        var text = "{\"Count\":0,\"ScannedCount\":[1.5,null,{}]}";

        assertThat(read(text).items()).isEmpty();
        assertThat(others(read(text))).isEqualTo(text);
        assertThat(read("{}").items()).isEmpty();
    }

    /// Else two lists would be one, and a null a reason.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Items\":[],\"Items\":[]}",
                "{\"Items\":null}",
                "{\"Items\":[{\"reason\":{\"NULL\":true}}]}",
                "{\"Items\":[{\"reason\":{\"B\":\"AAEC\"}}]}",
                "{\"Items\":[{\"reason\":{\"L\":[]}}]}"
            })
    void what_no_stored_revision_has_is_no_answer(String answer) {
        assertThatThrownBy(() -> read(answer)).isInstanceOf(IOException.class);
    }

    @Test
    void an_answer_cut_off_anywhere_or_that_goes_on_is_none() throws IOException {
        var text =
                "{\"Items\":[{\"request\":{\"S\":\"a\\\"b\"},\"withdrawn\":{\"BOOL\":true}}]"
                        + OTHERS;
        assertThat(read(text).items().orElseThrow()).hasSize(1);

        for (int i = 0; i < text.length(); i++) {
            var part = text.substring(0, i);
            assertThatThrownBy(() -> read(part)).as(part).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> read(text + "}")).isInstanceOf(IOException.class);
    }

    private static WireItems read(String answer) throws IOException {
        return new WireItems(answer.getBytes(StandardCharsets.UTF_8));
    }

    private static String others(WireItems items) {
        return new String(items.others(), StandardCharsets.UTF_8);
    }
}
