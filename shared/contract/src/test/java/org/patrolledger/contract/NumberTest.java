package org.patrolledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patrolledger.contract.SubmissionReader.Result;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.submission.Submission.Kind;

class NumberTest {
    @ParameterizedTest
    @CsvSource({
        "1e30, maximum",
        "-1e30, minimum",
        "1e400, maximum",
        "-1e400, minimum",
        "1e-400, type",
        "123456789012345678901234567890, maximum",
        "-9223372036854775809, minimum",
        "0.1e-1, type"
    })
    void a_number_of_any_size_is_judged_at_once(String number, String rule) {
        var minimal = ContractFiles.object("samples/valid/incident/minimal.json");
        var text = Json.text(minimal);
        var document = text.substring(0, text.length() - 1) + ",\"arrests\":" + number + "}";

        var result =
                SubmissionReader.read(
                        Kind.INCIDENT,
                        Json.parse(document),
                        ContractFiles.NOW,
                        ContractFiles.CATALOGUE);

        assertThat(((Result.Invalid) result).faults())
                .extracting(Fault::pointer, fault -> fault.rule().code())
                .isEqualTo(List.of(tuple("/arrests", rule)));
    }
}
