package org.patrolledger.lambda.queue;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.StorageException;
import org.patrolledger.lambda.Deadline;
import org.patrolledger.lambda.LambdaFunction;
import org.patrolledger.lambda.log.FunctionLog;
import org.patrolledger.lambda.log.Log;

/// A function that works off the messages of a queue. What is not done when the time ends, be it
/// that storage only hangs, is put back, so that it comes again after minutes; the rest is done.
public abstract class QueueFunction extends LambdaFunction {
    private final FunctionLog log = new FunctionLog(InstantSource.system());
    private final Redelivery redelivery;

    /// @param redelivery says when a message that was not done comes again
    protected QueueFunction(Redelivery redelivery) {
        this.redelivery = redelivery;
    }

    /// The messages of one call.
    ///
    /// @param requestId names the call, unlike any other
    /// @param log the call's
    public record Batch(
            List<QueueMessage> messages, String requestId, Log log, Set<QueueMessage> finished) {

        /// Works off each message by itself. One that fails is logged as `failed`, and left.
        public void each(String failed, Work work) {
            for (var message : messages) {
                try {
                    work.on(message);
                    done(message);
                } catch (RuntimeException | IOException e) {
                    log.error(failed, e, Map.of("message_id", message.id()));
                }
            }
        }

        /// Says that these need not come again.
        public void done(List<QueueMessage> some) {
            finished.addAll(some);
        }

        private void done(QueueMessage message) {
            finished.add(message);
        }
    }

    /// What is done about one message.
    public interface Work {
        void on(QueueMessage message) throws IOException;
    }

    /// Works off the messages. One that cannot be done keeps none of the others from it: it is
    /// logged, and left.
    protected abstract void work(Batch batch);

    @Override
    protected final void handle(byte[] event, OutputStream out, Context context)
            throws IOException {
        var invocation = log.of(context);
        var batch =
                new Batch(
                        QueueMessage.batch(event),
                        context.getAwsRequestId(),
                        invocation,
                        ConcurrentHashMap.newKeySet());
        try {
            Deadline.ofMessages(context)
                    .bound(() -> {
                        work(batch);
                        return true;
                    });
        } catch (StorageException e) {
            invocation.error("messages.out-of-time", e, Map.of());
        }
        var left = new ArrayList<>(batch.messages());
        left.removeAll(Set.copyOf(batch.finished()));
        putBack(left, Deadline.of(context), invocation);
        var failures =
                left.stream().map(message -> Map.of("itemIdentifier", message.id())).toList();
        out.write(Json.bytes(Map.of("batchItemFailures", failures)));
    }

    private void putBack(List<QueueMessage> left, Deadline deadline, Log invocation) {
        try {
            deadline.bound(() -> {
                left.forEach(message -> putBack(message, invocation));
                return true;
            });
        } catch (StorageException e) {
            invocation.error("messages.come-late", e, Map.of("messages", left.size()));
        }
    }

    /// Says when a message comes again. Where the queue cannot be asked it comes by itself, later.
    private void putBack(QueueMessage message, Log invocation) {
        try {
            redelivery.after(message, Redelivery.delay(message));
        } catch (RuntimeException e) {
            invocation.error("messages.come-late", e, Map.of("message_id", message.id()));
        }
    }
}
