package org.patrolledger.functions.receivesubmission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.patrolledger.domain.StorageException.Fault;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.testing.BrokenStorage;
import org.patrolledger.testing.ContractSample;
import org.patrolledger.testing.FakeSubmissionLog;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Race;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.Answer;
import org.patrolledger.testing.lambda.Call;

class ReceiveIncidentTest {
    private static final InstantSource CLOCK = Sample.at("2023-02-05T10:00:00.007Z");
    private static final Call POST = Call.sample("receive-incident");
    private static final Pattern ORGANISATION =
            Pattern.compile("\"organisation\": *\"([a-z][a-z0-9-]{1,62}[a-z0-9])\"");

    private final FakeSubmissionLog log = new FakeSubmissionLog();
    private final ReceiveSubmission function = function(CLOCK);

    @Test
    void an_incident_is_accepted_with_a_receipt_and_a_repeat_gets_it_again() {
        var receipt =
                """
                {"statusCode": %d,
                 "headers": {"content-type": "application/json", "etag": "\\"1\\"",
                             "location": "/submissions/5f0c001a-7a51-4c1e-9d2b-3b1e00032446"},
                 "body": {"submissionId": "5f0c001a-7a51-4c1e-9d2b-3b1e00032446",
                          "kind": "incident", "revision": 1, "operation": "grip",
                          "place": "harlow-town-centre", "operationalDay": "2023-02-04",
                          "week": "2023-W05", "month": "2023-02",
                          "receivedAt": "2023-02-05T10:00:00.007Z",
                          "digest": "sha256:688e0fca6c654fbd1ef8e48797670ee8158083c39d40d36371145b2e7fbf79d9",
                          "late": false}}
                """;

        var first = POST.answeredBy(function);
        var again = POST.answeredBy(function(Sample.at("2023-04-01T00:00:00Z")));

        assertThat(first.whole()).isEqualTo(Answer.canonical(receipt.formatted(201)));
        assertThat(again.whole()).isEqualTo(Answer.canonical(receipt.formatted(200)));
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void an_incident_in_the_small_hours_is_of_the_day_before() {
        var form = Form.incident().with("occurredAt", "2023-02-01T05:59:59Z");

        assertThat(Call.posting(form).answeredBy(function).document())
                .containsEntry("operationalDay", "2023-01-31")
                .containsEntry("month", "2023-01")
                .containsEntry("week", "2023-W05");
    }

    @Test
    void the_id_of_an_engagement_is_taken_for_an_incident_too() {
        var engagement = Form.engagement();
        log.append(engagement.first());
        var incident = Form.incident().of(engagement.submission().id());

        assertThat(Call.posting(incident).answeredBy(function).problem())
                .isEqualTo("409 different-content");
    }

    @Test
    void ids_that_differ_in_case_only_are_one() {
        var form = Form.incident();
        Call.posting(form).answeredBy(function);
        var id = form.submission().id();
        var upper = form.with("submissionId", id.value().toUpperCase(java.util.Locale.ROOT));

        assertThat(Call.posting(upper).answeredBy(function).status()).isIn(200, 409);
        assertThat(log.revisions(id)).hasSize(1);
    }

    static List<ContractSample> valid() {
        return ContractSample.valid("incident");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void every_valid_sample_of_the_contract_is_accepted_once(ContractSample sample) {
        assertThat(posting(sample).status()).isEqualTo(201);
        assertThat(posting(sample).status()).isEqualTo(200);
    }

    static List<ContractSample> invalid() {
        return ContractSample.invalid("incident");
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void every_invalid_sample_of_the_contract_gets_its_problem(ContractSample sample) {
        var answer = posting(sample);

        assertThat(Answer.canonical(answer.body())).isEqualTo(Answer.canonical(sample.problem()));
        assertThat(answer.headers()).isEqualTo(Map.of("content-type", "application/problem+json"));
    }

    @Test
    void an_engagement_is_no_incident() {
        assertThat(
                        POST.body(new String(Form.engagement().json(), StandardCharsets.UTF_8))
                                .answeredBy(function)
                                .faults())
                .contains("/occurredAt required", "/category required", "/staff unknown");
    }

    @Test
    void what_the_token_or_the_request_lacks_is_told() {
        assertThat(POST.withoutToken().answeredBy(function).problem())
                .isEqualTo("401 unauthorised");
        assertThat(POST.scope("audit.read").answeredBy(function).problem())
                .isEqualTo("403 scope-missing");
        assertThat(POST.of("open-road").answeredBy(function).problem()).isEqualTo("403 forbidden");
        assertThat(POST.method("PUT").answeredBy(function).header("allow")).isEqualTo("POST");
        assertThat(POST.withoutHeader("content-type").answeredBy(function).problem())
                .isEqualTo("415 not-application-json");
        assertThat(POST.body("{").answeredBy(function).problem()).isEqualTo("400 not-json");
        assertThat(POST.body(" ".repeat(65_537)).answeredBy(function).problem())
                .isEqualTo("413 too-large");
        assertThat(POST.method("GET").path("/catalogue").answeredBy(function).problem())
                .isEqualTo("500 fault");
    }

    @ParameterizedTest
    @CsvSource({"THROTTLED, 429 throttled", "AWAY, 503 storage-away"})
    void storage_that_fails_asks_the_form_to_come_again(Fault fault, String problem) {
        var broken =
                new ReceiveSubmission(
                        BrokenStorage.of(SubmissionLog.class, fault), catalogue(), CLOCK);

        assertThat(POST.answeredBy(broken).problem()).isEqualTo(problem);
        assertThat(POST.answeredBy(broken).header("retry-after")).matches("[1-9][0-9]*");
    }

    @Test
    void of_many_posts_at_once_one_is_the_first() {
        var answers = Race.of(16, i -> POST.answeredBy(function));

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).containsOnly(200, 201);
        assertThat(answers).extracting(Answer::body).containsOnly(answers.getFirst().body());
    }

    private Answer posting(ContractSample sample) {
        var found = ORGANISATION.matcher(new String(sample.document(), StandardCharsets.UTF_8));
        return POST.body(sample.document())
                .of(found.find() ? found.group(1) : "essex-police")
                .answeredBy(function(ContractSample.clock()));
    }

    private ReceiveSubmission function(InstantSource clock) {
        return new ReceiveSubmission(log, catalogue(), clock);
    }

    private static CatalogueCache catalogue() {
        return new CatalogueCache(ContractSample.catalogue());
    }
}
