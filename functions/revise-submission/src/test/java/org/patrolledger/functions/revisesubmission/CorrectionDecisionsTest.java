package org.patrolledger.functions.revisesubmission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.testing.ContractSample;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Race;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.Answer;

/// What becomes of a repeated, stale or faulty correction.
class CorrectionDecisionsTest extends RevisionFixture {
    // decisions

    @Test
    void a_call_whose_answer_was_lost_gets_the_same_receipt_again() {
        var first = PUT.answeredBy(function);

        assertThat(PUT.answeredBy(function).whole()).isEqualTo(first.whole());
        assertThat(PUT.header("if-match", "\"1\", \"7\"").answeredBy(function).whole())
                .isEqualTo(first.whole());
        assertThat(log.revisions(ID)).hasSize(2);

        var withdrawal = DELETE.header("if-match", "\"2\"").answeredBy(function);
        assertThat(withdrawal.status()).isEqualTo(200);
        assertThat(DELETE.header("if-match", "\"2\"").answeredBy(function).whole())
                .isEqualTo(withdrawal.whole());
        assertThat(PUT.answeredBy(function).whole()).isEqualTo(first.whole());
        assertThat(log.revisions(ID)).hasSize(3);
    }

    @Test
    void what_differs_from_the_lost_call_in_sender_content_or_reason_is_stale() {
        PUT.answeredBy(function);

        for (var other :
                List.of(
                        PUT.claim("sub", "sergeant-18"),
                        put(FORM.with("peopleScreened", 3)),
                        put(FORM.with("reason", "Another reason.")))) {
            assertThat(other.answeredBy(function).whole())
                    .isEqualTo(
                            Answer.canonical(
                                    """
                                    {"statusCode": 412,
                                     "headers": {"content-type": "application/problem+json"},
                                     "body": {"type": "urn:patrol-ledger:problem:stale",
                                              "title": "Stale revision", "status": 412,
                                              "detail": "The current revision is not the one the request names.",
                                              "currentRevision": 2}}
                                    """));
        }
        assertThat(log.revisions(ID)).hasSize(2);
    }

    @Test
    void a_lost_answer_is_found_even_where_the_catalogue_would_refuse_it_now() {
        var inTime = PUT.answeredBy(function);
        var early = new ReviseSubmission(log, catalogue(), Sample.at("2023-02-05T08:00:00Z"));

        assertThat(PUT.answeredBy(early).whole()).isEqualTo(inTime.whole());
        assertThat(PUT.header("if-match", "\"2\"").answeredBy(early).whole())
                .isEqualTo(inTime.whole());
        assertThat(
                        put(FORM.at(Instant.parse("2023-02-09T18:00:00Z")))
                                .header("if-match", "\"2\"")
                                .answeredBy(early)
                                .faults())
                .contains("/endedAt future");
    }

    @Test
    void what_changes_nothing_makes_no_revision() {
        var unchanged = put(FORM).answeredBy(function);

        assertThat(unchanged.status()).isEqualTo(200);
        assertThat(unchanged.document()).containsEntry("revision", 1L);
        assertThat(unchanged.header("etag")).isEqualTo("\"1\"");
        assertThat(log.revisions(ID)).hasSize(1);
        assertThat(put(FORM).header("if-match", "\"2\"").answeredBy(function).problem())
                .isEqualTo("412 stale");
    }

    @Test
    void the_content_of_a_withdrawn_submission_is_a_change() {
        DELETE.answeredBy(function);

        assertThat(put(FORM).header("if-match", "\"2\"").answeredBy(function).document())
                .containsEntry("revision", 3L);
        assertThat(log.current(ID).orElseThrow().withdrawn()).isFalse();
    }

    @Test
    void of_the_same_call_many_times_at_once_all_get_one_receipt() {
        var bodies = Race.of(16, i -> PUT.answeredBy(function).whole());

        assertThat(bodies.stream().distinct()).hasSize(1);
        assertThat(log.revisions(ID)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                " * ",
                "\"1\"",
                "\"7\", \"1\"",
                "\"a,b\" , W/\"9\",,\"1\"",
                "\"\", \"1\"",
            })
    void an_if_match_is_read_as_http_has_it(String tags) {
        assertThat(PUT.header("if-match", tags).answeredBy(function).status()).isEqualTo(200);
        assertThat(log.revisions(ID)).hasSize(2);
    }

    @Test
    void a_revision_without_its_quotes_gets_words_of_its_own() {
        assertThat(PUT.header("if-match", "1").answeredBy(function).whole())
                .isEqualTo(
                        Answer.canonical(
                                """
                                {"statusCode": 412,
                                 "headers": {"content-type": "application/problem+json"},
                                 "body": {"type": "urn:patrol-ledger:problem:revision-unquoted",
                                          "title": "Revision without quotes", "status": 412,
                                          "detail": "If-Match names a revision in double quotes, as ETag gives it.",
                                          "currentRevision": 1}}
                                """));
        assertThat(log.revisions(ID)).hasSize(1);
    }

    static List<ContractSample> invalid() {
        return ContractSample.invalid("revision");
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void every_invalid_sample_of_the_contract_gets_its_problem(ContractSample sample) {
        var id = SubmissionId.parse(field(sample, "submissionId")).orElseThrow();
        log.append(formLike(sample).of(id).first());

        var answer =
                PUT.path("/submissions/" + id)
                        .body(sample.document())
                        .answeredBy(at(ContractSample.clock()));

        assertThat(Answer.canonical(answer.body())).isEqualTo(Answer.canonical(sample.problem()));
        assertThat(log.revisions(id)).hasSize(1);
    }

    static List<ContractSample> valid() {
        return ContractSample.valid("revision");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void every_valid_sample_of_the_contract_is_taken(ContractSample sample) {
        var id = SubmissionId.parse(field(sample, "submissionId")).orElseThrow();
        log.append(formLike(sample).of(id).first());

        var answer =
                PUT.path("/submissions/" + id)
                        .body(sample.document())
                        .of(field(sample, "organisation"))
                        .answeredBy(at(ContractSample.clock()));

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void all_faults_of_the_form_and_of_the_reason_are_told_at_once() {
        var faulty =
                FORM.without("staff")
                        .with("reason", "Ring 07700 900123")
                        .with("place", "nowhere-here");

        assertThat(put(faulty).answeredBy(function).faults())
                .containsExactly("/place catalogue", "/staff required", "/reason personal-data");
        assertThat(
                        put(FORM.with("submissionId", Form.id(1).value()))
                                .path("/submissions/" + ID)
                                .answeredBy(function)
                                .faults())
                .hasSize(1)
                .allMatch(it -> it.startsWith("/submissionId "));
        assertThat(log.revisions(ID)).hasSize(1);
    }

    // preconditions

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2\"",
                "\"0\"",
                "\"01\"",
                "\"-1\"",
                "\"4294967297\"",
                "\"99999999999999999999\"",
                "W/\"1\"",
                "'1'",
                "",
                "\"\"",
                "\"one\"",
                "\"1",
            })
    void an_if_match_that_does_not_name_the_current_revision_is_stale(String tag) {
        assertThat(PUT.header("if-match", tag).answeredBy(function).problem())
                .isEqualTo("412 stale");
        assertThat(DELETE.header("if-match", tag).answeredBy(function).problem())
                .isEqualTo("412 stale");
        assertThat(log.revisions(ID)).hasSize(1);
    }

    @Test
    void without_if_match_nothing_is_changed() {
        var expected =
                Answer.canonical(
                        """
                        {"statusCode": 428,
                         "headers": {"content-type": "application/problem+json"},
                         "body": {"type": "urn:patrol-ledger:problem:if-match-missing",
                                  "title": "If-Match missing", "status": 428,
                                  "detail": "This call needs If-Match with the current revision, or If-None-Match: * to create."}}
                        """);

        assertThat(PUT.withoutHeader("if-match").answeredBy(function).whole()).isEqualTo(expected);
        assertThat(DELETE.withoutHeader("if-match").answeredBy(function).whole())
                .isEqualTo(expected);
        assertThat(log.revisions(ID)).hasSize(1);
    }

    @Test
    void of_corrections_and_withdrawals_that_race_one_wins_and_the_others_are_stale() {
        var answers =
                Race.of(
                        16,
                        i ->
                                (i % 2 == 0
                                                ? put(FORM.with("peopleScreened", i))
                                                : DELETE.query("reason", "Reason " + i))
                                        .answeredBy(function)
                                        .status());

        assertThat(answers).containsOnlyOnce(200).containsOnly(200, 412);
        assertThat(log.revisions(ID)).hasSize(2);
    }

    /// A form of the sample's kind.
    private static Form formLike(ContractSample sample) {
        return new String(sample.document(), StandardCharsets.UTF_8).contains("\"occurredAt\"")
                ? Form.incident()
                : Form.engagement();
    }

    private static String field(ContractSample sample, String name) {
        return String.valueOf(((Map<?, ?>) Json.object(sample.document())).get(name));
    }
}
