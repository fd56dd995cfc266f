package org.patrolledger.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// What the functions may do against what they were seen to do. That the roles in the template are
/// those of the plan is [PolicyTest]'s.
class UseTest {

    /// Not every outcome of these is walked: who loses a race for a revision reads it again, and
    /// sign-up by a form is walked up to its refusal.
    private static final Set<FunctionPlan> WALKED_IN_PART =
            EnumSet.of(
                    FunctionPlan.REVISE_SUBMISSION,
                    FunctionPlan.MANAGE_SUBSCRIPTION,
                    FunctionPlan.DOWNLOAD_SUMMARY,
                    FunctionPlan.MAKE_ARCHIVE,
                    FunctionPlan.MANAGE_IMPORT,
                    FunctionPlan.IMPORT_SUBMISSIONS);

    @ParameterizedTest
    @EnumSource
    void a_function_may_do_what_it_does_and_no_more(FunctionPlan plan) {
        var used = Recording.walk().used(plan);

        if (WALKED_IN_PART.contains(plan)) {
            assertThat(plan.permissions()).containsAll(used);
        } else {
            assertThat(plan.permissions()).isEqualTo(used);
        }
    }

    /// S3 takes nothing into a locked bucket that it cannot check.
    @Test
    void what_is_put_or_copied_into_the_locked_bucket_names_its_checksum() {
        var algorithms =
                Recording.walk().locked().stream()
                        .map(request ->
                                switch (request) {
                                    case PutObjectRequest put -> put.checksumAlgorithmAsString();
                                    case CopyObjectRequest copy -> copy.checksumAlgorithmAsString();
                                    default -> throw new AssertionError("what is " + request + "?");
                                })
                        .toList();

        assertThat(algorithms).hasSizeGreaterThan(10).containsOnly("SHA256");
    }

    /// The weekly ping costs a call and nothing else: no table is read and nothing is logged.
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"MAKE_ARCHIVE", "MANAGE_IMPORT", "IMPORT_SUBMISSIONS"})
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
