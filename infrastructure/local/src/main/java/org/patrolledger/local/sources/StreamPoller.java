package org.patrolledger.local.sources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.patrolledger.local.embedded.invoke.Functions;
import org.patrolledger.local.embedded.invoke.Outcome;
import org.patrolledger.local.json.JsonTree;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Gives a table's stream to a function as an event source mapping does: in order, in batches that
/// wait a second for more, from the oldest record on. A batch that fails is halved until the record
/// at fault stands alone; after its last attempt that record's place in the stream goes to a
/// dead-letter queue and the stream goes on.
public final class StreamPoller implements EventSource {

    private static final int BATCH = 100;
    private static final Duration IDLE = Duration.ofMillis(250);
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 3;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);

    private final String stream;
    private final StreamReader reader;
    private final Functions functions;
    private final String function;
    private final SqsClient sqs;
    private final String deadLetterUrl;
    private final InstantSource clock;
    private final ReentrantLock turn = new ReentrantLock();
    private Optional<Long> windowOpened = Optional.empty();

    /// @param checkpoint the file that says how far the stream was read
    /// @param deadLetterUrl the queue for the places of records that could not be worked off
    public StreamPoller(
            DynamoDbStreamsClient streams,
            String stream,
            Path checkpoint,
            Functions functions,
            String function,
            SqsClient sqs,
            String deadLetterUrl,
            InstantSource clock)
            throws IOException {
        this.stream = stream;
        this.reader = new StreamReader(streams, stream, Checkpoint.open(checkpoint, stream), BATCH);
        this.functions = functions;
        this.function = function;
        this.sqs = sqs;
        this.deadLetterUrl = deadLetterUrl;
        this.clock = clock;
    }

    @Override
    public boolean turn(boolean eager) {
        turn.lock();
        try {
            Optional<StreamReader.Batch> batch = reader.read();
            if (batch.isEmpty() || (!eager && waits(batch.get()))) {
                return false;
            }
            workOff(batch.get());
            return true;
        } finally {
            turn.unlock();
        }
    }

    private void workOff(StreamReader.Batch batch) {
        windowOpened = Optional.empty();
        deliver(batch, batch.records());
        reader.passed(batch);
    }

    private boolean waits(StreamReader.Batch batch) {
        if (batch.records().size() >= BATCH || batch.next() == null) {
            return false;
        }
        long now = System.nanoTime();
        if (windowOpened.isEmpty()) {
            windowOpened = Optional.of(now);
        }
        return now - windowOpened.get() < WINDOW.toNanos();
    }

    /// Keeps others from turning this until [#release]. The thread that holds it may turn it.
    void hold() {
        turn.lock();
    }

    /// Ends a [#hold] of this thread.
    void release() {
        turn.unlock();
    }

    /// Works off what is in the stream now. Of what is written meanwhile only what joins the last
    /// batch is worked off too, so that this ends however much is written.
    void catchUp() {
        turn.lock();
        try {
            for (var batch = reader.read(); batch.isPresent(); batch = reader.read()) {
                workOff(batch.get());
                if (batch.get().next() != null && batch.get().records().size() < BATCH) {
                    return;
                }
            }
        } finally {
            turn.unlock();
        }
    }

    /// How often an event source mapping of Lambda looks at a stream.
    @Override
    public Duration rest() {
        return IDLE;
    }

    /// Nothing that is in the stream waits for anything but the next turn.
    @Override
    public boolean pending() {
        return false;
    }

    private void deliver(StreamReader.Batch batch, List<Record> records) {
        List<Record> left = records;
        int attempts = 0;
        while (!left.isEmpty()) {
            int done = invoked(left);
            if (done > 0) {
                reader.reached(batch, left.get(done - 1));
                left = left.subList(done, left.size());
                attempts = 0;
            } else if (left.size() > 1) {
                int half = left.size() / 2;
                deliver(batch, left.subList(0, half));
                left = left.subList(half, left.size());
            } else if (++attempts == ATTEMPTS) {
                giveUp(batch, left.getFirst());
                reader.reached(batch, left.getFirst());
                return;
            } else {
                pause();
            }
        }
    }

    /// @return how many of the records, from the first on, the function worked off
    private int invoked(List<Record> records) {
        return switch (functions.invoke(function, StreamEvents.event(stream, records))) {
            case Outcome.Failed failed -> 0;
            case Outcome.Returned returned -> done(returned.payload(), records);
        };
    }

    /// A partial response names the records that failed; Lambda goes on at the first of them.
    private static int done(byte[] payload, List<Record> records) {
        JsonNode response;
        try {
            response = payload.length == 0 ? JsonTree.object() : JsonTree.read(payload);
        } catch (IOException e) {
            return 0;
        }
        List<String> numbers =
                records.stream().map(record -> record.dynamodb().sequenceNumber()).toList();
        int done = records.size();
        for (JsonNode failure : response.path("batchItemFailures")) {
            int at = numbers.indexOf(failure.path("itemIdentifier").asText(""));
            done = Math.min(done, Math.max(0, at));
        }
        return done;
    }

    /// What an on-failure destination receives: where the record is, not what it holds.
    private void giveUp(StreamReader.Batch batch, Record record) {
        ObjectNode letter = JsonTree.object();
        letter.putObject("requestContext")
                .put("functionArn", Functions.arn(function))
                .put("condition", "RetryAttemptsExhausted")
                .put("approximateInvokeCount", ATTEMPTS);
        letter.put("version", "1.0").put("timestamp", clock.instant().toString());
        String number = record.dynamodb().sequenceNumber();
        String arrived = String.valueOf(record.dynamodb().approximateCreationDateTime());
        letter.putObject("DDBStreamBatchInfo")
                .put("shardId", batch.shard())
                .put("startSequenceNumber", number)
                .put("endSequenceNumber", number)
                .put("approximateArrivalOfFirstRecord", arrived)
                .put("approximateArrivalOfLastRecord", arrived)
                .put("batchSize", 1)
                .put("streamArn", stream);
        sqs.sendMessage(r -> r.queueUrl(deadLetterUrl).messageBody(letter.toString()));
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "stream " + stream;
    }
}
