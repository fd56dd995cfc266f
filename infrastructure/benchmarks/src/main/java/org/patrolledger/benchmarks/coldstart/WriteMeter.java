package org.patrolledger.benchmarks.coldstart;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import org.jspecify.annotations.Nullable;
import org.patrolledger.benchmarks.backend.Relay;
import org.patrolledger.contract.json.Json;

/// Stands before DynamoDB, asks it for the capacity that each request consumes, indexes included,
/// and adds up that of writes.
final class WriteMeter implements AutoCloseable {
    private static final Set<String> WRITES =
            Set.of(
                    "PutItem",
                    "UpdateItem",
                    "DeleteItem",
                    "BatchWriteItem",
                    "TransactWriteItems",
                    "ExecuteStatement",
                    "ExecuteTransaction",
                    "BatchExecuteStatement");

    private final Relay relay;
    private final DoubleAdder units = new DoubleAdder();
    private final AtomicInteger writes = new AtomicInteger();

    /// Passes everything on to `dynamoDb`.
    WriteMeter(URI dynamoDb) throws IOException {
        relay = new Relay(dynamoDb, this::pass);
    }

    URI endpoint() {
        return relay.endpoint();
    }

    /// How many requests wrote so far.
    int writes() {
        return writes.get();
    }

    /// Write capacity units that they consumed.
    double units() {
        return units.sum();
    }

    private Relay.Answer pass(String operation, byte[] body, Relay.Onward onward)
            throws IOException, InterruptedException {
        if (!WRITES.contains(operation)) {
            return onward.send(body);
        }
        var answer = onward.send(asking(body));
        writes.incrementAndGet();
        units.add(consumed(Json.object(answer.body()).get("ConsumedCapacity")));
        return answer;
    }

    private static byte[] asking(byte[] body) {
        var request = Json.object(body);
        request.put("ReturnConsumedCapacity", "TOTAL");
        return Json.bytes(request);
    }

    /// That of one table, or of each of several.
    private static double consumed(@Nullable Object capacity) {
        return switch (capacity) {
            case java.util.Map<?, ?> one when one.get("CapacityUnits") instanceof Number units ->
                    units.doubleValue();
            case List<?> several -> several.stream().mapToDouble(WriteMeter::consumed).sum();
            case null, default -> 0;
        };
    }

    @Override
    public void close() {
        relay.close();
    }
}
