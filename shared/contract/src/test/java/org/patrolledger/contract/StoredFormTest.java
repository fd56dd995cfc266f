package org.patrolledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.submission.Submission.Kind;

/// The fold's own decoder. That it agrees with the reader on whatever is accepted is held by
/// [MutationAgreementTest].
class StoredFormTest {
    static Stream<Path> valid() {
        return Stream.of("engagement", "incident")
                .flatMap(kind -> ContractFiles.in("samples/valid/" + kind).stream());
    }

    @ParameterizedTest
    @MethodSource("valid")
    void a_document_cut_off_anywhere_is_left_to_the_reader(Path file) {
        var document = Json.object(ContractFiles.bytes(file));
        var body = canonical(document);
        var kind = SampleAgreementTest.kindOf(document);

        assertThat(StoredForm.read(kind, body)).isNotNull();
        for (int i = 0; i < body.length(); i++) {
            assertThat(StoredForm.read(kind, body.substring(0, i))).isNull();
        }
        assertThat(StoredForm.read(kind, body + "}")).isNull();
        assertThat(StoredForm.read(kind, body + body)).isNull();
    }

    /// Nothing of ours, but documents that say the same.
    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e0", " 1"})
    void a_document_in_another_form_is_read_by_the_reader(String arrests) {
        var minimal = ContractFiles.object("samples/valid/incident/minimal.json");
        minimal.put("arrests", 1);
        var ours = canonical(minimal);
        var other = ours.replace("\"arrests\":1", "\"arrests\":" + arrests);

        assertThat(StoredForm.read(Kind.INCIDENT, other)).isNull();
        assertThat(SubmissionReader.stored(Kind.INCIDENT, other))
                .isEqualTo(StoredForm.read(Kind.INCIDENT, ours));
    }

    /// Every note of up to five of these characters: a quotation mark ends a string unless an odd
    /// number of backslashes is before it.
    @Test
    void notes_are_passed_over_whatever_is_in_them() {
        var document = ContractFiles.object("samples/valid/incident/minimal.json");
        var without = StoredForm.read(Kind.INCIDENT, canonical(document));
        for (var note : texts("a\"\\é{,", 5)) {
            document.put("note", note);
            assertThat(StoredForm.read(Kind.INCIDENT, canonical(document)))
                    .as(note)
                    .isNotNull()
                    .isEqualTo(without);
        }
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

    /// Members of ours are sorted, each is there once, and a comma is between them.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"arrests\":1,| {\"arrests\":1,\"arrests\":1,",
                "{\"arrests\":1,\"category\":\"drugs\",| {\"category\":\"drugs\",\"arrests\":1,",
                "{\"arrests\":1,| {\"arrests\":1",
                "{\"arrests\":1,| {,\"arrests\":1,",
                "{\"arrests\":1,| {\"arrests\":1,,",
                "{\"arrests\":1,| {\"arrests\":1,\"arrest\":1,",
                "{\"arrests\":1,| \"arrests\":1,"
            })
    void a_document_with_other_members_is_left_to_the_reader(String beginning, String other) {
        var document = ContractFiles.object("samples/valid/incident/minimal.json");
        document.put("arrests", 1);
        document.put("category", "drugs");
        var ours = canonical(document);

        assertThat(ours).startsWith(beginning);
        assertThat(StoredForm.read(Kind.INCIDENT, ours)).isNotNull();
        assertThat(StoredForm.read(Kind.INCIDENT, other + ours.substring(beginning.length())))
                .isNull();
    }

    private static String canonical(Map<String, ?> document) {
        return new String(Json.canonical(document), StandardCharsets.UTF_8);
    }

    @Test
    void a_document_of_the_other_kind_is_no_submission() {
        var incident = ContractFiles.object("samples/valid/incident/minimal.json");
        var body = canonical(incident);

        assertThatThrownBy(() -> SubmissionReader.stored(Kind.ENGAGEMENT, body))
                .isInstanceOf(IllegalStateException.class);
    }
}
