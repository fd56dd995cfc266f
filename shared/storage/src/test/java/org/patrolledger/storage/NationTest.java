package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.CountedRevision;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.time.ReportingPeriod;
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
        var stored = new ArrayList<CountedRevision>();
        for (int i = 0; i < days.size(); i += 31) {
            stored.add(nation.store(days.get(i), i).counted());
        }
        stored.sort(Comparator.comparing(it -> it.submission().id()));

        try (var read = log(nation).counted(days)) {
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
        var stored = nation.store(days.getFirst(), 1).counted();

        try (var read = log(nation).counted(days)) {
            assertThat(read).containsExactly(stored);
        }

        assertThat(nation.queries).hasValue(14);
    }

    private static DynamoDbSubmissionLog log(Nation nation) {
        return new DynamoDbSubmissionLog(nation, "submissions", Scratch.UNUSED);
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
