package org.patrolledger.local.sources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Gatherers;
import org.patrolledger.local.embedded.LocalCredentials;
import org.patrolledger.local.embedded.invoke.Functions;
import org.patrolledger.local.embedded.invoke.Outcome;
import org.patrolledger.local.json.JsonTree;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Gives a queue's messages to a function as an event source mapping with partial batch responses
/// does: one message a batch, as deployed, and several batches at once; what the function names as
/// failed comes again, the rest is deleted; after the queue's number of receives a message goes to
/// its dead-letter queue.
public final class QueuePoller implements EventSource, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(QueuePoller.class.getName());

    /// The most messages in one call to a queue.
    private static final int MOST = 10;

    /// How many calls of the function are under way at once: what a small machine has cores for,
    /// and as much again while they wait for storage.
    private static final int CONCURRENCY = 4;

    /// A killed stack's messages come back after this; a function at work has it extended.
    private static final Duration VISIBILITY = Duration.ofSeconds(30);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /// How long a look waits for a message, as that of Lambda does, if for longer.
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final Duration SETTLING = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SqsClient sqs;
    private final String queueUrl;
    private final String queueName;
    private final Functions functions;
    private final String function;
    private final Duration visibility;
    private final ReentrantLock turn = new ReentrantLock();
    private final ScheduledExecutorService heart =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("queue-heartbeat").daemon().factory());
    private final Semaphore free = new Semaphore(CONCURRENCY);
    private final ExecutorService calls =
            Executors.newFixedThreadPool(
                    CONCURRENCY, Thread.ofPlatform().name("queue-call-", 0).daemon().factory());

    public QueuePoller(SqsClient sqs, String queueUrl, Functions functions, String function) {
        this(sqs, queueUrl, functions, function, VISIBILITY);
    }

    /// With messages that come back sooner, as a test wants them.
    QueuePoller(
            SqsClient sqs,
            String queueUrl,
            Functions functions,
            String function,
            Duration visibility) {
        this.visibility = visibility;
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.queueName = queueUrl.substring(queueUrl.lastIndexOf('/') + 1);
        this.functions = functions;
        this.function = function;
    }

    /// Works off what the queue hands out until it hands out nothing more: more is received while
    /// the last calls are under way. Only a look that is not eager waits for something to come, and
    /// nobody waits for that look.
    @Override
    public boolean turn(boolean eager) {
        List<Message> first = eager ? List.of() : receive(LOOK);
        if (!eager && first.isEmpty()) {
            return false;
        }
        Set<Message> waiting = ConcurrentHashMap.newKeySet();
        waiting.addAll(first);
        List<Future<?>> deliveries = new ArrayList<>();
        long beat = visibility.toMillis() / 3;
        ScheduledFuture<?> beating =
                heart.scheduleAtFixedRate(
                        () -> keepHidden(waiting), beat, beat, TimeUnit.MILLISECONDS);
        turn.lock();
        try {
            List<Message> messages = eager ? receive(Duration.ZERO) : first;
            for (; !messages.isEmpty(); messages = receive(Duration.ZERO)) {
                waiting.addAll(messages);
                for (Message message : messages) {
                    free.acquire();
                    deliveries.add(calls.submit(() -> deliver(message, waiting)));
                }
            }
            return !deliveries.isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !deliveries.isEmpty();
        } finally {
            try {
                awaitAll(deliveries);
            } finally {
                beating.cancel(false);
                turn.unlock();
            }
        }
    }

    private List<Message> receive(Duration wait) {
        return sqs.receiveMessage(r ->
                        r.queueUrl(queueUrl)
                                .waitTimeSeconds(seconds(wait))
                                .maxNumberOfMessages(MOST)
                                .visibilityTimeout(seconds(visibility))
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                                .messageAttributeNames("All"))
                .messages();
    }

    /// Waits for every delivery, and then throws what the first of them failed with.
    private static void awaitAll(List<Future<?>> deliveries) {
        IllegalStateException failure = null;
        for (Future<?> delivery : deliveries) {
            try {
                delivery.get();
            } catch (ExecutionException e) {
                failure = failure == null ? new IllegalStateException(e.getCause()) : failure;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /// A look has waited already.
    @Override
    public Duration rest() {
        return Duration.ZERO;
    }

    @Override
    public boolean pending() {
        return any(
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
    }

    private boolean any(QueueAttributeName... counts) {
        return sqs
                .getQueueAttributes(r -> r.queueUrl(queueUrl).attributeNames(counts))
                .attributes()
                .values()
                .stream()
                .anyMatch(count -> !count.equals("0"));
    }

    /// Works off what is in the queue now, and waits for what another look has received, up to 10
    /// seconds: a message that fails comes again.
    public void settle() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (turn(true)
                // In one question, for a message that comes back is in either.
                || (any(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
                        && System.nanoTime() < end)) {
            try {
                Thread.sleep(SETTLING);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void deliver(Message message, Set<Message> waiting) {
        try {
            Outcome outcome;
            try {
                outcome = functions.invoke(function, event(message));
            } finally {
                waiting.remove(message);
            }
            boolean done =
                    outcome instanceof Outcome.Returned it
                            && failures(it.payload(), Set.of(message.messageId())).isEmpty();
            if (done) {
                var entry =
                        DeleteMessageBatchRequestEntry.builder()
                                .id(message.messageId())
                                .receiptHandle(message.receiptHandle())
                                .build();
                sqs.deleteMessageBatch(r -> r.queueUrl(queueUrl).entries(entry));
            } else {
                hide(List.of(message), RETRY_AFTER);
            }
        } finally {
            free.release();
        }
    }

    /// A beat that fails is logged; the next one is due all the same.
    private void keepHidden(Set<Message> waiting) {
        try {
            hide(List.copyOf(waiting), visibility);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, this + ": messages under way may be handed out again", e);
        }
    }

    private void hide(List<Message> messages, Duration time) {
        messages.stream()
                .map(it -> hidden(it, time))
                .gather(Gatherers.windowFixed(MOST))
                .forEach(entries ->
                        sqs.changeMessageVisibilityBatch(
                                r -> r.queueUrl(queueUrl).entries(entries)));
    }

    private static ChangeMessageVisibilityBatchRequestEntry hidden(Message message, Duration time) {
        return ChangeMessageVisibilityBatchRequestEntry.builder()
                .id(message.messageId())
                .receiptHandle(message.receiptHandle())
                .visibilityTimeout(seconds(time))
                .build();
    }

    /// The messages that failed. A response Lambda could not read, or that names a message that was
    /// not in the batch, fails them all.
    static Set<String> failures(byte[] payload, Set<String> batch) {
        JsonNode response;
        try {
            response = payload.length == 0 ? JsonTree.object() : JsonTree.read(payload);
        } catch (IOException e) {
            return batch;
        }
        Set<String> failed = new HashSet<>();
        for (JsonNode failure : response.path("batchItemFailures")) {
            String id = failure.path("itemIdentifier").asText("");
            if (!batch.contains(id)) {
                return batch;
            }
            failed.add(id);
        }
        return failed;
    }

    private byte[] event(Message message) {
        ObjectNode event = JsonTree.object();
        ObjectNode record =
                event.putArray("Records")
                        .addObject()
                        .put("messageId", message.messageId())
                        .put("receiptHandle", message.receiptHandle())
                        .put("body", message.body());
        ObjectNode attributes = record.putObject("attributes");
        message.attributesAsStrings().forEach(attributes::put);
        ObjectNode messageAttributes = record.putObject("messageAttributes");
        message.messageAttributes()
                .forEach((name, value) ->
                        messageAttributes
                                .putObject(name)
                                .put("stringValue", value.stringValue())
                                .put("dataType", value.dataType()));
        record.put("md5OfBody", message.md5OfBody())
                .put("eventSource", "aws:sqs")
                .put("eventSourceARN", LocalCredentials.arn("sqs", queueName))
                .put("awsRegion", LocalCredentials.REGION.id());
        return JsonTree.bytes(event);
    }

    private static int seconds(Duration time) {
        return Math.toIntExact(time.toSeconds());
    }

    @Override
    public String toString() {
        return "queue " + queueName;
    }

    @Override
    public void close() {
        heart.shutdownNow();
        calls.shutdown();
    }
}
