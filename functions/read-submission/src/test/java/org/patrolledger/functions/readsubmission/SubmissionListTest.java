package org.patrolledger.functions.readsubmission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.testing.FakeSubmissionLog;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.lambda.Answer;
import org.patrolledger.testing.lambda.Call;

class SubmissionListTest {
    private static final Call LIST = Call.sample("list-submissions");
    private static final Call AUDITOR = LIST.scope("audit.read").of("audit-office");
    private static final Call REVISIONS = Call.sample("read-revisions");
    private static final Instant FRIDAY = Instant.parse("2023-02-03T18:00:00Z");

    private final FakeSubmissionLog log = new FakeSubmissionLog();
    private final ReadSubmission function = new ReadSubmission(log);

    private Revision append(Form form) {
        var first = form.first();
        log.append(first);
        return first;
    }

    @Test
    void an_entry_has_the_receipt_and_what_where_and_when_in_the_forms_own_words() {
        var patrol =
                Form.engagement().of(Form.id(1)).with("startedAt", "2023-02-03T18:00:00+00:00");
        append(patrol);

        var answer = LIST.answeredBy(function);

        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(Answer.canonical(answer.body()))
                .isEqualTo(
                        Answer.canonical(
                                """
                                {"submissions": [
                                   {"receipt": {"submissionId": "%s", "kind": "engagement",
                                                "revision": 1, "operation": "grip",
                                                "place": "southend-high-street",
                                                "operationalDay": "2023-02-03",
                                                "week": "2023-W05", "month": "2023-02",
                                                "receivedAt": "2023-02-03T20:00:00Z",
                                                "digest": "%s", "late": false},
                                    "place": "southend-high-street", "activity": "foot-patrol",
                                    "startedAt": "2023-02-03T18:00:00+00:00",
                                    "endedAt": "2023-02-03T19:00:00Z",
                                    "withdrawn": false, "mine": false}],
                                 "next": null}
                                """
                                        .formatted(Form.id(1), patrol.first().digest().value())));
    }

    @Test
    void entries_come_by_day_and_id_whatever_page_they_are_on() {
        var expected = new ArrayList<Revision>();
        for (int i = 0; i < 40; i++) {
            var form = i % 3 == 0 ? Form.incident() : Form.engagement();
            expected.add(append(form.at(FRIDAY.minus(Duration.ofDays(i % 5)))));
        }
        expected.sort(
                Comparator.comparing((Revision it) -> it.submission().day())
                        .thenComparing(it -> it.submission().id()));
        var ids = expected.stream().map(it -> it.submission().id().value()).toList();

        assertThat(ids(LIST.answeredBy(function))).isEqualTo(ids);
        for (int limit : List.of(1, 7, 39, 40)) {
            var pages = pages(LIST.query("limit", String.valueOf(limit)), "submissions");
            assertThat(pages).allMatch(page -> ids(page).size() <= limit);
            assertThat(pages.stream().flatMap(page -> ids(page).stream())).isEqualTo(ids);
            assertThat(pages).hasSize((40 + limit - 1) / limit);
        }
    }

    @Test
    void a_correction_takes_its_submission_to_where_it_belongs_and_a_withdrawal_is_shown() {
        var moved = append(Form.engagement());
        log.revise(
                moved,
                Form.engagement()
                        .of(moved.submission().id())
                        .at(FRIDAY.minus(Duration.ofDays(60)))
                        .after(moved));
        var gone = append(Form.engagement());
        log.revise(gone, Form.withdrawalOf(gone));

        var answer = LIST.answeredBy(function);

        assertThat(ids(answer)).containsExactly(gone.submission().id().value());
        assertThat(entries(answer).getFirst()).containsEntry("withdrawn", true);
    }

    @Test
    void mine_is_what_the_tokens_subject_sent_first() {
        var byMe = append(Form.engagement());
        log.revise(
                byMe,
                byMe.correctedTo(
                        byMe.submission(),
                        byMe.body(),
                        "Corrected by a supervisor.",
                        byMe.receivedAt().plusSeconds(1),
                        new Revision.Sender(
                                "sergeant-17", byMe.submittedFor(), "request-of-the-sergeant")));

        assertThat(entries(LIST.claim("sub", Form.SUBJECT).answeredBy(function)).getFirst())
                .containsEntry("mine", true);
        assertThat(entries(LIST.claim("sub", "sergeant-17").answeredBy(function)).getFirst())
                .containsEntry("mine", false);
    }

    @Test
    void a_submitter_sees_its_own_organisation_and_an_auditor_all() {
        var own = append(Form.engagement());
        var other = append(Form.engagement().with("organisation", "open-road"));

        assertThat(ids(LIST.answeredBy(function))).containsExactly(own.submission().id().value());
        assertThat(ids(LIST.query("organisation", "essex-police").answeredBy(function))).hasSize(1);
        assertThat(LIST.query("organisation", "open-road").answeredBy(function).problem())
                .isEqualTo("403 forbidden");
        assertThat(LIST.withoutClaim("organisation").answeredBy(function).problem())
                .isEqualTo("403 forbidden");
        assertThat(LIST.scope("summaries.read").answeredBy(function).problem())
                .isEqualTo("403 scope-missing");
        assertThat(ids(AUDITOR.answeredBy(function))).hasSize(2);
        assertThat(ids(AUDITOR.query("organisation", "open-road").answeredBy(function)))
                .containsExactly(other.submission().id().value());
    }

    @Test
    void a_place_and_an_operation_narrow_it() {
        append(Form.engagement());
        var seafront = append(Form.engagement().with("place", "southend-seafront"));
        append(Form.engagement().with("operation", "safe-space"));

        assertThat(ids(LIST.query("place", "southend-seafront").answeredBy(function)))
                .containsExactly(seafront.submission().id().value());
        assertThat(ids(LIST.query("operation", "nowhere").answeredBy(function))).isEmpty();
    }

    @Test
    void what_a_filter_passes_over_ends_a_page_early_and_is_gone_on_with() {
        for (int i = 0; i < 30; i++) {
            append(Form.incident().at(FRIDAY.minus(Duration.ofDays(1))));
        }
        var wanted = append(Form.engagement().with("place", "southend-seafront"));
        var patient = new ReadSubmission(log, 20);
        var call = LIST.query("place", "southend-seafront");

        var pages = pages(call, "submissions", patient);

        assertThat(pages).hasSize(2);
        assertThat(pages.stream().flatMap(page -> ids(page).stream()))
                .containsExactly(wanted.submission().id().value());
    }

    @Test
    void days_are_operational_days_and_both_are_included() {
        var night = append(Form.incident().at(Instant.parse("2023-02-06T05:59:59Z")));
        append(Form.incident().at(Instant.parse("2023-02-06T06:00:00Z")));
        append(Form.incident().at(Instant.parse("2023-01-30T05:59:59Z")));
        var morning = append(Form.incident().at(Instant.parse("2023-01-30T06:00:00Z")));

        assertThat(ids(LIST.answeredBy(function)))
                .containsExactly(
                        morning.submission().id().value(), night.submission().id().value());
    }

    @ParameterizedTest
    @CsvSource({
        "from, 2023-02-06, /to order",
        "from, 2023-01-05, /to duration",
        "from, 2023-02-30, /from format",
        "from, 2023-02-03T00:00:00Z, /from format",
        "from, 1999-12-31, /from format",
        "to, 2101-01-01, /to format",
        "from, -999999999-01-01, /from format",
        "from, '', /from format",
        "operation, GRIP, /operation format",
        "place, a, /place format",
        "organisation, '', /organisation format",
        "limit, 0, /limit minimum",
        "limit, -1, /limit minimum",
        "limit, 1001, /limit maximum",
        "limit, 99999999999999999999, /limit maximum",
        "limit, ten, /limit type",
        "limit, 1.0, /limit type",
        "next, abc, /next format",
        "next, '', /next format",
        "next, MjAyMy0wMi0wMw, /next format",
    })
    void a_query_at_fault_is_told_so(String name, String value, String fault) {
        assertThat(LIST.query(name, value).answeredBy(function).faults()).containsExactly(fault);
    }

    @Test
    void every_fault_of_a_query_is_told_at_once_and_31_days_are_taken() {
        assertThat(LIST.withoutQuery().answeredBy(function).faults())
                .containsExactlyInAnyOrder("/operation required", "/from required", "/to required");
        assertThat(LIST.query("from", "2023-01-06").answeredBy(function).status()).isEqualTo(200);
    }

    // revisions

    @Test
    void revisions_come_in_pages_too() {
        var current = append(Form.engagement());
        var id = current.submission().id();
        for (int i = 2; i <= 250; i++) {
            var next = Form.engagement().of(id).with("peopleScreened", i).after(current);
            log.revise(current, next);
            current = next;
        }
        var call = REVISIONS.path("/submissions/" + id + "/revisions");

        for (int limit : List.of(1, 100, 249, 250, 1000)) {
            var numbers =
                    pages(call.query("limit", String.valueOf(limit)), "revisions").stream()
                            .flatMap(page -> revisions(page).stream());
            assertThat(numbers)
                    .isEqualTo(IntStream.rangeClosed(1, 250).mapToObj(Long::valueOf).toList());
        }
        assertThat(revisions(call.answeredBy(function))).hasSize(100);
    }

    @Test
    void a_history_of_large_forms_is_given_in_answers_of_5_mb_at_most() {
        var form = Form.engagement().with("note", "😀".repeat(12_000));
        var current = append(form);
        var id = current.submission().id();
        for (int i = 2; i <= 130; i++) {
            var next = form.of(id).with("peopleScreened", i).after(current);
            log.revise(current, next);
            current = next;
        }
        var call = REVISIONS.path("/submissions/" + id + "/revisions").query("limit", "1000");

        var pages = pages(call, "revisions");

        assertThat(pages).hasSizeGreaterThan(1).hasSizeLessThan(5);
        assertThat(pages).allMatch(page -> bytes(page) <= 5_000_000);
        assertThat(pages.stream().flatMap(page -> revisions(page).stream())).hasSize(130);
        assertThat(pages.getFirst().body()).contains("😀").doesNotContain("\\u");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "MA", "LTE", "MQpy"})
    void a_next_that_no_answer_gave_is_a_fault(String next) {
        var id = append(Form.engagement()).submission().id();

        assertThat(
                        REVISIONS
                                .path("/submissions/" + id + "/revisions")
                                .query("next", next)
                                .answeredBy(function)
                                .faults())
                .containsExactly("/next format");
    }

    private static int bytes(Answer answer) {
        return answer.body().getBytes(StandardCharsets.UTF_8).length;
    }

    private List<Answer> pages(Call call, String member) {
        return pages(call, member, function);
    }

    private static List<Answer> pages(Call call, String member, ReadSubmission function) {
        var pages = new ArrayList<Answer>();
        Object next = null;
        do {
            var answer =
                    (next == null ? call : call.query("next", (String) next)).answeredBy(function);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.document()).containsOnlyKeys(member, "next");
            pages.add(answer);
            next = answer.document().get("next");
        } while (next != null);
        return pages;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> entries(Answer answer) {
        return (List<Map<String, Object>>) answer.document().get("submissions");
    }

    private static List<Object> ids(Answer answer) {
        return entries(answer).stream()
                .map(it -> ((Map<?, ?>) it.get("receipt")).get("submissionId"))
                .<Object>map(it -> it)
                .toList();
    }

    private static List<Object> revisions(Answer answer) {
        return ((List<?>) answer.document().get("revisions"))
                .stream()
                        .map(it -> ((Map<?, ?>) ((Map<?, ?>) it).get("receipt")).get("revision"))
                        .<Object>map(it -> it)
                        .toList();
    }
}
