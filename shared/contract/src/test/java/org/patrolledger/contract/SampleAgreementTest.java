package org.patrolledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patrolledger.contract.SubmissionReader.Result;
import org.patrolledger.contract.json.Json;
import org.patrolledger.contract.json.NotJsonException;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Submission.Kind;

/// The reader and the contract's samples. `-Dgolden.write=true` writes their problems anew.
class SampleAgreementTest {
    private static final SubmissionId NOBODY =
            new SubmissionId("00000000-0000-0000-0000-000000000000");

    static Stream<Path> valid() {
        return Stream.of("engagement", "incident", "revision")
                .flatMap(kind -> ContractFiles.in("samples/valid/" + kind).stream());
    }

    static Stream<Path> invalid() {
        return Stream.of("engagement", "incident", "revision", "operation")
                .flatMap(kind -> ContractFiles.in("samples/invalid/" + kind).stream());
    }

    @ParameterizedTest
    @MethodSource("valid")
    void a_valid_sample_is_read(Path file) {
        byte[] utf8 = ContractFiles.bytes(file);
        var result = read(file.getParent().getFileName().toString(), utf8);
        assertThat(result).isInstanceOf(Result.Valid.class);
        var valid = (Result.Valid) result;
        var expected = Json.object(utf8);
        assertThat(valid.reason().orElse(null)).isEqualTo(expected.remove("reason"));
        expected.computeIfPresent(
                "submissionId", (name, id) -> ((String) id).toLowerCase(Locale.ROOT));
        assertThat(valid.body())
                .isEqualTo(new String(Json.canonical(expected), StandardCharsets.UTF_8));
        assertThat(SubmissionReader.stored(valid.submission().kind(), valid.body()))
                .isEqualTo(valid.submission());
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void an_invalid_sample_gets_its_problem(Path folder) throws IOException {
        var kind = folder.getParent().getFileName().toString();
        if (Boolean.getBoolean("golden.write")) {
            var source =
                    Path.of("../../events/samples/invalid", kind, folder.getFileName().toString());
            Files.writeString(
                    source.resolve("problem.json"),
                    FormSchema.text(
                            problem(kind, ContractFiles.bytes(folder.resolve("submission.json")))),
                    StandardCharsets.UTF_8);
            return;
        }
        assertThat(Json.text(problem(kind, ContractFiles.bytes(folder.resolve("submission.json")))))
                .isEqualTo(
                        Json.text(
                                Json.object(ContractFiles.bytes(folder.resolve("problem.json")))));
    }

    @Test
    void a_revision_of_another_submission_is_told_so_in_the_words_of_the_contract() {
        var file = ContractFiles.ROOT.resolve("samples/valid/revision/engagement.json");
        var document = Json.parse(ContractFiles.bytes(file));

        var result =
                SubmissionReader.readRevision(
                        Kind.ENGAGEMENT,
                        NOBODY,
                        document,
                        ContractFiles.NOW,
                        ContractFiles.CATALOGUE);

        var words = (Map<?, ?>) ContractFiles.object("faults.json").get("rules");
        assertThat(((Result.Invalid) result).faults())
                .containsExactly(
                        new Fault(
                                "/submissionId",
                                Fault.Rule.VALUE,
                                (String) words.get("value.submissionId")));
    }

    @Test
    void a_valid_operation_is_read_and_written_with_its_defaults() {
        var file = ContractFiles.ROOT.resolve("samples/valid/operation/open-ended.json");
        var document = Json.object(ContractFiles.bytes(file));
        var id = new OperationId("henderson");

        var read = (CatalogueDocument.Result.Valid) CatalogueDocument.read(id, 1, document);

        var written = CatalogueDocument.write(read.operation());
        assertThat(written).containsEntry("id", "henderson").containsEntry("revision", 1);
        assertThat(written).containsEntry("activeUntil", null).containsEntry("shifts", List.of());
    }

    private static Map<String, ?> problem(String kind, byte[] utf8) {
        try {
            var faults =
                    kind.equals("operation")
                            ? faultsOfOperation(Json.parse(utf8))
                            : faults(read(kind, utf8));
            return Problem.notValid(faults).document();
        } catch (NotJsonException e) {
            return Problem.of(Problem.Kind.NOT_JSON).document();
        }
    }

    private static List<Fault> faults(Result result) {
        return switch (result) {
            case Result.Valid valid -> throw new AssertionError("accepted");
            case Result.Invalid invalid -> invalid.faults();
        };
    }

    private static List<Fault> faultsOfOperation(Object document) {
        return switch (CatalogueDocument.read(new OperationId("safe-space"), 2, document)) {
            case CatalogueDocument.Result.Valid valid -> throw new AssertionError("accepted");
            case CatalogueDocument.Result.Invalid invalid -> invalid.faults();
        };
    }

    private static Result read(String kind, byte[] utf8) {
        var document = Json.parse(utf8);
        return switch (kind) {
            case "engagement" ->
                    SubmissionReader.read(
                            Kind.ENGAGEMENT, document, ContractFiles.NOW, ContractFiles.CATALOGUE);
            case "incident" ->
                    SubmissionReader.read(
                            Kind.INCIDENT, document, ContractFiles.NOW, ContractFiles.CATALOGUE);
            default ->
                    SubmissionReader.readRevision(
                            kindOf(document),
                            idOf(document),
                            document,
                            ContractFiles.NOW,
                            ContractFiles.CATALOGUE);
        };
    }

    /// The submission a revision is of: the one it names, so that none is taken for another's.
    static SubmissionId idOf(Object document) {
        return document instanceof Map<?, ?> map && map.get("submissionId") instanceof String text
                ? SubmissionId.parse(text).orElse(NOBODY)
                : NOBODY;
    }

    static Kind kindOf(Object document) {
        return document instanceof Map<?, ?> map && map.containsKey("occurredAt")
                ? Kind.INCIDENT
                : Kind.ENGAGEMENT;
    }
}
