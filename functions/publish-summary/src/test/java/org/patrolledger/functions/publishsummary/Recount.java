package org.patrolledger.functions.publishsummary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.summary.EditionKey;

/// The editions of a world beside those that [Model] counts: figures, lineage, files, what changed,
/// and the chain of each operation.
record Recount(World world, Model model) {

    /// Compares every edition, and the chains that they make.
    ///
    /// @return how many there are
    long everyEdition() throws IOException {
        var manifests = new HashMap<String, TreeMap<Long, byte[]>>();
        for (var key : model.editions.keySet()) {
            var keys = world.archive.editions(key);
            var expected = model.editions.get(key);
            assertThat(keys).hasSize(expected.size());
            for (int i = 0; i < keys.size(); i++) {
                var manifest = edition(keys.get(i), expected.get(i));
                if (i > 0) {
                    coverage(manifest, expected.get(i - 1), expected.get(i));
                }
                manifests
                        .computeIfAbsent(key.operation().value(), it -> new TreeMap<>())
                        .put(expected.get(i).sequence(), manifest);
            }
        }
        for (var operation : manifests.keySet()) {
            chain(operation, manifests.get(operation));
        }
        return manifests.values().stream().mapToLong(TreeMap::size).sum();
    }

    private byte[] edition(EditionKey key, Model.Edition expected) throws IOException {
        var bytes = world.archive.read(key, "manifest.json");
        var manifest = Json.object(bytes);
        assertThat(manifest.get("edition")).isEqualTo((long) expected.number());
        assertThat(manifest.get("status")).isEqualTo(expected.status());
        assertThat(manifest.get("correction")).isEqualTo(expected.correction());
        assertThat(manifest.get("sequence")).isEqualTo(expected.sequence());
        assertThat(changes(manifest, false)).isEqualTo(expected.changes());
        for (Object each : (List<?>) manifest.get("files")) {
            var file = (Map<?, ?>) each;
            var content = world.archive.read(key, (String) file.get("name"));
            assertThat("sha256:" + file.get("sha256")).isEqualTo(Model.sha256(content));
        }
        assertThat(Json.object(world.archive.read(key, "summary.json")))
                .isEqualTo(expected.summary());
        lineage(key, expected);
        return bytes;
    }

    private static List<?> changes(Map<String, ?> manifest, boolean ofCoverage) {
        return ((List<?>) manifest.get("changes"))
                .stream()
                        .filter(it -> ((Map<?, ?>) it).containsKey("coverage") == ofCoverage)
                        .toList();
    }

    /// No shift comes to be reported, or ceases to be, without a word.
    private static void coverage(byte[] bytes, Model.Edition before, Model.Edition after) {
        long was = reported(before);
        long now = reported(after);
        long shares = 0;
        for (var each : changes(Json.object(bytes), true)) {
            var change = (Map<?, ?>) each;
            assertThat(change.get("coverage")).isEqualTo("reported");
            assertThat(change.get("old")).isEqualTo(was);
            assertThat(change.get("new")).isEqualTo(now);
            assertThat(change.get("cause")).isIn("late", "revised", "moved", "withdrawn");
            assertThat(change.get("share")).isNotEqualTo(0L);
            shares += (Long) change.get("share");
        }
        assertThat(shares).isEqualTo(now - was);
    }

    private static long reported(Model.Edition edition) {
        var coverage = (Map<?, ?>) edition.summary().get("coverage");
        return (Long) coverage.get("reported");
    }

    private void lineage(EditionKey key, Model.Edition expected) {
        var text = new String(world.archive.read(key, "lineage.jsonl"), StandardCharsets.UTF_8);
        var lines = text.lines().map(Json::object).toList();
        assertThat(lines.stream().map(it -> it.get("submissionId")).toList())
                .isEqualTo(List.copyOf(expected.lines().keySet()));
        for (var line : lines) {
            var reported = expected.lines().get((String) line.get("submissionId"));
            assertThat(line.get("revision")).isEqualTo((long) reported.revision());
            assertThat(line.get("place")).isEqualTo(reported.report().place());
            assertThat(line.get("day")).isEqualTo(reported.report().day().toString());
            assertThat(line.get("digest")).isEqualTo(Model.sha256(reported.report().form().body()));
        }
    }

    private void chain(String operation, TreeMap<Long, byte[]> manifests) {
        String previous = null;
        long sequence = 0;
        for (var it : manifests.entrySet()) {
            assertThat(it.getKey()).isEqualTo(++sequence);
            var manifest = Json.object(it.getValue());
            assertThat(manifest.get("previous")).isEqualTo(previous);
            previous = Model.sha256(it.getValue());
            if (manifest.get("supersedes") instanceof Map<?, ?> superseded) {
                assertThat(superseded.get("edition")).isEqualTo((Long) manifest.get("edition") - 1);
            } else {
                assertThat(manifest.get("edition")).isEqualTo(1L);
            }
        }
        var head = world.archive.head(new OperationId(operation));
        assertThat(head.sequence()).isEqualTo(sequence);
        assertThat(head.latest().orElseThrow().manifest().value()).isEqualTo(previous);
    }
}
