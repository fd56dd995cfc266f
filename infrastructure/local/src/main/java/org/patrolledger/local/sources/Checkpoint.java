package org.patrolledger.local.sources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patrolledger.local.json.JsonTree;

/// How far a stream has been read, in a file that is replaced whole. That of another stream (a
/// table made anew) counts for nothing.
final class Checkpoint {

    private final Path file;
    private final String stream;
    private final Map<String, String> afterByShard = new HashMap<>();
    private final Set<String> finished = new HashSet<>();

    private Checkpoint(Path file, String stream) {
        this.file = file;
        this.stream = stream;
    }

    static Checkpoint open(Path file, String stream) throws IOException {
        var checkpoint = new Checkpoint(file, stream);
        if (Files.exists(file)) {
            JsonNode saved = JsonTree.read(Files.readAllBytes(file));
            if (saved.path("stream").asText().equals(stream)) {
                for (var shard : saved.path("after").properties()) {
                    checkpoint.afterByShard.put(shard.getKey(), shard.getValue().asText());
                }
                saved.path("finished").forEach(id -> checkpoint.finished.add(id.asText()));
            }
        }
        return checkpoint;
    }

    /// The sequence number of the last record of a shard that was worked off.
    Optional<String> after(String shard) {
        return Optional.ofNullable(afterByShard.get(shard));
    }

    /// Whether a closed shard was read to its end.
    boolean finished(String shard) {
        return finished.contains(shard);
    }

    void advance(String shard, String sequenceNumber) {
        afterByShard.put(shard, sequenceNumber);
        save();
    }

    /// A shard that DynamoDB has trimmed starts where it now starts.
    void forget(String shard) {
        afterByShard.remove(shard);
        save();
    }

    void finish(String shard) {
        finished.add(shard);
        afterByShard.remove(shard);
        save();
    }

    /// Drops shards that the stream no longer has.
    void keep(Collection<String> shards) {
        afterByShard.keySet().retainAll(shards);
        finished.retainAll(shards);
    }

    private void save() {
        ObjectNode saved = JsonTree.object().put("stream", stream);
        ObjectNode after = saved.putObject("after");
        afterByShard.forEach(after::put);
        var list = saved.putArray("finished");
        finished.forEach(list::add);
        JsonTree.replace(file, saved);
    }
}
