package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.summary.PublishRequest;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.lambda.Deadline;
import org.patrolledger.testing.Sample;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/// SQS may take some messages of a batch and refuse others, which no stand-in here does.
class PartlyTakenBatchTest {
    private static final List<PublishRequest> DUE =
            IntStream.range(0, 13)
                    .mapToObj(i -> new SummaryKey(Sample.WEEK, new OperationId("operation-" + i)))
                    .map(key -> new PublishRequest(key, PublishRequest.Reason.CHANGE))
                    .toList();
    private static final List<PublishRequest> ONE_BATCH = DUE.subList(0, 10);

    @Test
    void what_was_not_taken_is_sent_again_and_nothing_else_is() {
        var sqs =
                new FakeSqs((entry, times) ->
                        times == 1 && entry.messageBody().matches(".*operation-[02468]\".*"));

        send(sqs, DUE);

        assertThat(sqs.batches).containsExactlyInAnyOrder(10, 5, 3);
        assertThat(sqs.taken).doesNotHaveDuplicates().hasSize(DUE.size());
    }

    @Test
    void what_is_never_taken_ends_with_the_deadline() {
        var sqs = new FakeSqs((entry, times) -> entry.id().equals("3"));

        assertThatThrownBy(
                        () -> Deadline.in(Duration.ofSeconds(1)).call(() -> send(sqs, ONE_BATCH)))
                .isInstanceOfSatisfying(
                        StorageException.class,
                        e -> assertThat(e.fault()).isEqualTo(StorageException.Fault.THROTTLED));
        assertThat(sqs.batches.size()).isGreaterThan(1);
    }

    /// A pause may end just when the deadline does, and storage is no less busy for it.
    @Test
    void what_was_refused_once_is_told_as_refused_whenever_the_time_is_up() {
        for (int i = 0; i < 100; i++) {
            var sqs = new FakeSqs((entry, times) -> entry.id().equals("3"));
            try {
                Deadline.in(Duration.ofMillis(10)).call(() -> send(sqs, ONE_BATCH));
            } catch (StorageException e) {
                assertThat(e.fault() == StorageException.Fault.THROTTLED)
                        .isEqualTo(!sqs.batches.isEmpty());
            }
        }
    }

    @Test
    void a_message_that_is_refused_for_good_is_a_fault_of_ours_and_not_repeated() {
        var sqs = new FakeSqs((entry, times) -> entry.id().equals("3"));
        sqs.senderFault = true;

        assertThatThrownBy(() -> send(sqs, ONE_BATCH)).isInstanceOf(IllegalStateException.class);
        assertThat(sqs.batches).hasSize(1);
    }

    private static boolean send(SqsClient sqs, List<PublishRequest> due) {
        new SqsSummaryQueue(sqs, URI.create("http://127.0.0.1/queue/due")).send(due, Duration.ZERO);
        return true;
    }

    private interface Refusal {
        /// @param times how often the message was sent
        boolean refuses(SendMessageBatchRequestEntry entry, int times);
    }

    private static final class FakeSqs implements SqsClient {
        private final Refusal refusal;
        private final List<Integer> batches = new ArrayList<>();
        private final List<String> taken = new ArrayList<>();
        private final Map<String, Integer> sent = new HashMap<>();
        private boolean senderFault;

        FakeSqs(Refusal refusal) {
            this.refusal = refusal;
        }

        @Override
        public synchronized SendMessageBatchResponse sendMessageBatch(
                SendMessageBatchRequest request) {
            batches.add(request.entries().size());
            request.entries().forEach(it -> sent.merge(it.messageBody(), 1, Integer::sum));
            Predicate<SendMessageBatchRequestEntry> refused =
                    entry -> refusal.refuses(entry, sent.getOrDefault(entry.messageBody(), 0));
            request.entries().stream()
                    .filter(refused.negate())
                    .forEach(entry -> taken.add(entry.messageBody()));
            return SendMessageBatchResponse.builder()
                    .failed(
                            request.entries().stream()
                                    .filter(refused)
                                    .map(entry ->
                                            BatchResultErrorEntry.builder()
                                                    .id(entry.id())
                                                    .code("InternalError")
                                                    .senderFault(senderFault)
                                                    .build())
                                    .toList())
                    .build();
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }
}
