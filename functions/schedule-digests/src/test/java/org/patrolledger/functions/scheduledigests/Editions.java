package org.patrolledger.functions.scheduledigests;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.Week;
import org.patrolledger.testing.FakeSummaryArchive;

/// Puts published editions into an archive.
record Editions(FakeSummaryArchive archive) {
    /// An edition of `figures`, everything else being 0.
    void publish(
            OperationId operation,
            Week week,
            int number,
            Instant at,
            Map<Measure, Long> figures,
            @Nullable Map<Measure, Long> previous,
            List<Map<String, Object>> changes) {
        var edition = new EditionKey(new SummaryKey(week, operation), number);
        var comparison = new HashMap<String, @Nullable Object>();
        comparison.put(
                "previous",
                previous == null
                        ? null
                        : Map.of(
                                "id",
                                week.previous().id(),
                                "edition",
                                1L,
                                "measures",
                                all(previous)));
        comparison.put("yearEarlier", null);
        keep(
                edition,
                "summary.json",
                Map.of(
                        "status",
                        "provisional",
                        "measures",
                        all(figures),
                        "comparison",
                        comparison,
                        "coverage",
                        Map.of("expected", 105L, "reported", 104L, "missing", List.of())));
        keep(
                edition,
                "manifest.json",
                Map.of("publishedAt", at.toString(), "changes", changes, "edition", (long) number));
    }

    private void keep(EditionKey edition, String name, Map<String, ?> tree) {
        archive.keep(edition.path() + name, Json.text(tree).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> all(Map<Measure, Long> figures) {
        var measures = new HashMap<String, Object>();
        for (var measure : Measure.values()) {
            measures.put(measure.id(), figures.getOrDefault(measure, 0L));
        }
        return measures;
    }

    /// A change of a total as manifests write it.
    static Map<String, Object> change(Measure measure, long was, long now, String cause) {
        return Map.of(
                "measure", measure.id(),
                "old", was,
                "new", now,
                "cause", cause,
                "submissions", List.of("11111111-1111-4111-8111-111111111111"));
    }
}
