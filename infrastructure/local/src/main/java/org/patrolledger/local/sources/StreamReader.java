package org.patrolledger.local.sources;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamDescription;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// Reads a table's stream from where the checkpoint stands, or from its oldest record; a shard only
/// after its parent.
final class StreamReader {

    private static final Duration LISTED_FOR = Duration.ofSeconds(30);

    private final DynamoDbStreamsClient streams;
    private final String stream;
    private final Checkpoint checkpoint;
    private final int batch;
    private final Map<String, String> iterators = new HashMap<>();
    private List<String> readable = List.of();
    private long listedAt;

    StreamReader(DynamoDbStreamsClient streams, String stream, Checkpoint checkpoint, int batch) {
        this.streams = streams;
        this.stream = stream;
        this.checkpoint = checkpoint;
        this.batch = batch;
    }

    /// Records of one shard, in their order, and what reading them leads to.
    ///
    /// @param next the iterator behind them, none where the shard ends
    record Batch(String shard, List<Record> records, @Nullable String next) {}

    /// The next records, if there are any. They come again until [#passed] says otherwise.
    Optional<Batch> read() {
        for (String shard : readableShards()) {
            GetRecordsResponse response = records(shard);
            var found = new Batch(shard, response.records(), response.nextShardIterator());
            if (!found.records().isEmpty()) {
                return Optional.of(found);
            }
            passed(found);
        }
        return Optional.empty();
    }

    /// Notes that the records up to this one of a batch are worked off.
    void reached(Batch batch, Record last) {
        checkpoint.advance(batch.shard(), last.dynamodb().sequenceNumber());
        iterators.remove(batch.shard());
    }

    /// Notes that a batch is behind us.
    void passed(Batch batch) {
        if (batch.next() == null) {
            checkpoint.finish(batch.shard());
            iterators.remove(batch.shard());
            readable = List.of();
        } else {
            iterators.put(batch.shard(), batch.next());
        }
    }

    private GetRecordsResponse records(String shard) {
        try {
            return records(iterators.computeIfAbsent(shard, this::iterator), batch);
        } catch (ExpiredIteratorException e) {
            iterators.put(shard, iterator(shard));
            return records(iterators.get(shard), batch);
        } catch (TrimmedDataAccessException e) {
            checkpoint.forget(shard);
            iterators.put(shard, iterator(shard));
            return records(iterators.get(shard), batch);
        }
    }

    private GetRecordsResponse records(@Nullable String iterator, int limit) {
        return streams.getRecords(r -> r.shardIterator(iterator).limit(limit));
    }

    private String iterator(String shard) {
        Optional<String> after = checkpoint.after(shard);
        return streams.getShardIterator(
                        r -> {
                            r.streamArn(stream).shardId(shard);
                            if (after.isPresent()) {
                                r.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                                        .sequenceNumber(after.get());
                            } else {
                                r.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
                            }
                        })
                .shardIterator();
    }

    /// The shards that are not finished and whose parents are. New ones appear when one closes.
    private List<String> readableShards() {
        long now = System.nanoTime();
        if (readable.isEmpty() || now - listedAt > LISTED_FOR.toNanos()) {
            readable = list();
            listedAt = now;
        }
        return readable;
    }

    private List<String> list() {
        Map<String, Shard> shards = new HashMap<>();
        String from = null;
        do {
            String start = from;
            StreamDescription page =
                    streams.describeStream(r -> r.streamArn(stream).exclusiveStartShardId(start))
                            .streamDescription();
            page.shards().forEach(shard -> shards.put(shard.shardId(), shard));
            from = page.lastEvaluatedShardId();
        } while (from != null);
        checkpoint.keep(shards.keySet());
        Set<String> open = new HashSet<>(shards.keySet());
        open.removeIf(checkpoint::finished);
        return shards.values().stream()
                .filter(shard -> open.contains(shard.shardId()))
                .filter(shard ->
                        shard.parentShardId() == null || !open.contains(shard.parentShardId()))
                .map(Shard::shardId)
                .sorted()
                .toList();
    }
}
