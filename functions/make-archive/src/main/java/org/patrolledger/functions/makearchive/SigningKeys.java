package org.patrolledger.functions.makearchive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;
import org.patrolledger.formats.Manifest;

/// From which number of each chain to which each key signed, so that a signature by a key after its
/// retirement is found.
final class SigningKeys {
    /// The name of the document beside the keys.
    static final String NAME = "keys.json";

    private final TreeMap<String, TreeMap<String, Range>> keys = new TreeMap<>();
    private final TreeMap<String, Long> newest = new TreeMap<>();

    /// The numbers that one key signed of one chain.
    private record Range(long from, long to) {
        Range with(Range other) {
            return new Range(Math.min(from, other.from), Math.max(to, other.to));
        }
    }

    /// Notes which key signed `signed`.
    void add(Manifest.Signed signed) {
        var operation = signed.manifest().edition().summary().operation().value();
        long sequence = signed.manifest().sequence();
        keys.computeIfAbsent(signed.signature().key().hex(), id -> new TreeMap<>())
                .merge(operation, new Range(sequence, sequence), Range::with);
        newest.merge(operation, sequence, Math::max);
    }

    /// The document, canonical (RFC 8785), of all manifests of some chains that were added. A range
    /// has no end for the key that signed the chain's newest manifest.
    byte[] document() {
        var listed = new ArrayList<Map<String, Object>>();
        keys.forEach((id, operations) -> {
            var ranges = new LinkedHashMap<String, Object>();
            operations.forEach((operation, range) ->
                    ranges.put(operation, range(range, newest.get(operation))));
            listed.add(Map.of("id", id, "operations", ranges));
        });
        return Json.canonical(Map.of("keys", listed));
    }

    private static Map<String, @Nullable Object> range(Range range, @Nullable Long newest) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("from", range.from());
        map.put("to", newest != null && newest == range.to() ? null : range.to());
        return map;
    }
}
