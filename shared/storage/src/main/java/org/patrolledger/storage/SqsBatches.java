package org.patrolledger.storage;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Gatherers;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// Sends any number of messages to one queue in as few calls as SQS allows.
record SqsBatches(SqsClient client, URI url) {
    /// The most that SQS takes at once.
    private static final int BATCH = 10;

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    /// How many calls are under way at once. Messages have no order, in the queue neither.
    private static final int PARALLEL = 8;

    /// Returns once all messages are durably there.
    ///
    /// @param delay how long they stay unseen, in whole seconds
    /// @throws IllegalArgumentException if that is longer than the 15 minutes SQS allows
    void send(List<String> bodies, Duration delay) {
        if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("a delay is 0 to 15 minutes");
        }
        if (bodies.isEmpty()) {
            return;
        }
        var entries = new ArrayList<SendMessageBatchRequestEntry>();
        for (var body : bodies) {
            entries.add(
                    SendMessageBatchRequestEntry.builder()
                            .id(Integer.toString(entries.size()))
                            .messageBody(body)
                            .delaySeconds(Math.toIntExact(delay.toSeconds()))
                            .build());
        }
        if (entries.size() <= BATCH) {
            sendBatch(entries);
            return;
        }
        var batches = entries.stream().gather(Gatherers.windowFixed(BATCH)).toList();
        new FanOut(PARALLEL).map(batches, this::sendBatch);
    }

    /// Sends again what SQS did not take of a batch, until nothing is left or no time is.
    ///
    /// @return how many messages these are
    private int sendBatch(List<SendMessageBatchRequestEntry> batch) {
        var backoff = new Backoff();
        var left = batch;
        while (true) {
            var request =
                    SendMessageBatchRequest.builder()
                            .queueUrl(url.toString())
                            .entries(left)
                            .build();
            var failed = backoff.call(() -> client.sendMessageBatch(request)).failed();
            if (failed.isEmpty()) {
                return batch.size();
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
