package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.ChainHead;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.SummaryArchiveContract;
import software.amazon.awssdk.core.sync.RequestBody;

class S3SummaryArchiveTest extends SummaryArchiveContract {
    private static final EditionKey FIRST = new EditionKey(Sample.WEEKLY, 1);

    private final Backend backend = new Backend().table("CHAINS_TABLE", Tables::chains).buckets();
    private final SummaryArchive archive = backend.adapters().summaryArchive();

    @Override
    protected SummaryArchive archive() {
        return archive;
    }

    @Override
    protected byte[] fetch(URI link) throws IOException {
        var response = get(link);
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private static HttpResponse<byte[]> get(URI link) throws IOException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @AfterEach
    void remove_table_and_buckets() {
        backend.close();
    }

    @Test
    void a_long_file_is_copied_in_parts() throws IOException {
        var content = new byte[12_000_001];
        new Random(3).nextBytes(content);
        var inParts = backend.with("PART_BYTES", "5242880").adapters().summaryArchive();
        var staging = "staging/long/";
        try (var file = archive.stage(staging, "lineage.jsonl")) {
            file.write(content);
            file.finish();
        }
        inParts.stageAgain(staging, "staging/again/", "lineage.jsonl");
        var manifest =
                Json.bytes(
                        Map.of(
                                "files",
                                List.of(
                                        Map.of(
                                                "name",
                                                "lineage.jsonl",
                                                "bytes",
                                                (long) content.length))));
        stage("staging/again/", SummaryArchive.MANIFEST, manifest);

        inParts.complete(new ChainHead.Link(FIRST, Digest.of(manifest), "staging/again/"));

        assertThat(archive.read(FIRST, "lineage.jsonl")).isEqualTo(content);
        assertThat(uploads()).isZero();
    }

    @Test
    void of_a_long_file_that_is_given_up_no_part_is_left() throws IOException {
        try (var file = archive.stage("staging/long/", "lineage.jsonl")) {
            file.write(new byte[20_000_000]);
            assertThat(uploads()).isOne();
        }
        assertThat(uploads()).isZero();
    }

    /// S3 lists a thousand keys at a time.
    @Test
    void more_editions_than_one_page_of_keys_are_listed_by_their_numbers() {
        var bucket = backend.environment().summariesBucket();
        var s3 = backend.clients().s3();
        for (int number = 1; number <= 1_003; number++) {
            var key = new EditionKey(Sample.WEEKLY, number).path() + SummaryArchive.MANIFEST;
            s3.putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString("{}"));
        }
        var later = new EditionKey(Sample.WEEKLY, 10_000);
        s3.putObject(
                it -> it.bucket(bucket).key(later.path() + SummaryArchive.MANIFEST),
                RequestBody.fromString("{}"));

        assertThat(archive.editions(Sample.WEEKLY))
                .extracting(EditionKey::number)
                .hasSize(1_004)
                .isSorted()
                .endsWith(1_003, 10_000);
        assertThat(archive.newest(Sample.WEEKLY)).contains(later);
    }

    private int uploads() {
        var clients = backend.clients();
        var bucket = backend.environment().stagingBucket();
        return clients.s3().listMultipartUploads(it -> it.bucket(bucket)).uploads().size();
    }

    @Test
    void a_publisher_that_died_while_copying_is_followed_by_one_that_finishes() throws IOException {
        var link = stage(FIRST, Map.of("summary.json", "{}", "summary.csv", "a,b"));
        var key = FIRST.path() + "summary.csv";
        backend.clients()
                .s3()
                .putObject(
                        it -> it.bucket(backend.environment().summariesBucket()).key(key),
                        RequestBody.fromString("a,b"));
        assertThat(archive.editions(Sample.WEEKLY)).isEmpty();

        archive.complete(link);

        assertThat(archive.editions(Sample.WEEKLY)).containsExactly(FIRST);
        assertThat(archive.read(FIRST, "summary.csv")).asString().isEqualTo("a,b");
        assertThat(archive.read(FIRST, "summary.json")).asString().isEqualTo("{}");
    }

    @Test
    void a_link_is_unusable_once_expired_tampered_with_or_stripped_of_its_signature()
            throws IOException, InterruptedException {
        publish(FIRST, Map.of("summary.csv", "a,b", "summary.json", "{}"));
        var link = archive.link(FIRST, "summary.csv", Duration.ofSeconds(1)).toString();
        var lasting = archive.link(FIRST, "summary.csv", Duration.ofMinutes(1)).toString();

        assertThat(get(URI.create(lasting)).statusCode()).isEqualTo(200);
        var bare = URI.create(lasting.substring(0, lasting.indexOf('?')));
        if (!backend.isEmbedded() && get(bare).statusCode() == 200) {
            backend.skip("check of signatures");
        }
        var other = URI.create(lasting.replace("summary.csv?", "summary.json?"));
        assertThat(get(other).statusCode()).isEqualTo(403);
        assertThat(get(bare).statusCode()).isEqualTo(403);
        Thread.sleep(2_100);
        assertThat(get(URI.create(link)).statusCode()).isEqualTo(403);
    }

    @Test
    void a_browser_saves_a_file_under_a_telling_name_and_shows_the_page() throws IOException {
        publish(FIRST, Map.of("summary.csv", "a,b", "summary.html", "<!doctype html>"));

        var csv = get(archive.link(FIRST, "summary.csv", Duration.ofMinutes(1))).headers();
        assertThat(csv.firstValue("content-type").orElse("").replace(" ", ""))
                .isEqualTo("text/csv;charset=utf-8");
        assertThat(csv.firstValue("content-disposition"))
                .contains("attachment; filename=\"weekly-2023-W05-grip-edition-0001-summary.csv\"");
        var html = get(archive.link(FIRST, "summary.html", Duration.ofMinutes(1))).headers();
        assertThat(html.firstValue("content-type").orElse("").replace(" ", ""))
                .isEqualTo("text/html;charset=utf-8");
        assertThat(html.firstValue("content-disposition").orElse("")).startsWith("inline;");
    }
}
