package org.patrolledger.functions.readsubmission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.contract.RevisionRecord;
import org.patrolledger.domain.StorageException.Fault;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.testing.BrokenStorage;
import org.patrolledger.testing.FakeSubmissionLog;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.lambda.Answer;
import org.patrolledger.testing.lambda.Call;

class ReadSubmissionTest {
    private static final Call READ = Call.sample("read-submission");
    private static final Call REVISIONS = Call.sample("read-revisions");
    private static final SubmissionId ID =
            SubmissionId.parse("5f0c0002-7a51-4c1e-9d2b-3b1e00003dde").orElseThrow();

    private static final String SUBMISSION =
            """
            {"submissionId": "5f0c0002-7a51-4c1e-9d2b-3b1e00003dde", "operation": "grip",
             "place": "%s", "organisation": "essex-police",
             "startedAt": "2023-02-03T18:00:00Z", "endedAt": "2023-02-03T19:00:00Z",
             "activity": "foot-patrol", "staff": {"officer": 2},
             "peopleEngaged": {"count": 5, "method": "counted"}}
            """;

    private static final String RECEIPT =
            """
            {"submissionId": "5f0c0002-7a51-4c1e-9d2b-3b1e00003dde", "kind": "engagement",
             "revision": %d, "operation": "grip", "place": "%s", "operationalDay": "2023-02-03",
             "week": "2023-W05", "month": "2023-02", "receivedAt": "%s", "digest": "%s",
             "late": %s}
            """;

    private final FakeSubmissionLog log = new FakeSubmissionLog();
    private final ReadSubmission function = new ReadSubmission(log);
    private final Revision first =
            Form.engagement().of(ID).first(Instant.parse("2023-02-04T08:00:00.500Z"));
    private final Revision second =
            Form.engagement().of(ID).with("place", "southend-seafront").after(first, "Moved on.");
    private final Revision third = Form.withdrawalOf(second);

    @BeforeEach
    void append() {
        log.append(first);
    }

    @Test
    void the_current_revision_comes_with_its_receipt_and_its_number_as_entity_tag() {
        assertThat(READ.answeredBy(function).whole())
                .isEqualTo(
                        answer(
                                1,
                                "{\"receipt\": %s, \"submission\": %s, \"withdrawn\": false, \"reason\": null}"
                                        .formatted(
                                                receipt(1, "southend-high-street", "08:00:00.500"),
                                                SUBMISSION.formatted("southend-high-street"))));
    }

    @Test
    void after_a_correction_the_correction_is_current() {
        log.revise(first, second);

        assertThat(READ.answeredBy(function).whole())
                .isEqualTo(
                        answer(
                                2,
                                "{\"receipt\": %s, \"submission\": %s, \"withdrawn\": false, \"reason\": \"Moved on.\"}"
                                        .formatted(
                                                receipt(2, "southend-seafront", "08:01:00.500"),
                                                SUBMISSION.formatted("southend-seafront"))));
    }

    @Test
    void a_withdrawn_submission_is_still_there_and_says_so() {
        log.revise(first, second);
        log.revise(second, third);

        var answer = READ.answeredBy(function);

        assertThat(answer.header("etag")).isEqualTo("\"3\"");
        assertThat(answer.document())
                .containsEntry("withdrawn", true)
                .containsEntry("reason", "Sent by mistake.");
    }

    @Test
    void an_auditor_is_shown_every_revision_oldest_first_and_who_sent_it() {
        log.revise(first, second);
        log.revise(second, third);

        var entry =
                "{\"receipt\": %s, \"submission\": %s, \"withdrawn\": %s, \"reason\": %s, \"submittedBy\": \"officer-1\","
                        + " \"submittedFor\": \"essex-police\", \"record\": \"%s\"}";
        var answer = REVISIONS.answeredBy(function);

        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(Answer.canonical(answer.body()))
                .isEqualTo(
                        Answer.canonical(
                                "{\"revisions\": [%s, %s, %s], \"next\": null}"
                                        .formatted(
                                                entry.formatted(
                                                        receipt(
                                                                1,
                                                                "southend-high-street",
                                                                "08:00:00.500"),
                                                        SUBMISSION.formatted(
                                                                "southend-high-street"),
                                                        false,
                                                        null,
                                                        RevisionRecord.digest(first)),
                                                entry.formatted(
                                                        receipt(
                                                                2,
                                                                "southend-seafront",
                                                                "08:01:00.500"),
                                                        SUBMISSION.formatted("southend-seafront"),
                                                        false,
                                                        "\"Moved on.\"",
                                                        RevisionRecord.digest(second)),
                                                entry.formatted(
                                                        receipt(
                                                                3,
                                                                "southend-seafront",
                                                                "08:02:00.500"),
                                                        SUBMISSION.formatted("southend-seafront"),
                                                        true,
                                                        "\"Sent by mistake.\"",
                                                        RevisionRecord.digest(third)))));
    }

    @Test
    void an_auditor_of_any_organisation_reads_and_a_submitter_of_another_does_not() {
        assertThat(READ.scope("audit.read").of("audit-office").answeredBy(function).status())
                .isEqualTo(200);
        assertThat(
                        READ.scope("audit.read")
                                .withoutClaim("organisation")
                                .answeredBy(function)
                                .status())
                .isEqualTo(200);
        assertThat(READ.of("open-road").answeredBy(function).problem()).isEqualTo("403 forbidden");
        assertThat(READ.withoutClaim("organisation").answeredBy(function).problem())
                .isEqualTo("403 forbidden");
    }

    @Test
    void the_history_is_for_auditors_only() {
        assertThat(
                        REVISIONS
                                .scope("submissions.write")
                                .of("essex-police")
                                .answeredBy(function)
                                .problem())
                .isEqualTo("403 scope-missing");
        assertThat(REVISIONS.withoutToken().answeredBy(function).problem())
                .isEqualTo("401 unauthorised");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5f0c0002-7a51-4c1e-9d2b-3b1e00003ddf",
                "5f0c0002",
                "not-a-uuid",
                "%00",
                "%ff",
                "%zz",
                "%",
                "..%2Fcatalogue",
                "5f0c0002-7a51-4c1e-9d2b-3b1e00003dde%0A",
                "5f0c0002-7a51-4c1e-9d2b-3b1e00003dde%20",
                "5f0c0002+7a51+4c1e+9d2b+3b1e00003dde",
            })
    void what_is_not_there_is_not_found(String id) {
        assertThat(READ.path("/submissions/" + id).answeredBy(function).problem())
                .isEqualTo("404 not-found");
        assertThat(
                        REVISIONS
                                .path("/submissions/" + id + "/revisions")
                                .answeredBy(function)
                                .problem())
                .isEqualTo("404 not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5F0C0002-7A51-4C1E-9D2B-3B1E00003DDE",
                "5f0c0002%2D7a51-4c1e-9d2b-3b1e00003dde",
                "%35f0c0002-7a51-4c1e-9d2b-3b1e00003dde",
            })
    void an_id_may_be_written_in_capitals_or_percent_encoded(String id) {
        assertThat(READ.path("/submissions/" + id).answeredBy(function).body())
                .isEqualTo(READ.answeredBy(function).body());
    }

    @ParameterizedTest
    @CsvSource({"THROTTLED, 429 throttled", "AWAY, 503 storage-away"})
    void storage_that_fails_asks_to_come_again(Fault fault, String problem) {
        var broken = new ReadSubmission(BrokenStorage.of(SubmissionLog.class, fault));

        assertThat(READ.answeredBy(broken).problem()).isEqualTo(problem);
        assertThat(REVISIONS.answeredBy(broken).problem()).isEqualTo(problem);
    }

    private static String answer(int revision, String body) {
        return Answer.canonical(
                """
                {"statusCode": 200,
                 "headers": {"content-type": "application/json", "etag": "\\"%d\\"",
                             "cache-control": "no-store"},
                 "body": %s}
                """
                        .formatted(revision, body));
    }

    private String receipt(int revision, String place, String receivedAt) {
        var digest = revision == 1 ? first.digest() : second.digest();
        return RECEIPT.formatted(
                revision, place, "2023-02-04T" + receivedAt + "Z", digest.value(), false);
    }
}
