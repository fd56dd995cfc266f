package org.patrolledger.functions.schedulesummaries;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.storage.DynamoDbEditionChain;
import org.patrolledger.storage.SqsSummaryQueue;
import org.patrolledger.testing.FakeCatalogueStore;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.FakeContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/// The Monday of a nation with 2,000 operations and as much history as makes most summaries due: by
/// the calls to DynamoDB and SQS that it takes, and how many of them are under way at once. A
/// minute is what the function has.
class NationScheduleTest {
    private static final int OPERATIONS = 2_000;
    private static final Instant MONDAY = Instant.parse("2023-02-27T06:30:00Z");
    private static final String WEEKLY =
            "{\"kind\":\"weekly\",\"scheduledAt\":\"2023-02-27T06:30:00Z\"}";

    /// Weeks that are looked at again on that Monday, and one that is not.
    private static final List<String> BEGUN =
            List.of("2023-W05", "2022-W52", "2022-W28", "2023-W07");

    private static final int REVIEWED = 3;

    /// What SQS takes of a message, and of a batch, in bytes.
    private static final int LARGEST_BATCH = 256 * 1024;

    private static final int SECONDS = 60;

    private final FakeCatalogueStore catalogue = new FakeCatalogueStore();
    private final Chains chains = new Chains();
    private final Queue queue = new Queue();
    private final ScheduleSummaries function =
            new ScheduleSummaries(
                    catalogue,
                    new DynamoDbEditionChain(chains, "chains"),
                    new SqsSummaryQueue(queue, URI.create("http://127.0.0.1/queue/due")),
                    () -> MONDAY);

    @BeforeEach
    void a_nation() {
        // As long as an id may be.
        var longest = "operation-with-as-long-a-name-as-an-identifier-may-have-";
        for (int i = 0; i < OPERATIONS; i++) {
            catalogue.put(Sample.operation(new OperationId(longest + (1_000 + i)), "laindon"));
        }
    }

    @Test
    void a_monday_of_a_nation_is_a_query_for_each_operation_and_a_request_for_ten_messages()
            throws IOException {
        var due = (List<?>) Json.object(handle(WEEKLY)).get("due");

        int summaries = (OPERATIONS + 1) * (1 + REVIEWED);
        assertThat(due).hasSize(summaries);
        assertThat(queue.sent).hasSize(summaries);
        assertThat(chains.calls.total).hasValue(OPERATIONS + 1);
        assertThat(queue.calls.total).hasValue(Math.ceilDiv(summaries, 10));
        assertThat(chains.calls.most.get()).isBetween(2, 16);
        assertThat(queue.calls.most.get()).isBetween(2, 8);
        assertThat(queue.largest.get()).isLessThan(LARGEST_BATCH);
    }

    /// The answer of a function may have 6 MB.
    @Test
    void a_backfill_of_as_many_as_may_be_asked_for_is_sent_and_answered() throws IOException {
        catalogue.put(Sample.operation(Sample.GRIP, "laindon"));
        var some = handle("{\"kind\":\"weekly\",\"from\":\"2023-W01\",\"to\":\"2023-W04\"}");

        assertThat(queue.sent).hasSize(4 * (OPERATIONS + 2));
        assertThat(some.length() * (Plan.MOST_BACKFILLED / queue.sent.size() + 1))
                .isLessThan(6 << 20);
    }

    private String handle(String event) throws IOException {
        var out = new ByteArrayOutputStream();
        function.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                out,
                new FakeContext("schedule-summaries").leaving(SECONDS * 1_000));
        return out.toString(StandardCharsets.UTF_8);
    }

    /// How many calls there were, and how many at once.
    private static final class Calls {
        private final AtomicInteger total = new AtomicInteger();
        private final AtomicInteger underWay = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        void begin() {
            total.incrementAndGet();
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            Thread.yield();
        }

        void end() {
            underWay.decrementAndGet();
        }
    }

    /// A table of chains in which every operation has begun the same weeks.
    private static final class Chains implements DynamoDbClient {
        private final Calls calls = new Calls();

        @Override
        public QueryResponse query(QueryRequest request) {
            calls.begin();
            try {
                return QueryResponse.builder()
                        .items(
                                Stream.concat(
                                                Stream.of("head"),
                                                BEGUN.stream().map("weekly#"::concat))
                                        .map(entry -> Map.of("entry", AttributeValue.fromS(entry)))
                                        .toList())
                        .build();
            } finally {
                calls.end();
            }
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private static final class Queue implements SqsClient {
        private final Calls calls = new Calls();
        private final AtomicInteger largest = new AtomicInteger();
        private final Set<String> sent = ConcurrentHashMap.newKeySet();

        @Override
        public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
            calls.begin();
            try {
                int bytes = 0;
                var ids = new HashSet<String>();
                for (var entry : request.entries()) {
                    bytes += entry.messageBody().getBytes(StandardCharsets.UTF_8).length;
                    ids.add(entry.id());
                    sent.add(entry.messageBody());
                }
                assertThat(ids).hasSameSizeAs(request.entries()).hasSizeLessThanOrEqualTo(10);
                largest.accumulateAndGet(bytes, Math::max);
                return SendMessageBatchResponse.builder().build();
            } finally {
                calls.end();
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
