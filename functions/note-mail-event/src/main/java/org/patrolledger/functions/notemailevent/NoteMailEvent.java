package org.patrolledger.functions.notemailevent;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.patrolledger.contract.json.Json;
import org.patrolledger.lambda.Deadline;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.LambdaFunction;
import org.patrolledger.lambda.log.FunctionLog;
import org.patrolledger.lambda.log.Log;
import org.patrolledger.lambda.log.Metric;
import org.patrolledger.lambda.queue.QueueMessage;
import org.patrolledger.storage.Adapters;

/// Notes what the mail service tells of mails that were sent. A message that cannot be noted is
/// reported as failed, so that the queue gives it again; the others are done.
public final class NoteMailEvent extends LambdaFunction {
    private final FunctionLog log = new FunctionLog(InstantSource.system());
    private final Settlement settlement;

    /// Wires the function to this process's environment, as Lambda does.
    public NoteMailEvent() {
        this(Environment.ofProcess(), InstantSource.system());
    }

    /// Wires the function to `environment`, with `clock` for the times of claims.
    public NoteMailEvent(Environment environment, InstantSource clock) {
        this(settlement(new Adapters(environment), clock));
    }

    NoteMailEvent(Settlement settlement) {
        this.settlement = settlement;
    }

    private static Settlement settlement(Adapters adapters, InstantSource clock) {
        return new Settlement(
                adapters.mailingRegister(), adapters.subscriberRegister(clock), clock);
    }

    @Override
    protected void handle(byte[] event, OutputStream out, Context context) throws IOException {
        var invocation = log.of(context);
        var failed = new ArrayList<String>();
        Deadline.of(context)
                .call(() -> {
                    QueueMessage.batch(event).forEach(it -> note(it, failed, invocation));
                    return true;
                });
        List<Map<String, String>> failures =
                failed.stream().map(id -> Map.of("itemIdentifier", id)).toList();
        out.write(Json.bytes(Map.of("batchItemFailures", failures)));
    }

    private void note(QueueMessage message, List<String> failed, Log invocation) {
        try {
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
        } catch (RuntimeException e) {
            invocation.error("mail.event-failed", e, Map.of("message_id", message.id()));
            failed.add(message.id());
        }
    }
}
