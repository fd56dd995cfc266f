package org.patrolledger.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackSettingsTest {

    @Test
    void without_variables_the_documented_defaults_hold() throws Exception {
        assertThat(StackSettings.of(Map.of()))
                .isEqualTo(
                        new StackSettings(
                                8080,
                                8000,
                                9000,
                                9324,
                                3025,
                                3143,
                                Path.of("data").toAbsolutePath(),
                                false,
                                null));
        assertThat(StackSettings.of(Map.of("PORT", "", "DATA", " ", "CLOCK", "")))
                .isEqualTo(StackSettings.of(Map.of()));
    }

    @Test
    void every_variable_is_read() throws Exception {
        assertThat(
                        StackSettings.of(
                                Map.of(
                                        "PORT", "18080",
                                        "DYNAMODB_PORT", "0",
                                        "S3_PORT", "0",
                                        "SQS_PORT", "65535",
                                        "SMTP_PORT", "0",
                                        "IMAP_PORT", "13143",
                                        "DATA", "/srv/ledger/../other",
                                        "CLOCK", "2023-02-01T01:00:00+01:00")))
                .isEqualTo(
                        new StackSettings(
                                18080,
                                0,
                                0,
                                65535,
                                0,
                                13143,
                                Path.of("/srv/other"),
                                false,
                                Instant.parse("2023-02-01T00:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "PORT, eighty",
        "PORT, 65536",
        "DYNAMODB_PORT, -1",
        "S3_PORT, 90 00",
        "SQS_PORT, 123456",
        "SQS_PORT, 8080",
        "CLOCK, 2023-02-01",
        "CLOCK, yesterday",
        "CLOCK, 1969-12-31T23:59:59Z",
        "CLOCK, 2101-01-01T00:00:00Z"
    })
    void a_variable_that_cannot_be_meant_is_named_in_one_sentence(String name, String value) {
        assertThatThrownBy(() -> StackSettings.of(Map.of(name, value)))
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> {
                            assertThat(failure.sentence()).contains(name).contains(value);
                            assertThat(failure.sentence()).endsWith(".").doesNotContain("\n");
                            assertThat(failure.exitCode()).isEqualTo(2);
                        });
    }
}
