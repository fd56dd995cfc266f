package org.patrolledger.storage;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.patrolledger.contract.imports.ImportTaskDocument;
import org.patrolledger.domain.imports.ImportQueue;
import org.patrolledger.domain.imports.ImportTask;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The queue of imports in SQS.
public final class SqsImportQueue implements ImportQueue {
    private final SqsBatches queue;

    public SqsImportQueue(SqsClient client, URI queue) {
        this.queue = new SqsBatches(client, queue.toString());
    }

    @Override
    public void send(ImportTask task) {
        queue.send(List.of(ImportTaskDocument.write(task)), Duration.ZERO);
    }
}
