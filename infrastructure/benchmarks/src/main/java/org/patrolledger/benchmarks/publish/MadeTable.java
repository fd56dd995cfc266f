package org.patrolledger.benchmarks.publish;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.patrolledger.benchmarks.backend.Relay;
import org.patrolledger.benchmarks.documents.Documents;
import org.patrolledger.benchmarks.documents.World;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.storage.StoredRevision;
import org.patrolledger.storage.SubmissionItem;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A table of submissions that makes its items when a query asks for them: more than any embedded
/// DynamoDB holds. Requests to other tables are passed on to that.
final class MadeTable implements AutoCloseable {
    /// What a page of a megabyte holds.
    private static final int PAGE = 640;

    private static final String MADE = "made";

    private final Relay relay;
    private final String table;
    private final int places;
    private final Map<String, Integer> partitions = new HashMap<>();
    private final long count;

    /// Those partitions that were begun and not read to their end.
    private final Map<String, Reading> open = new ConcurrentHashMap<>();

    /// How far a partition has been read, and the page that was read last.
    private static final class Reading {
        private @Nullable Documents documents;
        private byte[] page = {};
        private long from;
        private long at;
    }

    /// A table of `count` submissions of one week, as many of each operation, day and shard.
    ///
    /// @param table its name; that at `dynamoDb` is not asked
    MadeTable(URI dynamoDb, String table, World world, long count) throws IOException {
        this.table = table;
        this.places = world.places();
        Publish.partitions(world).forEach(it -> partitions.put(it, partitions.size()));
        this.count = count;
        relay = new Relay(dynamoDb, this::answer);
    }

    URI endpoint() {
        return relay.endpoint();
    }

    private Relay.Answer answer(String operation, byte[] body, Relay.Onward onward)
            throws IOException, InterruptedException {
        var request = Json.object(body);
        if (!table.equals(request.get("TableName"))) {
            return onward.send(body);
        }
        if (!operation.equals("Query")) {
            throw new IllegalStateException("only queries are answered, not a " + operation);
        }
        var values = (Map<?, ?>) request.get("ExpressionAttributeValues");
        var partition = (Map<?, ?>) (values == null ? null : values.get(":partition"));
        if (partition == null || !(partition.get("S") instanceof String name)) {
            throw new IllegalStateException("a query of the index by day names its partition");
        }
        long from =
                request.get("ExclusiveStartKey") instanceof Map<?, ?> key
                                && key.get(MADE) instanceof Map<?, ?> made
                        ? Long.parseLong(String.valueOf(made.get("N")))
                        : 0;
        long most = request.get("Limit") instanceof Long limit ? limit : PAGE;
        return Relay.Answer.of(page(name, from, Math.min(most, PAGE)));
    }

    /// A page of a partition, the same however often it is asked for: an answer may come too late.
    private byte[] page(String partition, long from, long most) {
        var reading = open.computeIfAbsent(partition, it -> new Reading());
        synchronized (reading) {
            if (reading.page.length > 0 && reading.from == from) {
                return reading.page;
            }
            var documents = at(reading, partition, from);
            var items = new ArrayList<Map<String, ?>>();
            while (documents.hasNext() && items.size() < most) {
                items.add(item(SubmissionItem.of(documents.next().revision())));
            }
            reading.at += items.size();
            var answer = new HashMap<String, @Nullable Object>();
            answer.put("Items", items);
            answer.put("Count", items.size());
            if (documents.hasNext()) {
                answer.put(
                        "LastEvaluatedKey", Map.of(MADE, Map.of("N", String.valueOf(reading.at))));
            } else {
                open.remove(partition, reading);
            }
            reading.from = from;
            reading.page = Json.bytes(answer);
            return reading.page;
        }
    }

    /// The documents of a partition from the one numbered `from`, which usually come next.
    private Documents at(Reading reading, String partition, long from) {
        var documents = reading.documents;
        if (documents == null || reading.at != from) {
            documents = documents(partition);
            for (long skipped = 0; skipped < from; skipped++) {
                documents.next();
            }
            reading.documents = documents;
            reading.at = from;
        }
        return documents;
    }

    /// Of a day of the period an equal part; of others nothing.
    private Documents documents(String partition) {
        int index = partitions.getOrDefault(partition, -1);
        var names = partition.split("#", -1);
        long share =
                index < 0
                        ? 0
                        : count / partitions.size() + (index < count % partitions.size() ? 1 : 0);
        return Documents.ofDay(
                new World(List.of(names[0]), places), OperationalDay.parse(names[1]), share, index);
    }

    private static Map<String, ?> item(Map<String, AttributeValue> stored) {
        var item = new HashMap<String, Map<String, ?>>();
        stored.forEach((name, value) -> {
            if (StoredRevision.placeOf(name) >= 0) {
                item.put(
                        name,
                        switch (value.type()) {
                            case S -> Map.of("S", value.s());
                            case N -> Map.of("N", value.n());
                            default -> Map.of("BOOL", value.bool());
                        });
            }
        });
        return item;
    }

    @Override
    public void close() {
        relay.close();
    }
}
