package org.patrolledger.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the functions may do against what they were seen to do. That the roles in the template are
/// those of the plan is [PolicyTest]'s.
class UseTest {

    @ParameterizedTest
    @EnumSource
    void a_function_may_do_what_it_does_and_no_more(FunctionPlan plan) {
        assertThat(plan.permissions()).isEqualTo(Recording.walk().used(plan));
    }

    /// The weekly ping costs a call and nothing else: no table is read and nothing is logged.
    @ParameterizedTest
    @EnumSource(names = {"SCHEDULE_SUMMARIES", "PUBLISH_SUMMARY", "NOTICE_CHANGE"})
    void a_function_answers_a_ping_and_does_nothing_else(FunctionPlan plan) {
        var pinged = Recording.walk().pinged(plan);

        assertThat(pinged.answer()).isEqualTo(Synthesis.parse("{\"ping\": true}"));
        assertThat(pinged.tape().requests()).isEmpty();
    }

    @Test
    void a_key_that_does_not_sign_is_logged_as_the_alarm_looks_for_it() {
        assertThat(Recording.walk().log())
                .filteredOn(line ->
                        Synthesis.parse(line)
                                .path("message")
                                .asText()
                                .equals(Alarms.SIGNING_FAILED))
                .hasSize(1);
    }
}
