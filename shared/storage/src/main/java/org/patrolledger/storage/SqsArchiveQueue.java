package org.patrolledger.storage;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.patrolledger.contract.ArchiveRequestDocument;
import org.patrolledger.domain.summary.ArchiveQueue;
import org.patrolledger.domain.summary.ArchiveRequest;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The queue of archives to be made in SQS.
public final class SqsArchiveQueue implements ArchiveQueue {
    private final SqsBatches queue;

    public SqsArchiveQueue(SqsClient client, URI queue) {
        this.queue = new SqsBatches(client, queue.toString());
    }

    @Override
    public void send(ArchiveRequest request) {
        queue.send(List.of(ArchiveRequestDocument.write(request)), Duration.ZERO);
    }
}
