package org.patrolledger.functions.downloadsummary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.Answer;
import org.patrolledger.testing.lambda.Call;

/// What is published: periods, editions, summaries, notices and heads.
class PublishedSummariesTest extends PublishedEditions {
    @Test
    void a_period_lists_its_operations_with_editions_and_files() {
        assertThat(Answer.canonical(PERIOD.answeredBy(function).body()))
                .isEqualTo(
                        Answer.canonical(
                                """
                                {
                                   "period": {"kind": "week", "id": "2023-W05",
                                              "from": "2023-01-30T06:00:00Z",
                                              "to": "2023-02-06T06:00:00Z"},
                                   "operations": [
                                     {"operation": "grip", "edition": 2, "status": "provisional",
                                      "correction": false, "publishedAt": "2023-02-08T09:00:00.500Z",
                                      "editions": [1, 2], "files": %s}],
                                   "archive": "/summaries/weekly/2023-W05/archive.zip"}
                                """
                                        .formatted(Editions.listed(new EditionKey(GRIP, 2)))));
    }

    @Test
    void a_period_with_nothing_published_has_an_empty_list() {
        assertThat(
                        Answer.canonical(
                                PERIOD.path("/summaries/monthly/2024-02")
                                        .answeredBy(function)
                                        .body()))
                .isEqualTo(
                        Answer.canonical(
                                """
                                {"period": {"kind": "month", "id": "2024-02",
                                                     "from": "2024-02-01T06:00:00Z",
                                                     "to": "2024-03-01T06:00:00Z"},
                                          "operations": []}
                                """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "weekly/2023-W53",
                "weekly/2023-W00",
                "weekly/1999-W51",
                "monthly/0205-02",
                "monthly/2101-01",
                "weekly/2023-02",
                "weekly/2023-w05",
                "monthly/2023-W05",
                "monthly/2023-13",
                "monthly/2023-2",
                "daily/2023-02-03",
                "Weekly/2023-W05",
                "weekly/..",
                "weekly/2023-W05%20",
                "weekly/%2e%2e%2f",
                "weekly/2023-W05%00",
                "weekly/%ff",
            })
    void a_period_that_is_none_is_not_found(String period) {
        for (var path :
                List.of("", "/grip", "/grip/editions", "/grip/summary.csv", "/archive.zip")) {
            assertThat(
                            PERIOD.path("/summaries/" + period + path)
                                    .scope("summaries.read audit.read")
                                    .answeredBy(function)
                                    .problem())
                    .isEqualTo("404 not-found");
        }
    }

    @Test
    void the_newest_edition_comes_as_its_summary_byte_for_byte() {
        var answer = SUMMARY.answeredBy(function);

        assertThat(answer.body())
                .isEqualTo(Editions.content(new EditionKey(GRIP, 2), EditionFile.SUMMARY_JSON));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("etag")).isEqualTo("\"2\"");
        assertThat(SUMMARY.path("/summaries/weekly/2023-W05/gr%69p").answeredBy(function).body())
                .isEqualTo(answer.body());
    }

    @ParameterizedTest
    @CsvSource({
        "2023-02-06T06:30:00Z, 1",
        "2023-02-08T09:00:00.499Z, 1",
        "2023-02-08T09:00:00.500Z, 2",
        "2023-02-08T10:00:00.500+01:00, 2",
        "2023-02-08T10:00:00.499 01:00, 1",
        "2023-02-08, 1",
        "2023-02-09, 2",
        "2030-01-01T00:00:00Z, 2",
    })
    void the_edition_that_was_newest_then_is_given_on_request(String asAt, int edition) {
        assertThat(SUMMARY.query("asAt", asAt).answeredBy(function).body())
                .isEqualTo(
                        Editions.content(new EditionKey(GRIP, edition), EditionFile.SUMMARY_JSON));
    }

    @Test
    void before_the_first_edition_there_was_none_and_a_time_that_is_none_is_a_fault() {
        assertThat(SUMMARY.query("asAt", "2023-02-06T06:29:59Z").answeredBy(function).problem())
                .isEqualTo("404 not-found");
        for (var junk : List.of("", "yesterday", "2023-02-30", "2023-02-08T09:00:00")) {
            assertThat(SUMMARY.query("asAt", junk).answeredBy(function).faults())
                    .containsExactly("/asAt format");
        }
    }

    @Test
    void an_operation_without_an_edition_is_not_found() {
        for (var operation : List.of("safe-space", "nothing", "GRIP", "a", "%2e%2e", "grip%2f..")) {
            assertThat(
                            SUMMARY.path("/summaries/weekly/2023-W05/" + operation)
                                    .answeredBy(function)
                                    .problem())
                    .isEqualTo("404 not-found");
            assertThat(
                            EDITIONS.path("/summaries/weekly/2023-W05/" + operation + "/editions")
                                    .answeredBy(function)
                                    .problem())
                    .isEqualTo("404 not-found");
        }
    }

    @Test
    void every_edition_is_listed_with_what_changed_and_who_has_which() {
        WEEKLY_FILE.query("edition", "1").answeredBy(function);

        assertThat(Answer.canonical(EDITIONS.answeredBy(function).body()))
                .isEqualTo(
                        Answer.canonical(
                                """
                                {
                                   "operation": "grip",
                                   "period": {"kind": "week", "id": "2023-W05",
                                              "from": "2023-01-30T06:00:00Z",
                                              "to": "2023-02-06T06:00:00Z"},
                                   "editions": [
                                     {"edition": 1, "status": "provisional", "correction": false,
                                      "publishedAt": "2023-02-06T06:30:00Z", "supersedes": null,
                                      "changes": [], "files": %s, "manifest": "%s",
                                      "downloadedBy": [
                                        {"subject": "inspector-4", "organisation": "essex-police",
                                         "at": "2023-03-20T11:00:00.123Z",
                                         "file": "summary.html"}],
                                      "notify": []},
                                     {"edition": 2, "status": "provisional", "correction": false,
                                      "publishedAt": "2023-02-08T09:00:00.500Z",
                                      "supersedes": {"edition": 1, "manifest": "%s"},
                                      "changes": [
                                        {"measure": "arrests", "old": 7, "new": 8, "share": 1, "cause": "late",
                                         "submissions": ["%s"]}],
                                      "files": %s, "manifest": "%s", "downloadedBy": [],
                                      "notify": [
                                        {"subject": "inspector-4",
                                         "organisation": "essex-police"}]}], "next": null}
                                """
                                        .formatted(
                                                Editions.listed(new EditionKey(GRIP, 1)),
                                                manifests.get(0).value(),
                                                manifests.get(0).value(),
                                                Form.id(1),
                                                Editions.listed(new EditionKey(GRIP, 2)),
                                                manifests.get(1).value())));
    }

    @Test
    void what_is_listed_has_an_entity_tag_that_changes_with_it() {
        for (var call : List.of(PERIOD, SUMMARY, EDITIONS)) {
            var answer = call.answeredBy(function);
            var tag = answer.header("etag");
            assertThat(answer.header("cache-control")).isEqualTo("private, no-cache");
            assertThat(call.header("if-none-match", tag).answeredBy(function).status())
                    .isEqualTo(304);
            editions.publish(GRIP, "2023-02-09T09:00:00Z");
            assertThat(call.header("if-none-match", tag).answeredBy(function).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_week_of_2_000_operations_is_told_in_one_answer() {
        publishWeek7(2_000);

        var answer = week7.answeredBy(function);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.document()).doesNotContainKey("next");
        assertThat((List<?>) answer.document().get("operations")).hasSize(2_000);
    }

    /// Lambda hands over 6 MB.
    @Test
    void a_week_of_more_operations_than_fit_into_an_answer_is_told_in_several() {
        publishWeek7(6_000);

        var first = week7.answeredBy(function);
        var next = String.valueOf(first.document().get("next"));
        var second = week7.query("next", next).answeredBy(function);

        assertThat(first.body().length()).isBetween(3_000_000, 5_000_000);
        assertThat(second.document()).containsKey("archive").doesNotContainKey("next");
        assertThat(Stream.of(first, second).flatMap(it -> operations(it.document())))
                .hasSize(6_000)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(
                        ((List<?>)
                                        PERIOD.path("/summaries/weekly")
                                                .answeredBy(function)
                                                .document()
                                                .get("periods"))
                                .getFirst())
                .isEqualTo(first.document());
        assertThat(week7.query("next", "x").answeredBy(function).faults())
                .containsExactly("/next format");
    }

    private final Call week7 = PERIOD.path("/summaries/weekly/2023-W07");

    private void publishWeek7(int operations) {
        for (int i = 0; i < operations; i++) {
            var operation = new OperationId("operation-of-a-force-somewhere-in-the-country-" + i);
            editions.publish(
                    new SummaryKey(Sample.FRIDAY.plusDays(14).week(), operation),
                    "2023-02-20T06:30:00Z");
        }
    }

    private static Stream<String> operations(Map<?, ?> document) {
        return ((List<?>) document.get("operations"))
                .stream().map(it -> String.valueOf(((Map<?, ?>) it).get("operation")));
    }

    @Test
    void published_periods_are_listed_newest_first_in_pages() {
        var later = new SummaryKey(Sample.FRIDAY.plusDays(14).week(), Sample.GRIP);
        editions.publish(later, "2023-02-20T06:30:00Z");
        var call = PERIOD.path("/summaries/weekly");

        var all = call.answeredBy(function);
        assertThat(periods(all)).containsExactly("2023-W07", "2023-W05");
        assertThat(all.document().get("next")).isNull();
        assertThat(call.header("if-none-match", all.header("etag")).answeredBy(function).status())
                .isEqualTo(304);
        var first = call.query("limit", "1").answeredBy(function);
        assertThat(periods(first)).containsExactly("2023-W07");
        var next = String.valueOf(first.document().get("next"));
        assertThat(periods(call.query("limit", "1").query("next", next).answeredBy(function)))
                .containsExactly("2023-W05");
        assertThat(call.query("next", "x").answeredBy(function).faults())
                .containsExactly("/next format");
        assertThat(PERIOD.path("/summaries/daily").answeredBy(function).problem())
                .isEqualTo("404 not-found");
    }

    private static List<Object> periods(Answer answer) {
        var ids = new ArrayList<Object>();
        for (var each : (List<?>) answer.document().get("periods")) {
            ids.add(((Map<?, ?>) ((Map<?, ?>) each).get("period")).get("id"));
        }
        return ids;
    }

    @Test
    void who_has_a_superseded_file_is_told_what_has_changed_since() {
        var call = DOWNLOADS.withoutQuery().path("/notices").scope("summaries.read");
        WEEKLY_FILE.query("edition", "1").answeredBy(function);

        assertThat(notices(call.claim("sub", "somebody-else"))).isEmpty();
        var notices = notices(call.claim("sub", "inspector-4"));

        assertThat(notices).hasSize(1);
        var notice = (Map<?, ?>) notices.getFirst();
        assertThat(notice.get("file")).isEqualTo("summary.html");
        assertThat(notice.get("edition")).isEqualTo(1L);
        assertThat(notice.get("newest")).isEqualTo(2L);
        assertThat((List<?>) notice.get("changes")).hasSize(1);

        WEEKLY_FILE.answeredBy(function);
        assertThat(notices(call.claim("sub", "inspector-4"))).isEmpty();
    }

    private List<?> notices(Call call) {
        return (List<?>) call.answeredBy(function).document().get("notices");
    }

    @Test
    void the_heads_are_those_of_operations_that_have_published() {
        catalogue.put(Sample.operation(Sample.GRIP, "southend-high-street"));
        catalogue.put(Sample.operation(Sample.SAFE_SPACE, "pier-gap"));

        var answer =
                DOWNLOADS.withoutQuery().path("/heads").scope("audit.read").answeredBy(function);

        var heads = (Map<?, ?>) answer.document().get("heads");
        assertThat(heads.keySet()).isEqualTo(java.util.Set.of("all-operations", "grip"));
        var grip = (Map<?, ?>) heads.get("grip");
        assertThat(grip.get("digest")).isEqualTo(manifests.get(1).value());
        assertThat(grip.get("sequence")).isEqualTo(2L);
        assertThat(String.valueOf(grip.get("key"))).startsWith("sha256:");
        assertThat(answer.document().get("asAt")).isEqualTo("2023-03-20T11:00:00.123Z");
    }
}
