package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.CatalogueStore.Change;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.summary.ChainHead;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Sample;

/// A write that was carried out, but whose answer got lost on the way, is repeated by the SDK and
/// meets itself. No adapter takes it for somebody else's.
class LostAnswersTest {
    private static final EditionKey EDITION = new EditionKey(Sample.WEEKLY, 1);

    @TempDir private Path folder;
    private final Backend backend =
            new Backend()
                    .table("SUBMISSIONS_TABLE", Tables::submissions)
                    .table("CATALOGUE_TABLE", Tables::catalogue)
                    .table("CHAINS_TABLE", Tables::chains)
                    .buckets();
    private LossyProxy dynamoDb;
    private LossyProxy s3;
    private Adapters adapters;

    @BeforeEach
    void stand_between_adapters_and_servers() throws IOException {
        dynamoDb = LossyProxy.before(backend.environment().dynamoDbEndpoint());
        s3 = LossyProxy.before(backend.environment().s3Endpoint());
        adapters =
                new Adapters(
                        backend.environment(
                                Map.of(
                                        "AWS_ENDPOINT_URL_DYNAMODB",
                                        dynamoDb.endpoint().toString(),
                                        "AWS_ENDPOINT_URL_S3",
                                        s3.endpoint().toString())));
    }

    @AfterEach
    void step_aside() throws IOException {
        dynamoDb.close();
        s3.close();
        backend.close();
    }

    @Test
    void an_append_has_appended() {
        var log = adapters.submissionLog();
        log.current(Form.id(1));
        var first = Form.engagement().first();
        dynamoDb.lose(2);

        assertThat(log.append(first)).isEmpty();

        assertThat(dynamoDb.lost()).isEqualTo(2);
        assertThat(log.revisions(first.submission().id())).containsExactly(first);
    }

    @Test
    void a_revision_has_revised() {
        var log = adapters.submissionLog();
        var first = Form.engagement().first();
        Revision second = Form.withdrawalOf(first);
        log.append(first);
        dynamoDb.lose(2);

        assertThat(log.revise(first, second)).isTrue();

        assertThat(dynamoDb.lost()).isEqualTo(2);
        assertThat(log.revisions(first.submission().id())).containsExactly(first, second);
    }

    @Test
    void an_operation_was_written() {
        var store = adapters.catalogueStore();
        var operation = Sample.operation(Sample.GRIP, "southend-high-street");
        var empty = store.snapshot();
        dynamoDb.lose(1);
        assertThat(store.write(new Change.OfOperation(operation), empty, Sample.AUTHOR)).isTrue();
        var first = store.snapshot();
        dynamoDb.lose(3);
        var second = new Change.OfOperation(operation.withRevision(2));
        assertThat(store.write(second, first, Sample.AUTHOR)).isTrue();

        assertThat(dynamoDb.lost()).isEqualTo(4);
        assertThat(store.load().operations()).containsExactly(operation.withRevision(2));
        assertThat(store.history(Sample.GRIP, 0, 10)).hasSize(2);
        assertThat(store.version()).isPresent();
    }

    @Test
    void a_head_was_moved() {
        var archive = adapters.summaryArchive();
        var one =
                ChainHead.NONE.next(new ChainHead.Link(EDITION, Digest.of("one"), "staging/one/"));
        var two = one.next(new ChainHead.Link(EDITION.next(), Digest.of("two"), "staging/two/"));
        archive.head(Sample.GRIP);

        dynamoDb.lose(2);
        assertThat(archive.commit(Sample.GRIP, ChainHead.NONE, one)).isTrue();
        dynamoDb.lose(2);
        assertThat(archive.commit(Sample.GRIP, one, two)).isTrue();

        assertThat(dynamoDb.lost()).isEqualTo(4);
        assertThat(archive.head(Sample.GRIP)).isEqualTo(two);
    }

    @Test
    void an_edition_was_completed() throws IOException {
        var archive = adapters.summaryArchive();
        var manifest = Json.canonical(Map.of("files", List.of(Map.of("name", "summary.csv"))));
        archive.stage("staging/x/", "summary.csv", file("arrests,32"));
        archive.stage("staging/x/", SummaryArchive.MANIFEST, Files.write(file(""), manifest));
        s3.lose(3);

        archive.complete(new ChainHead.Link(EDITION, Digest.of(manifest), "staging/x/"));

        assertThat(s3.lost()).isEqualTo(3);
        assertThat(archive.editions(Sample.WEEKLY)).containsExactly(EDITION);
        assertThat(archive.read(EDITION, "summary.csv")).asString().isEqualTo("arrests,32");
    }

    @Test
    void a_file_is_staged_though_answers_get_lost() throws IOException {
        var archive = adapters.summaryArchive();
        s3.lose(2);

        archive.stage("staging/y/", "summary.csv", file("arrests,32"));

        assertThat(s3.lost()).isEqualTo(2);
        var link = archive.linkStaged("staging/y/", "summary.csv", Duration.ofMinutes(1));
        assertThat(link.getPath()).endsWith("staging/y/summary.csv");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("file"), content);
    }
}
