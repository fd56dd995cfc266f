package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.storage.MergedPages.Page;
import org.patrolledger.storage.MergedPages.Source;
import org.patrolledger.testing.Form;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// What a nation has in a month, 124,000 partitions, read as one sorted stream.
class NationTest {
    private static final int OPERATIONS = 2_000;

    @Test
    void a_month_of_all_operations_opens_16_partitions_at_a_time() {
        var nation = new Nation();
        var month = ReportingPeriod.parse(ReportingPeriod.Kind.MONTHLY, "2023-03").orElseThrow();
        var operations =
                IntStream.range(0, OPERATIONS)
                        .mapToObj(i -> new OperationId("operation-" + i))
                        .toList();
        var days = OperationDay.each(operations, month.days().toList());
        var stored = new ArrayList<Revision>();
        for (int i = 0; i < days.size(); i += 31) {
            stored.add(nation.store(days.get(i), i));
        }
        stored.sort(Comparator.comparing(it -> it.submission().id()));

        try (var read = new DynamoDbSubmissionLog(nation, "submissions").current(days)) {
            assertThat(read).containsExactlyElementsOf(stored);
        }

        assertThat(nation.queries).hasValue(124_000);
        assertThat(nation.mostUnderWay.get()).isBetween(2, 16);
    }

    @Test
    void a_small_summary_is_merged_as_it_is_read() {
        var nation = new Nation();
        var week = ReportingPeriod.parse(ReportingPeriod.Kind.WEEKLY, "2023-W09").orElseThrow();
        var days = OperationDay.each(List.of(new OperationId("grip")), week.days().toList());
        var stored = nation.store(days.getFirst(), 1);

        try (var read = new DynamoDbSubmissionLog(nation, "submissions").current(days)) {
            assertThat(read).containsExactly(stored);
        }

        assertThat(nation.queries).hasValue(14);
    }

    @Test
    void sorting_on_disk_gives_what_sorting_in_memory_gives() {
        var sources = sources(300, 40);
        var expected =
                sources.stream()
                        .flatMap(List::stream)
                        .sorted(StoredRevision.BY_ID)
                        .map(StoredRevision::texts)
                        .toList();

        for (int run : List.of(1, 7, 1_000, 100_000)) {
            try (var spooled = SpooledItems.of(paged(sources, 9), new FanOut(4), run)) {
                assertThat(spooled.map(StoredRevision::texts)).containsExactlyElementsOf(expected);
            }
        }
    }

    @Test
    void nothing_is_fetched_before_it_is_asked_for() {
        var fetched = new AtomicInteger();
        Source<StoredRevision> source =
                (from, most) -> {
                    fetched.incrementAndGet();
                    return new Page<>(List.of(), Map.of());
                };

        SpooledItems.of(List.of(source), new FanOut(1), 1).close();

        assertThat(fetched).hasValue(0);
    }

    /// `/dev/full` answers every write as a full disk does.
    @Test
    @EnabledOnOs(OS.LINUX)
    void a_full_disk_fails_the_reading_and_what_was_read_is_never_taken_for_the_whole() {
        var full = Path.of("/dev/full");
        var spool = new ItemSpool(() -> FileChannel.open(full, StandardOpenOption.WRITE));

        try (var spooled =
                SpooledItems.of(paged(sources(300, 40), 9), new FanOut(4), 1_000, spool)) {
            var items = spooled.iterator();
            assertThatThrownBy(items::hasNext)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasStackTraceContaining("No space left on device");
            assertThatThrownBy(items::hasNext).hasMessageContaining("is a part");
        }
    }

    @Test
    void after_a_failure_what_was_read_is_never_taken_for_the_whole() {
        Source<StoredRevision> fails =
                (from, most) -> {
                    throw new IllegalStateException("storage is away");
                };

        try (var spooled = SpooledItems.of(List.of(fails), new FanOut(1), 1)) {
            var items = spooled.iterator();
            assertThatThrownBy(items::hasNext).hasMessageContaining("storage is away");
            assertThatThrownBy(items::hasNext).hasMessageContaining("is a part");
        }
    }

    /// Items of which some lack a reason, as first revisions do.
    private static List<List<StoredRevision>> sources(int sources, int most) {
        return IntStream.range(0, sources)
                .mapToObj(source ->
                        IntStream.range(0, source % most)
                                .mapToObj(i -> item(source * 7_919 + i * 104_729, i))
                                .sorted(StoredRevision.BY_ID)
                                .toList())
                .toList();
    }

    private static StoredRevision item(int id, int i) {
        var item = new HashMap<String, AttributeValue>();
        item.put(SubmissionItem.SUBMISSION_ID, Items.text("%09d%05d".formatted(id, i)));
        item.put(SubmissionItem.BODY, Items.text("Café ".repeat(i * 20)));
        item.put(SubmissionItem.REVISION, Items.number(i));
        item.put(SubmissionItem.WITHDRAWN, AttributeValue.fromBool(i % 2 == 0));
        if (i % 3 == 0) {
            item.put(SubmissionItem.REASON, Items.text(""));
        }
        return StoredRevision.of(item);
    }

    private static List<Source<StoredRevision>> paged(
            List<List<StoredRevision>> sources, int page) {
        return sources.stream()
                .<Source<StoredRevision>>map(items ->
                        (from, most) -> {
                            int start = from.isEmpty() ? 0 : Integer.parseInt(from.get("at").n());
                            int end = Math.min(items.size(), start + Math.min(page, most));
                            return new Page<>(
                                    items.subList(start, end),
                                    end < items.size()
                                            ? Map.of("at", Items.number(end))
                                            : Map.of());
                        })
                .toList();
    }

    /// A table of submissions that answers queries of its index by day, and counts them.
    private static final class Nation implements DynamoDbClient {
        private final Map<String, List<Map<String, AttributeValue>>> partitions = new TreeMap<>();
        private final AtomicInteger queries = new AtomicInteger();
        private final AtomicInteger underWay = new AtomicInteger();
        private final AtomicInteger mostUnderWay = new AtomicInteger();

        /// Stores a submission of that day.
        Revision store(OperationDay day, int number) {
            var revision =
                    Form.engagement()
                            .of(Form.id(number))
                            .with("operation", day.operation().value())
                            .at(day.day().start().plusSeconds(3_600))
                            .first();
            var item = SubmissionItem.of(revision);
            var partition = Items.text(item, SubmissionItem.OPERATION_DAY_SHARD);
            partitions.computeIfAbsent(partition, it -> new ArrayList<>()).add(item);
            return revision;
        }

        @Override
        public QueryResponse query(QueryRequest request) {
            queries.incrementAndGet();
            mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            Thread.yield();
            try {
                var partition = request.expressionAttributeValues().get(":partition").s();
                return QueryResponse.builder()
                        .items(partitions.getOrDefault(partition, List.of()))
                        .build();
            } finally {
                underWay.decrementAndGet();
            }
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
