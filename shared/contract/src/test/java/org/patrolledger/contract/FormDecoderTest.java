package org.patrolledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.submission.Submission.Kind;

/// That the decoder agrees with the reader on every accepted document is held by
/// [MutationAgreementTest].
class FormDecoderTest {
    static Stream<Path> valid() {
        return Stream.of("engagement", "incident")
                .flatMap(kind -> ContractFiles.in("samples/valid/" + kind).stream());
    }

    @ParameterizedTest
    @MethodSource("valid")
    void a_document_cut_off_anywhere_is_refused(Path file) {
        var document = Json.object(ContractFiles.bytes(file));
        var body = canonical(document);
        var kind = SampleAgreementTest.kindOf(document);

        assertThat(SubmissionReader.stored(kind, body)).isNotNull();
        for (int i = 0; i < body.length(); i++) {
            refused(kind, body.substring(0, i));
        }
        refused(kind, body + "}");
        refused(kind, body + body);
    }

    @ParameterizedTest
    @MethodSource("valid")
    void fields_in_any_order_are_the_same_submission(Path file) {
        var document = Json.object(ContractFiles.bytes(file));
        var kind = SampleAgreementTest.kindOf(document);
        var names = new ArrayList<>(new TreeMap<>(document).keySet());
        var expected = SubmissionReader.stored(kind, canonical(document));
        for (int first = 0; first < names.size(); first++) {
            Collections.rotate(names, 1);
            var rotated = new LinkedHashMap<String, Object>();
            names.forEach(name -> rotated.put(name, document.get(name)));
            rotated.putFirst("zzz", 1);

            assertThat(SubmissionReader.stored(kind, Json.text(rotated)))
                    .as("%s first", names.getFirst())
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e0", " 1"})
    void a_number_in_another_form_is_the_same_number(String arrests) {
        var minimal = ContractFiles.object("samples/valid/incident/minimal.json");
        minimal.put("arrests", 1);
        var ours = canonical(minimal);
        var other = ours.replace("\"arrests\":1", "\"arrests\":" + arrests);

        assertThat(other).isNotEqualTo(ours);
        assertThat(SubmissionReader.stored(Kind.INCIDENT, other))
                .isEqualTo(SubmissionReader.stored(Kind.INCIDENT, ours));
    }

    /// Every note of up to five of these characters.
    @Test
    void notes_are_passed_over_whatever_is_in_them() {
        var document = ContractFiles.object("samples/valid/incident/minimal.json");
        var without = SubmissionReader.stored(Kind.INCIDENT, canonical(document));
        for (var note : texts("a\"\\é{,", 5)) {
            document.put("note", note);
            assertThat(SubmissionReader.stored(Kind.INCIDENT, canonical(document)))
                    .as(note)
                    .isEqualTo(without);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"magic\"", "1", "null", "[{\"a\":\"}\"}]"})
    void what_is_recorded_only_is_passed_over(String value) {
        var body = canonical(ContractFiles.object("samples/valid/incident/minimal.json"));
        var recorded = body.substring(0, body.length() - 1) + ",\"detectedBy\":" + value + "}";

        assertThat(SubmissionReader.stored(Kind.INCIDENT, recorded))
                .isEqualTo(SubmissionReader.stored(Kind.INCIDENT, body));
    }

    @Test
    void a_form_can_make_nothing_of_what_is_recorded_only() {
        var note = Field.optional("note", new Type.Text(0, 9), "A note.").recordedOnly();
        var form = Form.of("Noted", "Something with a note.", List.of(note), it -> it.find(note));

        assertThatThrownBy(() -> form.make(new Form.Values(form)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("note");
    }

    private static List<String> texts(String characters, int longest) {
        var texts = new ArrayList<>(List.of(""));
        for (int i = 0; texts.get(i).length() < longest; i++) {
            for (char c : characters.toCharArray()) {
                texts.add(texts.get(i) + c);
            }
        }
        return texts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "[{\"a\":[{}]}]", "{\"a\":{\"b\":null}}", "\"text\"", "null"})
    void a_field_of_a_later_version_is_passed_over(String value) {
        var body = canonical(ContractFiles.object("samples/valid/incident/minimal.json"));
        var later = "{\"aaa\":" + value + "," + body.substring(1);

        assertThat(SubmissionReader.stored(Kind.INCIDENT, later))
                .isEqualTo(SubmissionReader.stored(Kind.INCIDENT, body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"arrests\":\"1\"",
                "\"arrests\":null",
                "\"category\":\"arson\"",
                "\"category\":5",
                "\"stopSearches\":{}",
                "\"stopSearches\":[1]",
                "\"powersUsed\":[]",
                "\"powersUsed\":{\"magic\":1}",
                "\"occurredAt\":\"yesterday\"",
                "\"submissionId\":\"7\"",
                "\"place\":\"No Slug\""
            })
    void a_value_that_was_never_accepted_is_refused(String member) {
        var body = canonical(ContractFiles.object("samples/valid/incident/minimal.json"));

        refused(Kind.INCIDENT, body.substring(0, body.length() - 1) + "," + member + "}");
    }

    @Test
    void a_document_of_the_other_kind_is_no_submission() {
        var incident = ContractFiles.object("samples/valid/incident/minimal.json");

        refused(Kind.ENGAGEMENT, canonical(incident));
    }

    private static void refused(Kind kind, String body) {
        assertThatThrownBy(() -> SubmissionReader.stored(kind, body))
                .isInstanceOf(IllegalStateException.class);
    }

    private static String canonical(Map<String, ?> document) {
        return new String(Json.canonical(document), StandardCharsets.UTF_8);
    }
}
