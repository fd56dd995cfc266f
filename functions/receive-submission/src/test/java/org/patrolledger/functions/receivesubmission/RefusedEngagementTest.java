package org.patrolledger.functions.receivesubmission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.domain.StorageException.Fault;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.testing.BrokenStorage;
import org.patrolledger.testing.ContractSample;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.Answer;
import org.patrolledger.testing.lambda.Call;
import org.patrolledger.testing.lambda.FakeContext;

/// Forms that are not valid or not allowed, and storage that fails.
class RefusedEngagementTest extends EngagementFixture {
    // not valid

    static List<ContractSample> invalid() {
        return ContractSample.invalid("engagement");
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void every_invalid_sample_of_the_contract_gets_its_problem_and_is_not_kept(
            ContractSample sample) {
        var answer = posting(sample).answeredBy(function(ContractSample.clock()));

        assertThat(Answer.canonical(answer.body())).isEqualTo(Answer.canonical(sample.problem()));
        assertThat(answer.headers()).isEqualTo(Map.of("content-type", "application/problem+json"));
        assertThat(
                        log.counted(
                                OperationDay.each(
                                        List.of(Sample.GRIP),
                                        Stream.iterate(Sample.FRIDAY, it -> it.plusDays(1))
                                                .limit(366)
                                                .toList())))
                .isEmpty();
    }

    @Test
    void all_faults_are_told_at_once_in_the_order_of_the_form() {
        assertThat(
                        Call.sample("receive-engagement-with-faults")
                                .of("street-pastors")
                                .answeredBy(function)
                                .faults())
                .containsExactly(
                        "/submissionId required",
                        "/place format",
                        "/organisation catalogue",
                        "/endedAt order",
                        "/staff nobody",
                        "/staff/dogs unknown",
                        "/peopleEngaged/count minimum",
                        "/peopleEngaged/method required",
                        "/note personal-data",
                        "/tone unknown");
        assertThat(
                        Call.posting(
                                        Form.engagement()
                                                .without("activity")
                                                .with("endedAt", "2023-02-03T17:00:00Z")
                                                .with("staff", Map.of("officer", 0, "dog", 1))
                                                .with("peopleEngaged", Map.of("count", -1))
                                                .with("note", "Ring 07700 900123")
                                                .with("secret", "x"))
                                .answeredBy(function)
                                .faults())
                .containsExactly(
                        "/endedAt order",
                        "/activity required",
                        "/staff nobody",
                        "/staff/dog unknown",
                        "/peopleEngaged/count minimum",
                        "/peopleEngaged/method required",
                        "/note personal-data",
                        "/secret unknown");
    }

    @Test
    void what_was_submitted_is_never_repeated_to_the_client_nor_written_to_the_log() {
        var context = new FakeContext("receive-engagement");
        var form =
                Form.engagement()
                        .with("note", "Jane Doe, jane.doe@example.org")
                        .with("place", "janes-house")
                        .with("activity", "Jane Doe")
                        .with("Jane Doe", 1);

        var answer = Call.posting(form).answeredBy(function, context);

        assertThat(answer.problem()).isEqualTo("422 not-valid");
        assertThat(answer.body().toLowerCase(java.util.Locale.ROOT)).doesNotContain("jane");
        assertThat(context.logged()).isNotEmpty();
        assertThat(context.logged().toString().toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("jane");
    }

    @Test
    void an_incident_is_no_engagement() {
        assertThat(
                        POST.body(new String(Form.incident().json(), StandardCharsets.UTF_8))
                                .answeredBy(function)
                                .faults())
                .contains("/startedAt required", "/category unknown", "/occurredAt unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "1e-400", "0.5", "\"5\""})
    void a_count_that_is_none_is_a_fault_however_it_is_written(String count) {
        var form = new String(Form.engagement().json(), StandardCharsets.UTF_8);
        var body =
                form.replace(
                        "{\"submissionId\"", "{\"peopleScreened\":" + count + ",\"submissionId\"");

        assertThat(POST.body(body).answeredBy(function).faults())
                .allMatch(it -> it.startsWith("/peopleScreened "))
                .hasSize(1);
    }

    // not allowed

    @Test
    void a_form_of_another_organisation_is_refused_whatever_else_is_wrong_with_it() {
        var foreign = Form.engagement().with("organisation", "open-road").without("staff");

        assertThat(Call.posting(foreign).answeredBy(function).problem()).isEqualTo("403 forbidden");
        assertThat(
                        Call.posting(foreign.with("organisation", "Open Road"))
                                .answeredBy(function)
                                .problem())
                .isEqualTo("422 not-valid");
    }

    @Test
    void a_token_without_an_organisation_writes_nothing() {
        assertThat(POST.withoutClaim("organisation").answeredBy(function).problem())
                .isEqualTo("403 forbidden");
        assertThat(POST.of("Essex Police").answeredBy(function).problem())
                .isEqualTo("403 forbidden");
    }

    @Test
    void the_scope_to_read_is_none_to_write() {
        assertThat(
                        POST.scope("summaries.read audit.read catalogue.write")
                                .answeredBy(function)
                                .problem())
                .isEqualTo("403 scope-missing");
        assertThat(POST.withoutToken().answeredBy(function).problem())
                .isEqualTo("401 unauthorised");
        assertThat(POST.method("GET").answeredBy(function).header("allow")).isEqualTo("POST");
    }

    // storage

    @ParameterizedTest
    @CsvSource({"THROTTLED, 429 throttled", "AWAY, 503 storage-away"})
    void storage_that_fails_asks_the_form_to_come_again(Fault fault, String problem) {
        var brokenLog =
                new ReceiveSubmission(
                        BrokenStorage.of(SubmissionLog.class, fault), catalogue(), CLOCK);
        var brokenCatalogue =
                new ReceiveSubmission(
                        log, cache(BrokenStorage.of(CatalogueStore.class, fault)), CLOCK);

        for (var broken : List.of(brokenLog, brokenCatalogue)) {
            var answer = POST.answeredBy(broken);
            assertThat(answer.problem()).isEqualTo(problem);
            assertThat(answer.header("retry-after")).matches("[1-9][0-9]*");
        }
        assertThat(POST.answeredBy(function).status()).isEqualTo(201);
    }

    @Test
    void a_bug_below_is_a_fault_that_says_nothing() {
        var buggy =
                new ReceiveSubmission(
                        BrokenStorage.throwing(
                                SubmissionLog.class,
                                () -> new IllegalArgumentException("southend-high-street")),
                        catalogue(),
                        CLOCK);

        assertThat(POST.answeredBy(buggy).problem()).isEqualTo("500 fault");
    }
}
