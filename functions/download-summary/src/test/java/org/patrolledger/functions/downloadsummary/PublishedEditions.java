package org.patrolledger.functions.downloadsummary;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.patrolledger.domain.download.Download;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.ArchiveRequest;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.formats.change.Change;
import org.patrolledger.formats.change.Figure;
import org.patrolledger.testing.FakeCatalogueStore;
import org.patrolledger.testing.FakeDownloadRegister;
import org.patrolledger.testing.FakeSummaryArchive;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.Answer;
import org.patrolledger.testing.lambda.Call;

/// A week of one operation in two editions, and a month of all operations in two.
abstract class PublishedEditions {
    static final InstantSource CLOCK = Sample.at("2023-03-20T11:00:00.123456Z");
    static final Call PERIOD = Call.sample("read-period");
    static final Call SUMMARY = Call.sample("read-summary");
    static final Call EDITIONS = Call.sample("read-editions");
    static final Call WEEKLY_FILE = Call.sample("download-weekly-file");
    static final Call MONTHLY_FILE = Call.sample("download-monthly-file-of-an-edition");
    static final Call DOWNLOADS = Call.sample("read-downloads");

    static final SummaryKey GRIP = Sample.WEEKLY;
    static final SummaryKey ALL = new SummaryKey(Sample.MONTH, OperationId.ALL);
    static final Change CHANGE =
            new Change(
                    Figure.total(Measure.ARRESTS), 7, 8, 1, Change.Cause.LATE, List.of(Form.id(1)));

    final FakeSummaryArchive archive = new FakeSummaryArchive();
    final FakeDownloadRegister register = new FakeDownloadRegister(CLOCK);
    final List<ArchiveRequest> asked = new ArrayList<>();
    final FakeCatalogueStore catalogue = new FakeCatalogueStore();
    final DownloadSummary function =
            new DownloadSummary(archive, register, catalogue, asked::add, CLOCK);
    final List<Digest> manifests = new ArrayList<>();
    Editions editions;

    @BeforeEach
    void publish() {
        editions = new Editions(archive);
        manifests.add(editions.publish(GRIP, "2023-02-06T06:30:00Z"));
        manifests.add(editions.publish(GRIP, "2023-02-08T09:00:00.500Z", CHANGE));
        editions.publish(ALL, "2023-03-01T07:00:00Z");
        editions.publish(ALL, "2023-03-19T07:00:00Z");
    }

    void download(String at) {
        var answer =
                WEEKLY_FILE.answeredBy(
                        new DownloadSummary(
                                archive, register, catalogue, asked::add, Sample.at(at)));
        assertThat(answer.status()).isEqualTo(303);
    }

    List<Download> recorded() {
        return register.between(
                Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2030-01-01T00:00:00Z"));
    }

    String fetched(Answer answer) {
        return new String(
                archive.fetch(URI.create(answer.header("location"))), StandardCharsets.UTF_8);
    }
}
