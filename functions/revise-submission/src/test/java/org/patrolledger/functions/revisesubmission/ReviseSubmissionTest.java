package org.patrolledger.functions.revisesubmission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.StorageException.Fault;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.testing.BrokenStorage;
import org.patrolledger.testing.ContractSample;
import org.patrolledger.testing.FakeSubmissionLog;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Race;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.Answer;
import org.patrolledger.testing.lambda.Call;

class ReviseSubmissionTest {
    private static final InstantSource CLOCK = Sample.at("2023-02-12T08:00:00Z");
    private static final Call PUT = Call.sample("revise-submission");
    private static final Call DELETE =
            Call.sample("withdraw-submission").header("if-match", "\"1\"");
    private static final SubmissionId ID =
            SubmissionId.parse("5f0c0002-7a51-4c1e-9d2b-3b1e00003dde").orElseThrow();
    private static final Form FORM = Form.engagement().of(ID);

    private final FakeSubmissionLog log = new FakeSubmissionLog();
    private final ReviseSubmission function = new ReviseSubmission(log, catalogue(), CLOCK);
    private final Revision first = FORM.first(Instant.parse("2023-02-04T08:00:00Z"));

    @BeforeEach
    void append() {
        log.append(first);
    }

    // corrections

    @Test
    void a_correction_becomes_the_next_revision_and_may_move_to_another_week() {
        assertThat(PUT.answeredBy(function).whole())
                .isEqualTo(
                        Answer.canonical(
                                """
                                {"statusCode": 200,
                                 "headers": {"content-type": "application/json", "etag": "\\"2\\""},
                                 "body": {"submissionId": "5f0c0002-7a51-4c1e-9d2b-3b1e00003dde",
                                          "kind": "engagement", "revision": 2, "operation": "grip",
                                          "place": "southend-seafront",
                                          "operationalDay": "2023-02-10", "week": "2023-W06",
                                          "month": "2023-02", "receivedAt": "2023-02-12T08:00:00Z",
                                          "digest": "sha256:ce63923cd80c8272ba8afcc81ff3eb379ecbbbd5fca4265eec1e826bce70224a",
                                          "late": false}}
                                """));
        var second = log.current(ID).orElseThrow();
        assertThat(second.reason()).hasValue("It was the week after, on the seafront.");
        assertThat(second.body()).doesNotContain("reason");
        assertThat(second.submittedBy()).isEqualTo("sergeant-17");
        assertThat(second.firstReceivedAt()).isEqualTo(first.receivedAt());
        assertThat(log.revision(ID, 1)).hasValue(first);
    }

    @Test
    void a_correction_of_a_withdrawn_submission_brings_it_back() {
        assertThat(DELETE.answeredBy(function).status()).isEqualTo(200);

        assertThat(PUT.header("if-match", "\"2\"").answeredBy(function).document())
                .containsEntry("revision", 3L);
        assertThat(log.current(ID).orElseThrow().withdrawn()).isFalse();
    }

    @Test
    void an_incident_is_corrected_as_an_incident() {
        var incident = Form.incident().first();
        log.append(incident);
        var id = incident.submission().id();

        assertThat(put(Form.incident().of(id).with("arrests", 2)).answeredBy(function).status())
                .isEqualTo(200);
        assertThat(
                        put(Form.engagement().of(id))
                                .header("if-match", "\"2\"")
                                .answeredBy(function)
                                .faults())
                .contains("/occurredAt required", "/activity unknown");
    }

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

    // withdrawals

    @Test
    void a_withdrawal_is_a_revision_that_erases_nothing() {
        var answer = DELETE.answeredBy(function);

        assertThat(answer.whole())
                .isEqualTo(
                        Answer.canonical(
                                """
                                {"statusCode": 200,
                                 "headers": {"content-type": "application/json", "etag": "\\"2\\""},
                                 "body": {"submissionId": "5f0c0002-7a51-4c1e-9d2b-3b1e00003dde",
                                          "kind": "engagement", "revision": 2, "operation": "grip",
                                          "place": "southend-high-street",
                                          "operationalDay": "2023-02-03", "week": "2023-W05",
                                          "month": "2023-02", "receivedAt": "2023-02-12T08:00:00Z",
                                          "digest": "%s", "late": false}}
                                """
                                        .formatted(first.digest().value())));
        var second = log.current(ID).orElseThrow();
        assertThat(second.withdrawn()).isTrue();
        assertThat(second.reason()).hasValue("Posted twice by two officers.");
        assertThat(log.revision(ID, 1)).hasValue(first);
    }

    @Test
    void what_is_withdrawn_is_not_withdrawn_again() {
        var receipt = DELETE.answeredBy(function);
        var again = DELETE.query("reason", "To be sure.");

        assertThat(again.answeredBy(function).problem()).isEqualTo("412 stale");
        assertThat(again.header("if-match", "\"2\"").answeredBy(function).whole())
                .isEqualTo(receipt.whole());
        assertThat(log.revisions(ID)).hasSize(2);
    }

    @Test
    void a_withdrawal_needs_a_reason_without_personal_data() {
        assertThat(DELETE.withoutQuery().answeredBy(function).faults())
                .containsExactly("/reason required");
        assertThat(DELETE.query("reason", "").answeredBy(function).faults())
                .containsExactly("/reason min-length");
        assertThat(DELETE.query("reason", "x".repeat(501)).answeredBy(function).faults())
                .containsExactly("/reason max-length");
        assertThat(DELETE.query("reason", "Ask jane@example.org").answeredBy(function).faults())
                .containsExactly("/reason personal-data");
        assertThat(DELETE.query("reason", "é".repeat(500)).answeredBy(function).status())
                .isEqualTo(200);
    }

    @Test
    void an_administrator_revises_for_no_organisation_but_its_own() {
        var administrator = "summaries.read catalogue.write submissions.write audit.read";

        assertThat(PUT.of("home-office").scope(administrator).answeredBy(function).problem())
                .isEqualTo("403 forbidden");
        assertThat(DELETE.of("home-office").scope(administrator).answeredBy(function).problem())
                .isEqualTo("403 forbidden");
        assertThat(log.revisions(ID)).hasSize(1);
    }

    // not allowed, not there

    @Test
    void another_organisation_changes_nothing() {
        assertThat(PUT.of("open-road").answeredBy(function).problem()).isEqualTo("403 forbidden");
        assertThat(put(FORM.with("organisation", "open-road")).answeredBy(function).problem())
                .isEqualTo("403 forbidden");
        assertThat(
                        put(FORM.with("organisation", "open-road"))
                                .of("open-road")
                                .answeredBy(function)
                                .problem())
                .isEqualTo("403 forbidden");
        assertThat(DELETE.of("open-road").answeredBy(function).problem())
                .isEqualTo("403 forbidden");
        assertThat(DELETE.withoutClaim("organisation").answeredBy(function).problem())
                .isEqualTo("403 forbidden");
        assertThat(PUT.scope("audit.read").answeredBy(function).problem())
                .isEqualTo("403 scope-missing");
        assertThat(DELETE.withoutToken().answeredBy(function).problem())
                .isEqualTo("401 unauthorised");
        assertThat(log.revisions(ID)).hasSize(1);
    }

    @Test
    void what_is_not_there_is_not_found() {
        for (var path :
                List.of("/submissions/" + Form.id(7), "/submissions/1", "/submissions/%2e")) {
            assertThat(PUT.path(path).answeredBy(function).problem()).isEqualTo("404 not-found");
            assertThat(DELETE.path(path).answeredBy(function).problem()).isEqualTo("404 not-found");
        }
    }

    @Test
    void a_body_that_is_none_is_told_as_with_a_post() {
        assertThat(PUT.body("{\"reason\": 1, \"reason\": 2}").answeredBy(function).problem())
                .isEqualTo("400 not-json");
        assertThat(PUT.body("[]").answeredBy(function).faults()).containsExactly(" type");
        assertThat(PUT.header("content-type", "text/plain").answeredBy(function).problem())
                .isEqualTo("415 not-application-json");
        assertThat(PUT.body(" ".repeat(65_537)).answeredBy(function).problem())
                .isEqualTo("413 too-large");
        assertThat(PUT.method("PATCH").answeredBy(function).header("allow"))
                .isEqualTo("DELETE, GET, HEAD, PUT");
    }

    @ParameterizedTest
    @CsvSource({"THROTTLED, 429 throttled", "AWAY, 503 storage-away"})
    void storage_that_fails_asks_to_come_again(Fault fault, String problem) {
        var broken =
                new ReviseSubmission(
                        BrokenStorage.of(SubmissionLog.class, fault), catalogue(), CLOCK);

        assertThat(PUT.answeredBy(broken).problem()).isEqualTo(problem);
        assertThat(DELETE.answeredBy(broken).problem()).isEqualTo(problem);
    }

    private static Call put(Form form) {
        var document = form.document();
        document.putIfAbsent("reason", "Miscounted.");
        return PUT.path("/submissions/" + document.get("submissionId")).body(Json.text(document));
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

    private ReviseSubmission at(InstantSource clock) {
        return new ReviseSubmission(log, catalogue(), clock);
    }

    private static CatalogueCache catalogue() {
        return new CatalogueCache(ContractSample.catalogue());
    }
}
