package org.patrolledger.functions.notemailevent;

import java.time.InstantSource;
import java.util.Map;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.log.Log;
import org.patrolledger.lambda.log.Metric;
import org.patrolledger.lambda.queue.QueueFunction;
import org.patrolledger.lambda.queue.QueueMessage;
import org.patrolledger.lambda.queue.Redelivery;
import org.patrolledger.storage.Adapters;

/// Notes what the mail service tells of mails that were sent. A message that cannot be noted is
/// reported as failed, so that the queue gives it again; the others are done.
public final class NoteMailEvent extends QueueFunction {
    private final Settlement settlement;

    /// Wires the function to this process's environment, as Lambda does.
    public NoteMailEvent() {
        this(Environment.ofProcess(), InstantSource.system());
    }

    /// Wires the function to `environment`, with `clock` for the times of claims.
    public NoteMailEvent(Environment environment, InstantSource clock) {
        var adapters = new Adapters(environment);
        this(new Settlement(adapters.mailingRegister(), adapters.subscriberRegister(clock), clock));
    }

    NoteMailEvent(Settlement settlement) {
        // A message of this queue comes again after minutes by itself.
        super(Redelivery.NEVER_CHANGED);
        this.settlement = settlement;
    }

    @Override
    protected void work(Batch batch) {
        batch.each("mail.event-failed", message -> note(message, batch.log()));
    }

    private void note(QueueMessage message, Log invocation) {
        var event = MailEventDocument.read(message.body());
        if (event.isEmpty()) {
            invocation.warn("mail.event-unknown", Map.of("message_id", message.id()));
            return;
        }
        settlement.note(event.get());
        invocation.info(
                "mail.event",
                Map.of(
                        "kind", event.get().kind().name(),
                        "mailing", event.get().mailing().id()),
                Metric.count("MailEvents" + event.get().kind().name(), 1));
    }
}
