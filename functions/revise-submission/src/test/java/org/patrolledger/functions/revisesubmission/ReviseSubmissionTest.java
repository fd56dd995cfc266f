package org.patrolledger.functions.revisesubmission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patrolledger.domain.StorageException.Fault;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.testing.BrokenStorage;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.lambda.Answer;

/// Corrections and withdrawals, and who may make them.
class ReviseSubmissionTest extends RevisionFixture {
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
}
