package org.patrolledger.storage;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import org.patrolledger.contract.DueDocument;
import org.patrolledger.domain.summary.Due;
import org.patrolledger.domain.summary.SummaryQueue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// The queue in SQS.
public final class SqsSummaryQueue implements SummaryQueue {
    /// The most that SQS takes at once.
    private static final int BATCH = 10;

    private final SqsClient client;
    private final String url;

    public SqsSummaryQueue(SqsClient client, URI queue) {
        this.client = client;
        this.url = queue.toString();
    }

    @Override
    public void send(Collection<Due> due, Duration delay) {
        if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("a delay is 0 to 15 minutes");
        }
        var entries = new ArrayList<SendMessageBatchRequestEntry>();
        for (var each : new LinkedHashSet<>(due)) {
            entries.add(
                    SendMessageBatchRequestEntry.builder()
                            .id(Integer.toString(entries.size()))
                            .messageBody(DueDocument.write(each))
                            .delaySeconds(Math.toIntExact(delay.toSeconds()))
                            .build());
        }
        for (int from = 0; from < entries.size(); from += BATCH) {
            send(entries.subList(from, Math.min(entries.size(), from + BATCH)));
        }
    }

    /// Sends again what SQS did not take of a batch, until nothing is left or no time is.
    private void send(List<SendMessageBatchRequestEntry> batch) {
        var backoff = new Backoff();
        var left = batch;
        while (true) {
            var request = SendMessageBatchRequest.builder().queueUrl(url).entries(left).build();
            var failed = backoff.call(() -> client.sendMessageBatch(request)).failed();
            if (failed.isEmpty()) {
                return;
            }
            var refused = failed.stream().filter(BatchResultErrorEntry::senderFault).findAny();
            if (refused.isPresent()) {
                throw new IllegalStateException("SQS refuses a message: " + refused.get().code());
            }
            var ids = new HashSet<>(failed.stream().map(BatchResultErrorEntry::id).toList());
            left = left.stream().filter(entry -> ids.contains(entry.id())).toList();
            backoff.pause(
                    new IllegalStateException("SQS did not take: " + failed.getFirst().code()));
        }
    }
}
