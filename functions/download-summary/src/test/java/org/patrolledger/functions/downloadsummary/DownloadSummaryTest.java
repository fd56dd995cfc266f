package org.patrolledger.functions.downloadsummary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.domain.StorageException.Fault;
import org.patrolledger.domain.download.Download;
import org.patrolledger.domain.download.DownloadRegister;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.testing.BrokenStorage;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.Answer;

/// Files, the record of who has which, and what storage refuses.
class DownloadSummaryTest extends PublishedEditions {
    @Test
    void a_file_is_a_redirect_to_a_link_of_15_minutes_that_nobody_keeps() {
        var answer = WEEKLY_FILE.answeredBy(function);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers()).containsOnlyKeys("location", "cache-control");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.header("location"))
                .isEqualTo(
                        "memory:/summaries/weekly/2023-W05/grip/edition-0002/summary.html?seconds=900");
        assertThat(fetched(answer))
                .isEqualTo(Editions.content(new EditionKey(GRIP, 2), EditionFile.SUMMARY_HTML));
    }

    @Test
    void every_file_of_every_edition_can_be_had() {
        for (var file : EditionFile.values()) {
            for (var edition : List.of("1", "2")) {
                var answer =
                        WEEKLY_FILE
                                .path("/summaries/weekly/2023-W05/grip/" + file.fileName())
                                .scope("summaries.read audit.read")
                                .query("edition", edition)
                                .answeredBy(function);
                assertThat(answer.status()).isEqualTo(303);
                assertThat(answer.header("location"))
                        .contains("/edition-000" + edition + "/" + file.fileName());
            }
        }
        assertThat(recorded()).hasSize(2 * EditionFile.values().length);
    }

    @Test
    void a_download_is_on_record_before_the_redirect_is_given() {
        MONTHLY_FILE.answeredBy(function);

        assertThat(recorded())
                .containsExactly(
                        new Download(
                                CLOCK.instant().truncatedTo(ChronoUnit.MILLIS),
                                "auditor-2",
                                new OrganisationId("audit-office"),
                                new EditionKey(ALL, 2),
                                "summary.csv"));
        var unrecorded =
                new DownloadSummary(
                        archive,
                        BrokenStorage.of(DownloadRegister.class, Fault.AWAY),
                        catalogue,
                        asked::add,
                        CLOCK);
        var answer = MONTHLY_FILE.answeredBy(unrecorded);
        assertThat(answer.problem()).isEqualTo("503 storage-away");
        assertThat(answer.headers()).doesNotContainKey("location");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "summary.pdf",
                "Summary.csv",
                "summary",
                "..",
                "%2e%2e%2fmanifest.json",
                "edition-0001%2Fsummary.csv",
                "summary.csv%00",
                "%",
            })
    void a_file_that_is_none_is_not_found_and_not_recorded(String file) {
        assertThat(
                        WEEKLY_FILE
                                .path("/summaries/weekly/2023-W05/grip/" + file)
                                .answeredBy(function)
                                .problem())
                .isEqualTo("404 not-found");
        assertThat(recorded()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3",
                "0",
                "-1",
                "01",
                "1.0",
                "",
                "newest",
                "2147483648",
                "99999999999999999999",
                "１"
            })
    void an_edition_that_is_none_is_not_found_and_not_recorded(String edition) {
        assertThat(WEEKLY_FILE.query("edition", edition).answeredBy(function).problem())
                .isEqualTo("404 not-found");
        assertThat(recorded()).isEmpty();
    }

    @Test
    void a_file_of_an_operation_or_period_without_an_edition_is_not_found() {
        assertThat(
                        WEEKLY_FILE
                                .path("/summaries/weekly/2023-W06/grip/summary.csv")
                                .answeredBy(function)
                                .problem())
                .isEqualTo("404 not-found");
        assertThat(
                        WEEKLY_FILE
                                .path("/summaries/weekly/2023-W05/henderson/summary.csv")
                                .answeredBy(function)
                                .problem())
                .isEqualTo("404 not-found");
        assertThat(recorded()).isEmpty();
    }

    @Test
    void a_file_is_for_readers_and_the_lineage_for_auditors() {
        var lineage = WEEKLY_FILE.path("/summaries/weekly/2023-W05/grip/lineage.jsonl");

        assertThat(MONTHLY_FILE.scope("summaries.read").answeredBy(function).status())
                .isEqualTo(303);
        assertThat(lineage.scope("audit.read").answeredBy(function).status()).isEqualTo(303);
        assertThat(recorded()).hasSize(2);

        var refused = lineage.scope("summaries.read").answeredBy(function);
        assertThat(refused.problem()).isEqualTo("403 scope-missing");
        assertThat(refused.body()).contains("audit.read");
        assertThat(WEEKLY_FILE.scope("audit.read").answeredBy(function).problem())
                .isEqualTo("403 scope-missing");
        assertThat(
                        WEEKLY_FILE
                                .scope("submissions.write catalogue.write")
                                .answeredBy(function)
                                .problem())
                .isEqualTo("403 scope-missing");
        assertThat(WEEKLY_FILE.withoutToken().answeredBy(function).problem())
                .isEqualTo("401 unauthorised");
        assertThat(recorded()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, 200",
        "'text/plain, Application/JSON;q=0.5', 200",
        "application/json;q=0, 303",
        "'text/html,application/xhtml+xml,*/*;q=0.8', 303",
        "*/*, 303",
        "'', 303"
    })
    void a_client_that_takes_json_gets_the_link_as_a_document(String accept, int status) {
        var answer = WEEKLY_FILE.header("accept", accept).answeredBy(function);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(recorded()).hasSize(1);
        if (status == 200) {
            var content = Editions.content(new EditionKey(GRIP, 2), EditionFile.SUMMARY_HTML);
            assertThat(answer.document())
                    .containsOnlyKeys("url", "expiresAt", "bytes", "sha256")
                    .containsEntry("sha256", Digest.of(content).hex())
                    .containsEntry("bytes", (long) content.getBytes(StandardCharsets.UTF_8).length)
                    .containsEntry(
                            "url",
                            "memory:/summaries/weekly/2023-W05/grip/edition-0002/summary.html?seconds=900");
        }
    }

    @Test
    void nobody_downloads_without_an_organisation_to_be_recorded() {
        assertThat(WEEKLY_FILE.withoutClaim("organisation").answeredBy(function).problem())
                .isEqualTo("403 forbidden");
        assertThat(recorded()).isEmpty();
    }

    @Test
    void of_more_than_1_000_downloads_the_rest_is_on_the_next_page() {
        var edition = new EditionKey(GRIP, 1);
        for (int i = 0; i < 1_001; i++) {
            register.record(
                    new Download(
                            Instant.parse("2023-02-20T09:00:00Z").plusSeconds(i),
                            "reader-" + i,
                            Sample.ESSEX_POLICE,
                            edition,
                            "summary.csv"));
        }
        var call = DOWNLOADS.query("limit", "1000");

        var first = call.answeredBy(function).document();
        assertThat((List<?>) first.get("downloads")).hasSize(1_000);
        var second = call.query("next", String.valueOf(first.get("next"))).answeredBy(function);
        assertThat((List<?>) second.document().get("downloads"))
                .singleElement()
                .asString()
                .contains("reader-1000");
        assertThat(second.document().get("next")).isNull();
        assertThat(call.query("limit", "1001").answeredBy(function).faults())
                .containsExactly("/limit maximum");
    }

    @Test
    void the_record_of_downloads_is_for_auditors_oldest_first() {
        download("2023-03-01T05:59:59.999Z");
        download("2023-02-01T06:00:00Z");
        download("2023-03-01T06:00:00Z");
        download("2023-02-01T05:59:59.999Z");

        assertThat(Answer.canonical(DOWNLOADS.answeredBy(function).body()))
                .isEqualTo(
                        Answer.canonical(
                                """
                                {"downloads": [
                                   {"at": "2023-02-01T06:00:00Z", "subject": "inspector-4",
                                    "organisation": "essex-police", "kind": "weekly",
                                    "period": "2023-W05", "operation": "grip", "edition": 2,
                                    "file": "summary.html"},
                                   {"at": "2023-03-01T05:59:59.999Z", "subject": "inspector-4",
                                    "organisation": "essex-police", "kind": "weekly",
                                    "period": "2023-W05", "operation": "grip", "edition": 2,
                                    "file": "summary.html"}], "next": null}
                                """));
        assertThat(DOWNLOADS.scope("summaries.read").answeredBy(function).problem())
                .isEqualTo("403 scope-missing");
    }

    @ParameterizedTest
    @CsvSource({
        "2023-02-01T12:00:00Z, 2023-02-01T12:00:00.001Z, 1",
        "2023-02-01T12:00:00.001Z, 2023-03-01, 0",
        "2023-02-01, 2023-02-01, 1",
        "2023-02-01T06:00:00Z, 2023-02-01, 1",
        "2023-01-31, 2023-01-31, 0",
        "2023-02-02, 2023-02-02, 0",
        "2023-02-01T13:00:00+01:00, 2023-02-02T00:00:00-01:00, 1",
        "2023-02-01T13:00:00 01:00, 2023-02-02, 1",
        "2023-02-01T12:00:00Z, 2023-02-01T12:00:00Z, 0",
        "2000-01-01, 2100-12-31, 1",
    })
    void a_range_of_times_leaves_out_its_end_and_one_of_days_includes_its_last(
            String from, String to, int found) {
        download("2023-02-01T12:00:00Z");

        var answer = DOWNLOADS.query("from", from).query("to", to).answeredBy(function);

        assertThat((List<?>) answer.document().get("downloads")).hasSize(found);
    }

    @ParameterizedTest
    @CsvSource({
        "2023-07-02T05:00:00Z, 2023-07-02",
        "2023-07-03T04:59:59.999Z, 2023-07-02",
        "2023-07-03T05:00:00Z, 2023-07-03",
    })
    void a_download_before_six_in_the_morning_is_of_the_day_before(String at, String day) {
        download(at);

        for (var asked : List.of("2023-07-01", "2023-07-02", "2023-07-03")) {
            var answer = DOWNLOADS.query("from", asked).query("to", asked).answeredBy(function);
            assertThat((List<?>) answer.document().get("downloads"))
                    .hasSize(asked.equals(day) ? 1 : 0);
        }
    }

    @Test
    void all_faults_of_a_range_are_told_at_once() {
        assertThat(DOWNLOADS.withoutQuery().answeredBy(function).faults())
                .containsExactly("/from required", "/to required");
        assertThat(
                        DOWNLOADS
                                .query("from", "x")
                                .query("to", "2023-02-29")
                                .answeredBy(function)
                                .faults())
                .containsExactly("/from format", "/to format");
        assertThat(
                        DOWNLOADS
                                .query("from", "2023-02-02")
                                .query("to", "2023-02-01")
                                .answeredBy(function)
                                .faults())
                .containsExactly("/to order");
    }

    @ParameterizedTest
    @CsvSource({"THROTTLED, 429 throttled", "AWAY, 503 storage-away"})
    void storage_that_fails_asks_to_come_again(Fault fault, String problem) {
        var broken =
                new DownloadSummary(
                        BrokenStorage.of(SummaryArchive.class, fault),
                        BrokenStorage.of(DownloadRegister.class, fault),
                        catalogue,
                        asked::add,
                        CLOCK);

        for (var call : List.of(PERIOD, SUMMARY, EDITIONS, WEEKLY_FILE, MONTHLY_FILE, DOWNLOADS)) {
            var answer = call.answeredBy(broken);
            assertThat(answer.problem()).isEqualTo(problem);
            assertThat(answer.header("retry-after")).matches("[1-9][0-9]*");
        }
    }

    @Test
    void a_method_that_is_none_is_told_those_there_are() {
        for (var call : List.of(PERIOD, SUMMARY, EDITIONS, WEEKLY_FILE, DOWNLOADS)) {
            assertThat(call.method("POST").answeredBy(function).header("allow"))
                    .isEqualTo("GET, HEAD");
        }
    }
}
