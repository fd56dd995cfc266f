package org.patrolledger.functions.downloadsummary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.ArchiveRequestDocument;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.download.Download;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.ArchiveRequest;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.functions.makearchive.MakeArchive;
import org.patrolledger.lambda.queue.Redelivery;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.Answer;
import org.patrolledger.testing.lambda.FakeContext;

/// Everything of a period as one zip.
class PeriodArchiveTest extends PublishedEditions {
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

    private Answer archiveOfTheWeek() throws IOException {
        var call =
                SUMMARY.path("/summaries/weekly/2023-W05/archive.zip")
                        .header("accept", "*/*")
                        .scope("audit.read");
        assertThat(call.answeredBy(function).status()).isEqualTo(202);
        make();
        return call.answeredBy(function);
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
