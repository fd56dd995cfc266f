package org.patrolledger.functions.downloadsummary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.contract.ArchiveRequestDocument;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.StorageException.Fault;
import org.patrolledger.domain.download.Download;
import org.patrolledger.domain.download.DownloadRegister;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.ArchiveRequest;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.change.Change;
import org.patrolledger.formats.change.Figure;
import org.patrolledger.functions.makearchive.MakeArchive;
import org.patrolledger.lambda.queue.Redelivery;
import org.patrolledger.testing.BrokenStorage;
import org.patrolledger.testing.FakeCatalogueStore;
import org.patrolledger.testing.FakeDownloadRegister;
import org.patrolledger.testing.FakeSummaryArchive;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.Answer;
import org.patrolledger.testing.lambda.Call;
import org.patrolledger.testing.lambda.FakeContext;

class DownloadSummaryTest {
    private static final InstantSource CLOCK = Sample.at("2023-03-20T11:00:00.123456Z");
    private static final Call PERIOD = Call.sample("read-period");
    private static final Call SUMMARY = Call.sample("read-summary");
    private static final Call EDITIONS = Call.sample("read-editions");
    private static final Call WEEKLY_FILE = Call.sample("download-weekly-file");
    private static final Call MONTHLY_FILE = Call.sample("download-monthly-file-of-an-edition");
    private static final Call DOWNLOADS = Call.sample("read-downloads");

    private static final SummaryKey GRIP = Sample.WEEKLY;
    private static final SummaryKey ALL = new SummaryKey(Sample.MONTH, OperationId.ALL);
    private static final Change CHANGE =
            new Change(
                    Figure.total(Measure.ARRESTS), 7, 8, 1, Change.Cause.LATE, List.of(Form.id(1)));

    private final FakeSummaryArchive archive = new FakeSummaryArchive();
    private final FakeDownloadRegister register = new FakeDownloadRegister(CLOCK);
    private final List<ArchiveRequest> asked = new ArrayList<>();
    private final FakeCatalogueStore catalogue = new FakeCatalogueStore();
    private final DownloadSummary function =
            new DownloadSummary(archive, register, catalogue, asked::add, CLOCK);
    private final List<Digest> manifests = new ArrayList<>();
    private Editions editions;

    @BeforeEach
    void publish() {
        editions = new Editions(archive);
        manifests.add(editions.publish(GRIP, "2023-02-06T06:30:00Z"));
        manifests.add(editions.publish(GRIP, "2023-02-08T09:00:00.500Z", CHANGE));
        editions.publish(ALL, "2023-03-01T07:00:00Z");
        editions.publish(ALL, "2023-03-19T07:00:00Z");
    }

    // what is published

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

    // files

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

    // everything of a period

    @Test
    void everything_of_a_period_comes_as_one_zip_that_is_recorded_for_each_edition()
            throws IOException {
        var answer = archiveOfTheWeek();

        assertThat(answer.status()).isEqualTo(303);
        assertThat(entries(answer))
                .contains(
                        "summaries/weekly/2023-W05/grip/edition-0001/manifest.json",
                        "summaries/weekly/2023-W05/grip/edition-0002/summary.xlsx")
                .hasSize(2 * EditionFile.values().length + 2);
        assertThat(recorded())
                .extracting(it -> it.edition().number() + " " + it.file())
                .isEqualTo(List.of("1 archive.zip", "2 archive.zip"));
    }

    @Test
    void a_zip_is_asked_for_and_only_its_link_is_recorded() throws IOException {
        var call =
                SUMMARY.path("/summaries/monthly/2023-02/archive.zip")
                        .header("accept", "application/json")
                        .scope("audit.read");

        var awaited = call.answeredBy(function);
        assertThat(awaited.status()).isEqualTo(202);
        assertThat(awaited.header("retry-after")).matches("[1-9][0-9]*");
        assertThat(call.answeredBy(function).status()).isEqualTo(202);
        assertThat(recorded()).isEmpty();
        assertThat(asked).hasSize(2).containsOnly(new ArchiveRequest(Sample.MONTH));

        assertThat(make()).isEqualTo("{\"batchItemFailures\":[]}");

        var link = call.answeredBy(function);
        assertThat(link.status()).isEqualTo(200);
        var zip = archive.fetch(URI.create(String.valueOf(link.document().get("url"))));
        assertThat(link.document())
                .containsEntry("bytes", (long) zip.length)
                .containsEntry("sha256", Digest.of(zip).hex());
        assertThat(recorded()).extracting(Download::file).containsOnly("archive.zip").hasSize(2);

        editions.publish(ALL, "2023-03-20T07:00:00Z");
        assertThat(call.answeredBy(function).status()).isEqualTo(202);
    }

    @Test
    void a_zip_is_for_auditors_and_that_of_an_empty_period_is_not_there() throws IOException {
        var month = SUMMARY.path("/summaries/monthly/2023-02/archive.zip");

        assertThat(month.scope("summaries.read").answeredBy(function).problem())
                .isEqualTo("403 scope-missing");
        assertThat(SUMMARY.scope("audit.read").answeredBy(function).problem())
                .isEqualTo("403 scope-missing");
        assertThat(
                        SUMMARY.path("/summaries/weekly/2023-W06/archive.zip")
                                .scope("audit.read")
                                .answeredBy(function)
                                .problem())
                .isEqualTo("404 not-found");
        assertThat(asked).isEmpty();
        assertThat(made("{\"kind\":\"weekly\",\"period\":\"2023-W06\"}"))
                .isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(made("{\"kind\":\"weekly\",\"period\":\"2023-W60\"}"))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m-1\"}]}");
    }

    private String make() throws IOException {
        return made(ArchiveRequestDocument.write(asked.getLast()));
    }

    private String made(String message) throws IOException {
        var record = Map.of("messageId", "m-1", "body", message);
        var event = Json.bytes(Map.of("Records", List.of(record)));
        var out = new ByteArrayOutputStream();
        new MakeArchive(archive, Redelivery.NEVER_CHANGED)
                .handleRequest(
                        new ByteArrayInputStream(event), out, new FakeContext("make-archive"));
        return out.toString(StandardCharsets.UTF_8);
    }

    /// What a verifier is given with `--head`: a chain from its beginning, over all periods.
    @Test
    void the_zip_has_every_manifest_of_its_chains_and_says_which_key_signed_which()
            throws IOException {
        editions.publish(new SummaryKey(Sample.MONTH, Sample.GRIP), "2023-03-01T07:00:00Z");
        archive.keep("summaries/catalogue/" + "a".repeat(64) + ".json", new byte[] {'{', '}'});

        assertThat(entries(archiveOfTheWeek()))
                .contains(
                        "summaries/monthly/2023-02/grip/edition-0001/manifest.json",
                        "summaries/keys/keys.json",
                        "summaries/catalogue/" + "a".repeat(64) + ".json")
                .doesNotContain(
                        "summaries/monthly/2023-02/grip/edition-0001/summary.json",
                        "summaries/monthly/2023-02/all-operations/edition-0001/manifest.json")
                .doesNotHaveDuplicates();
    }

    /// Lambda hands over 6 MB.
    @Test
    void a_week_of_2_000_operations_is_told_in_one_answer() {
        var week = Sample.FRIDAY.plusDays(14).week();
        for (int i = 0; i < 2_000; i++) {
            var operation = new OperationId("operation-of-a-force-somewhere-in-the-country-" + i);
            editions.publish(new SummaryKey(week, operation), "2023-02-20T06:30:00Z");
        }

        var answer = PERIOD.path("/summaries/weekly/2023-W07").answeredBy(function);

        assertThat(answer.status()).isEqualTo(200);
        assertThat((List<?>) answer.document().get("operations")).hasSize(2_000);
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

    private Answer archiveOfTheWeek() throws IOException {
        var call =
                SUMMARY.path("/summaries/weekly/2023-W05/archive.zip")
                        .header("accept", "*/*")
                        .scope("audit.read");
        assertThat(call.answeredBy(function).status()).isEqualTo(202);
        make();
        return call.answeredBy(function);
    }

    // periods, notices and heads

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

    // the record of downloads

    @Test
    void the_record_of_downloads_is_for_auditors_oldest_first() {
        download("2023-02-28T23:59:59.999Z");
        download("2023-02-01T00:00:00Z");
        download("2023-03-01T00:00:00Z");
        download("2023-01-31T23:59:59.999Z");

        assertThat(Answer.canonical(DOWNLOADS.answeredBy(function).body()))
                .isEqualTo(
                        Answer.canonical(
                                """
                                {"downloads": [
                                   {"at": "2023-02-01T00:00:00Z", "subject": "inspector-4",
                                    "organisation": "essex-police", "kind": "weekly",
                                    "period": "2023-W05", "operation": "grip", "edition": 2,
                                    "file": "summary.html"},
                                   {"at": "2023-02-28T23:59:59.999Z", "subject": "inspector-4",
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
        "2023-02-01T13:00:00+01:00, 2023-02-02T00:00:00-01:00, 1",
        "2023-02-01T13:00:00 01:00, 2023-02-02, 1",
        "2023-02-01T12:00:00Z, 2023-02-01T12:00:00Z, 0",
        "2000-01-01, 2100-12-31, 1",
    })
    void a_range_includes_its_start_and_not_its_end(String from, String to, int found) {
        download("2023-02-01T12:00:00Z");

        var answer = DOWNLOADS.query("from", from).query("to", to).answeredBy(function);

        assertThat((List<?>) answer.document().get("downloads")).hasSize(found);
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

    // storage

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

    private void download(String at) {
        var answer =
                WEEKLY_FILE.answeredBy(
                        new DownloadSummary(
                                archive, register, catalogue, asked::add, Sample.at(at)));
        assertThat(answer.status()).isEqualTo(303);
    }

    private List<Download> recorded() {
        return register.between(
                Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2030-01-01T00:00:00Z"));
    }

    private String fetched(Answer answer) {
        return new String(
                archive.fetch(URI.create(answer.header("location"))), StandardCharsets.UTF_8);
    }

    private List<String> entries(Answer answer) throws IOException {
        var bytes = archive.fetch(URI.create(answer.header("location")));
        var names = new ArrayList<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
