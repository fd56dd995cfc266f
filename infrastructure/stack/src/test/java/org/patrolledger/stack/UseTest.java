package org.patrolledger.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// What the functions may do against what they were seen to do; that they were seen to come to
/// every outcome is [OutcomesTest]'s. That the roles in the template are those of the plan is
/// [PolicyTest]'s.
class UseTest {

    @ParameterizedTest
    @EnumSource
    void a_function_may_do_what_it_does_and_no_more(FunctionPlan plan) {
        assertThat(plan.permissions()).isEqualTo(Recording.walk().used(plan));
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
                                    case CreateMultipartUploadRequest create ->
                                            create.checksumAlgorithmAsString();
                                    default -> throw new AssertionError("what is " + request + "?");
                                })
                        .toList();

        assertThat(algorithms).hasSizeGreaterThan(10).containsOnly("SHA256");
        assertThat(Recording.walk().locked())
                .hasAtLeastOneElementOfType(PutObjectRequest.class)
                .hasAtLeastOneElementOfType(CopyObjectRequest.class)
                .hasAtLeastOneElementOfType(CreateMultipartUploadRequest.class);
    }

    /// The weekly ping costs a call and nothing else: no table is read and nothing is logged.
    @ParameterizedTest
    @EnumSource
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
