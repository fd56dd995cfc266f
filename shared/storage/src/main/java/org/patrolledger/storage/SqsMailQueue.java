package org.patrolledger.storage;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import org.patrolledger.contract.MailTaskDocument;
import org.patrolledger.domain.digest.MailQueue;
import org.patrolledger.domain.digest.MailTask;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The queue of mails to be sent in SQS.
public final class SqsMailQueue implements MailQueue {
    private final SqsBatches queue;

    public SqsMailQueue(SqsClient client, URI queue) {
        this.queue = new SqsBatches(client, queue.toString());
    }

    @Override
    public void send(Collection<MailTask> tasks, Duration delay) {
        if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("a delay is 0 to 15 minutes");
        }
        queue.send(tasks.stream().map(MailTaskDocument::write).toList(), delay);
    }
}
