package org.patrolledger.formats;

import java.util.Map;
import java.util.TreeMap;
import org.patrolledger.domain.summary.Breakdown;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.domain.time.ReportingPeriod;

/// Pieces that several of our JSON documents share, as trees for
/// [org.patrolledger.contract.json.Json#canonical].
final class SummaryJson {
    private SummaryJson() {}

    static void edition(Map<String, ? super Object> tree, EditionKey edition) {
        tree.put("operation", edition.summary().operation().value());
        tree.put("period", period(edition.summary().period()));
        tree.put("edition", (long) edition.number());
    }

    private static Map<String, Object> period(ReportingPeriod period) {
        return Map.of(
                "kind", period.kind().word(),
                "id", period.id(),
                "from", period.from().toString(),
                "to", period.to().toString());
    }

    static Map<String, Object> measures(Measures measures) {
        var tree = new TreeMap<String, Object>();
        measures.all().forEach((measure, value) -> tree.put(measure.id(), value));
        return tree;
    }

    /// Reads what [#measures] writes: every measure, and nothing else.
    static Measures measures(JsonObjectReader fields) {
        var sums = new Measures.Sums();
        fields.counts((id, value) -> sums.add(measure(id), value));
        if (fields.map().size() != Measure.values().length) {
            throw new MalformedDocumentException("a measure is missing");
        }
        return sums.measures();
    }

    static Breakdown breakdown(String id) {
        return Breakdown.of(id)
                .orElseThrow(() -> new MalformedDocumentException("there is no such breakdown"));
    }

    static Measure measure(String id) {
        return Measure.of(id)
                .orElseThrow(() -> new MalformedDocumentException("there is no such measure"));
    }
}
