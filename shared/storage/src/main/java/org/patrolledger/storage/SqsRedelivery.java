package org.patrolledger.storage;

import java.net.URI;
import java.time.Duration;
import org.patrolledger.lambda.queue.QueueMessage;
import org.patrolledger.lambda.queue.Redelivery;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Gives messages out again by the visibility that SQS keeps for each.
public final class SqsRedelivery implements Redelivery {
    private final SqsClient client;
    private final String url;

    public SqsRedelivery(SqsClient client, URI queue) {
        this.client = client;
        this.url = queue.toString();
    }

    /// Changes nothing about a message without a receipt: it came from no queue.
    @Override
    public void after(QueueMessage message, Duration delay) {
        message.receipt()
                .ifPresent(receipt ->
                        Storage.call(() ->
                                client.changeMessageVisibility(it ->
                                        it.queueUrl(url)
                                                .receiptHandle(receipt)
                                                .visibilityTimeout(
                                                        Math.toIntExact(delay.toSeconds())))));
    }
}
