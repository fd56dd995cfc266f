package org.patrolledger.functions.noticechange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.summary.PublishRequest;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.summary.SummaryQueue;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.testing.FakeCatalogueStore;
import org.patrolledger.testing.FakeSummaryArchive;
import org.patrolledger.testing.FakeSummaryQueue;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.FakeContext;

class NoticeChangeTest {
    private static final Duration DELAY = Duration.ofSeconds(60);

    private final FakeCatalogueStore catalogue = new FakeCatalogueStore();
    private final FakeSummaryArchive archive = new FakeSummaryArchive();
    private final FakeSummaryQueue queue = new FakeSummaryQueue();
    private final FakeContext invocation = new FakeContext("notice-change");

    /// Before any of the periods was published, but for those that a test begins.
    private Instant now = Instant.parse("2023-01-30T12:00:00Z");

    private void begun(String... keys) {
        for (var key : keys) {
            var parts = key.split("/");
            var kind = ReportingPeriod.Kind.ofPath(parts[0]).orElseThrow();
            archive.begin(
                    new SummaryKey(
                            ReportingPeriod.parse(kind, parts[1]).orElseThrow(),
                            new OperationId(parts[2])));
        }
    }

    private static Map<String, Object> record(int number, String operation, String day) {
        var form =
                Form.incident().with("operation", operation).at(Instant.parse(day + "T12:00:00Z"));
        var image =
                Map.of("kind", Map.of("S", form.kind().code()), "body", Map.of("S", form.body()));
        return Map.of(
                "dynamodb", Map.of("SequenceNumber", Integer.toString(number), "NewImage", image));
    }

    private static byte[] event(List<?> records) {
        return Json.text(Map.of("Records", records)).getBytes(StandardCharsets.UTF_8);
    }

    /// The sequence number of the record that failed, if one did.
    private List<String> handle(byte[] event) throws IOException {
        var out = new ByteArrayOutputStream();
        new NoticeChange(catalogue, archive, queue, DELAY, () -> now)
                .handleRequest(new ByteArrayInputStream(event), out, invocation);
        var failures = (List<?>) Json.object(out.toByteArray()).get("batchItemFailures");
        return failures.stream()
                .map(it -> (String) ((Map<?, ?>) it).get("itemIdentifier"))
                .toList();
    }

    private List<String> due() {
        return queue.drain().stream().map(it -> it.message().key()).map(Object::toString).toList();
    }

    @Test
    void what_was_not_published_is_not_made_due() throws IOException {
        assertThat(handle(event(List.of(record(1, "grip", "2023-02-08"))))).isEmpty();

        assertThat(queue.sent()).isEmpty();
    }

    @Test
    void what_was_published_is_made_due_for_the_change_after_the_delay() throws IOException {
        begun("weekly/2023-W06/grip", "weekly/2023-W05/grip", "monthly/2023-02/safe-space");

        handle(event(List.of(record(1, "grip", "2023-02-08"))));

        assertThat(queue.sent())
                .singleElement()
                .satisfies(sent -> {
                    assertThat(sent.message().key()).hasToString("weekly/2023-W06/grip");
                    assertThat(sent.message().reason()).isEqualTo(PublishRequest.Reason.CHANGE);
                    assertThat(sent.delay()).isEqualTo(DELAY);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2023-02-13T06:29:59.999Z |",
                "2023-02-13T06:30:00Z | weekly/2023-W06/grip weekly/2023-W06/all-operations",
                "2023-03-01T06:59:59.999Z | weekly/2023-W06/grip weekly/2023-W06/all-operations",
                "2023-03-01T07:00:00Z | weekly/2023-W06/grip weekly/2023-W06/all-operations"
                        + " monthly/2023-02/grip monthly/2023-02/all-operations"
            })
    void what_was_never_published_is_made_due_once_its_publishing_moment_has_come(
            String at, String expected) throws IOException {
        catalogue.put(Sample.operation(Sample.GRIP, Sample.SOUTHEND.value()));
        now = Instant.parse(at);

        handle(event(List.of(record(1, "grip", "2023-02-08"))));

        assertThat(due())
                .containsExactlyInAnyOrder(expected == null ? new String[0] : expected.split(" "));
    }

    @Test
    void a_thousand_records_of_a_week_make_each_summary_due_once() throws IOException {
        begun("weekly/2023-W06/grip", "monthly/2023-02/grip", "weekly/2023-W06/all-operations");
        var records = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < 1_000; i++) {
            records.add(record(i, "grip", "2023-02-0" + (7 + i % 3)));
        }

        handle(event(records));

        assertThat(due()).hasSize(3).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "first-submission.json | weekly/2023-W05/grip monthly/2023-02/grip"
                        + " weekly/2023-W05/all-operations",
                "correction-to-another-week.json | weekly/2023-W05/grip weekly/2023-W06/grip"
                        + " monthly/2023-02/grip weekly/2023-W05/all-operations",
                "withdrawal.json | weekly/2023-W06/grip monthly/2023-02/grip"
            })
    void the_samples_of_events_make_due_what_they_touch(String sample, String expected)
            throws IOException {
        begun(
                "weekly/2023-W05/grip",
                "weekly/2023-W06/grip",
                "monthly/2023-02/grip",
                "weekly/2023-W05/all-operations",
                "monthly/2023-03/grip");

        assertThat(handle(sample(sample))).isEmpty();

        assertThat(due()).containsExactlyInAnyOrder(expected.split(" "));
    }

    @Test
    void the_sample_of_a_batch_is_handled_whole() throws IOException {
        begun("weekly/2023-W05/grip");

        assertThat(handle(sample("notice-change.json"))).isEmpty();

        assertThat(due()).contains("weekly/2023-W05/grip");
    }

    private static byte[] sample(String name) throws IOException {
        try (var in =
                NoticeChangeTest.class.getResourceAsStream(
                        "/events/samples/lambda/stream/" + name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void up_to_a_record_that_cannot_be_read_all_are_handled_and_that_one_is_reported()
            throws IOException {
        begun("weekly/2023-W05/grip", "weekly/2023-W06/grip", "weekly/2023-W07/grip");
        var broken = Map.of("dynamodb", Map.of("SequenceNumber", "3", "NewImage", "lost"));

        var failed =
                handle(
                        event(
                                List.of(
                                        record(1, "grip", "2023-02-01"),
                                        record(2, "grip", "2023-02-08"),
                                        broken,
                                        record(4, "grip", "2023-02-15"))));

        assertThat(failed).containsExactly("3");
        assertThat(due()).containsExactly("weekly/2023-W05/grip", "weekly/2023-W06/grip");
        assertThat(invocation.logged())
                .singleElement()
                .asString()
                .contains("notice.unreadable", "\"3\"");
    }

    @Test
    void a_queue_that_is_away_fails_the_whole_batch_which_is_given_again() {
        begun("weekly/2023-W06/grip");
        var away =
                new SummaryQueue() {
                    @Override
                    public void send(Collection<PublishRequest> due, Duration delay) {
                        throw new StorageException(
                                StorageException.Fault.AWAY, "away", new IOException());
                    }
                };
        var notice = new NoticeChange(catalogue, archive, away, DELAY, () -> now);
        var event = event(List.of(record(1, "grip", "2023-02-08")));

        assertThatThrownBy(() ->
                        notice.handleRequest(
                                new ByteArrayInputStream(event),
                                new ByteArrayOutputStream(),
                                invocation))
                .isInstanceOf(StorageException.class);
    }

    /// As many records as the event source hands over at once, of as many operations as a nation
    /// has.
    @Test
    void a_full_batch_of_a_nation_makes_each_summary_due_once() throws IOException {
        for (int i = 0; i < 2_000; i++) {
            catalogue.put(
                    Sample.operation(new OperationId("operation-" + i), Sample.SOUTHEND.value()));
        }
        now = Instant.parse("2023-03-01T07:00:00Z");
        var records = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < 2_500; i++) {
            records.add(record(i, "operation-" + i % 2_000, "2023-02-08"));
        }

        assertThat(handle(event(records))).isEmpty();

        assertThat(due())
                .hasSize(4_002)
                .doesNotHaveDuplicates()
                .contains(
                        "weekly/2023-W06/all-operations",
                        "monthly/2023-02/all-operations",
                        "weekly/2023-W06/operation-1999",
                        "monthly/2023-02/operation-0");
    }
}
