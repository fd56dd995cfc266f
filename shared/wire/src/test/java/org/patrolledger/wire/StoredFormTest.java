package org.patrolledger.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.domain.submission.Submission.Kind;
import org.patrolledger.wire.json.Json;

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
        var body = new String(Json.canonical(document), StandardCharsets.UTF_8);
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
        var ours = new String(Json.canonical(minimal), StandardCharsets.UTF_8);
        var other = ours.replace("\"arrests\":1", "\"arrests\":" + arrests);

        assertThat(StoredForm.read(Kind.INCIDENT, other)).isNull();
        assertThat(SubmissionReader.stored(Kind.INCIDENT, other))
                .isEqualTo(StoredForm.read(Kind.INCIDENT, ours));
    }

    @Test
    void a_document_of_the_other_kind_is_no_submission() {
        var incident = ContractFiles.object("samples/valid/incident/minimal.json");
        var body = new String(Json.canonical(incident), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> SubmissionReader.stored(Kind.ENGAGEMENT, body))
                .isInstanceOf(IllegalStateException.class);
    }
}
