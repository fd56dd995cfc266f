package org.patrolledger.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageTest {

    @Test
    void a_stage_is_dev_unless_told_otherwise() {
        Stage stage = Stage.of(name -> null);

        assertThat(stage.name()).isEqualTo("dev");
        assertThat(stage.region()).isEqualTo("eu-west-2");
        assertThat(stage.compliance()).isFalse();
        assertThat(stage.lockYears()).isEqualTo(1);
        assertThat(stage.tracing()).isFalse();
        assertThat(stage.requestLogs()).isTrue();
        assertThat(stage.named("read-submission")).isEqualTo("dev-read-submission");
    }

    @Test
    void production_locks_for_seven_years_and_uses_the_contract_s_names() {
        Stage stage = Stage.of(Map.of("stage", "prod")::get);

        assertThat(stage.lockYears()).isEqualTo(7);
        assertThat(stage.requestLogs()).isFalse();
        assertThat(stage.named("read-submission")).isEqualTo("read-submission");
    }

    @Test
    void lock_and_tracing_come_from_the_context() {
        Stage stage =
                Stage.of(Map.of("lock", "compliance", "lock-years", "12", "tracing", "true")::get);

        assertThat(stage.compliance()).isTrue();
        assertThat(stage.lockYears()).isEqualTo(12);
        assertThat(stage.tracing()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "stage, test, dev or prod",
        "lock, none, governance or compliance",
        "lock-years, 0, 1 to 100",
        "lock-years, 101, 1 to 100",
        "lock-years, seven, a whole number",
        "signing-keys, 0, 1 to 100",
        "origin-secrets, 0, 1 to 100",
        "site, https://ledger.example.org, a host name",
        "certificate, arn:aws:acm:eu-west-2:1:certificate/1, us-east-1",
        "submissions-table, restored, together",
        "submissions-stream, arn, together"
    })
    void what_makes_no_sense_is_refused(String name, String value, String sentence) {
        assertThatThrownBy(() -> Stage.of(Map.of(name, value)::get))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }
}
