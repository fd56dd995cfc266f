package org.patrolledger.storage;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import org.patrolledger.contract.PublishRequestDocument;
import org.patrolledger.domain.summary.PublishRequest;
import org.patrolledger.domain.summary.SummaryQueue;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The queue of due summaries in SQS.
public final class SqsSummaryQueue implements SummaryQueue {
    private final SqsBatches queue;

    public SqsSummaryQueue(SqsClient client, URI queue) {
        this.queue = new SqsBatches(client, queue);
    }

    @Override
    public void send(Collection<PublishRequest> due, Duration delay) {
        queue.send(
                new LinkedHashSet<>(due).stream().map(PublishRequestDocument::write).toList(),
                delay);
    }
}
