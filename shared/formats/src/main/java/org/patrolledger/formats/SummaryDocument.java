package org.patrolledger.formats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.summary.Breakdown;
import org.patrolledger.domain.summary.Coverage;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Figures;
import org.patrolledger.domain.summary.Inputs;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.domain.summary.Timeliness;
import org.patrolledger.domain.time.OperationalDay;

/// A [Summary] as `summary.json`: RFC 8785 canonical JSON, without any wall-clock time.
public final class SummaryDocument {
    private SummaryDocument() {}

    /// The bytes of `summary`; the same summary gives the same bytes on any machine.
    public static byte[] write(Summary summary) {
        var figures = summary.figures();
        var tree = new TreeMap<String, Object>();
        SummaryJson.edition(tree, summary.edition());
        tree.put("status", summary.status().id());
        tree.put("measures", SummaryJson.measures(figures.measures()));
        tree.put("breakdowns", breakdowns(figures.breakdowns()));
        tree.put("places", measures(figures.places()));
        if (!figures.priorities().isEmpty()) {
            tree.put("priorities", measures(figures.priorities()));
        }
        var comparison = new TreeMap<String, @Nullable Object>();
        comparison.put("previous", comparison(summary.previous()));
        comparison.put("yearEarlier", comparison(summary.yearEarlier()));
        tree.put("comparison", comparison);
        if (!summary.trend().isEmpty()) {
            tree.put("trend", summary.trend().stream().map(SummaryDocument::tree).toList());
        }
        tree.put("coverage", coverage(figures.coverage()));
        tree.put("inputs", inputs(figures.inputs()));
        tree.put("timeliness", timeliness(figures.timeliness()));
        return Json.canonical(tree);
    }

    private static Object breakdowns(SortedMap<Breakdown, SortedMap<String, Long>> breakdowns) {
        var tree = new TreeMap<String, Object>();
        breakdowns.forEach((breakdown, values) -> tree.put(breakdown.id(), values));
        return tree;
    }

    /// Of places or priorities, which the ids name.
    private static Object measures(SortedMap<?, Measures> byId) {
        var tree = new TreeMap<String, Object>();
        byId.forEach((id, measures) ->
                tree.put(id.toString(), Map.of("measures", SummaryJson.measures(measures))));
        return tree;
    }

    private static @Nullable Object comparison(Optional<Summary.Comparison> comparison) {
        return comparison.map(SummaryDocument::tree).orElse(null);
    }

    private static Map<String, Object> tree(Summary.Comparison comparison) {
        var tree = new TreeMap<String, Object>();
        tree.put("id", comparison.edition().summary().period().id());
        tree.put("edition", (long) comparison.edition().number());
        tree.put("measures", SummaryJson.measures(comparison.measures()));
        if (!comparison.priorities().isEmpty()) {
            tree.put("priorities", measures(comparison.priorities()));
        }
        return tree;
    }

    private static Object coverage(Coverage coverage) {
        var missing = new ArrayList<Object>();
        for (var shift : coverage.missing()) {
            missing.add(Map.of("place", shift.place().value(), "day", shift.day().toString()));
        }
        return Map.of(
                "expected", (long) coverage.expected(),
                "reported", (long) coverage.reported(),
                "missing", missing);
    }

    private static Object inputs(Inputs inputs) {
        return Map.of("submissions", inputs.submissions(), "digest", inputs.digest().value());
    }

    private static Object timeliness(SortedMap<OrganisationId, Timeliness> timeliness) {
        var tree = new TreeMap<String, Object>();
        timeliness.forEach((organisation, figures) -> {
            var median = figures.medianDelayMinutes();
            var block = new HashMap<String, @Nullable Object>();
            block.put("onTime", figures.onTime());
            block.put("late", figures.late());
            block.put("revised", figures.revised());
            block.put("withdrawn", figures.withdrawn());
            block.put("medianDelayMinutes", median.isPresent() ? median.getAsLong() : null);
            tree.put(organisation.value(), block);
        });
        return tree;
    }

    /// Reads what [#write] writes.
    ///
    /// @throws MalformedDocumentException if `bytes` are no summary
    public static Summary read(byte[] bytes) {
        return JsonObjectReader.reading("summary", () -> summary(JsonObjectReader.parse(bytes)));
    }

    private static Summary summary(JsonObjectReader fields) {
        var edition = fields.edition();
        var figures =
                new Figures(
                        SummaryJson.measures(fields.object("measures")),
                        readBreakdowns(fields.object("breakdowns")),
                        readMeasures(fields.object("places"), PlaceId::new),
                        readPriorities(fields),
                        readCoverage(fields.object("coverage")),
                        readInputs(fields.object("inputs")),
                        readTimeliness(fields.object("timeliness")));
        var comparison = fields.object("comparison");
        return new Summary(
                edition,
                fields.oneOf(Status.values(), Status::id, "status"),
                figures,
                comparison.optional("previous").map(it -> readComparison(edition, it)),
                comparison.optional("yearEarlier").map(it -> readComparison(edition, it)),
                fields.has("trend")
                        ? fields.objects("trend", it -> readComparison(edition, it))
                        : List.of());
    }

    private static Summary.Comparison readComparison(EditionKey edition, JsonObjectReader fields) {
        var summary = edition.summary();
        var period = JsonObjectReader.period(summary.period().kind(), fields.text("id"));
        return new Summary.Comparison(
                new EditionKey(summary.of(period), fields.smallCount("edition")),
                SummaryJson.measures(fields.object("measures")),
                readPriorities(fields));
    }

    private static SortedMap<Breakdown, SortedMap<String, Long>> readBreakdowns(
            JsonObjectReader fields) {
        var breakdowns = new TreeMap<Breakdown, SortedMap<String, Long>>();
        fields.objects((id, counts) -> {
            var values = new TreeMap<String, Long>();
            counts.counts(values::put);
            breakdowns.put(SummaryJson.breakdown(id), values);
        });
        return breakdowns;
    }

    private static SortedMap<PriorityId, Measures> readPriorities(JsonObjectReader fields) {
        return fields.optional("priorities")
                .map(it -> readMeasures(it, PriorityId::new))
                .orElseGet(TreeMap::new);
    }

    private static <K> SortedMap<K, Measures> readMeasures(
            JsonObjectReader fields, Function<String, K> key) {
        var measures = new TreeMap<K, Measures>();
        fields.objects((id, it) ->
                measures.put(key.apply(id), SummaryJson.measures(it.object("measures"))));
        return measures;
    }

    private static Coverage readCoverage(JsonObjectReader fields) {
        List<Coverage.Missing> missing =
                fields.objects(
                        "missing",
                        it ->
                                new Coverage.Missing(
                                        it.place("place"), OperationalDay.parse(it.text("day"))));
        return new Coverage(fields.smallCount("expected"), fields.smallCount("reported"), missing);
    }

    private static Inputs readInputs(JsonObjectReader fields) {
        return new Inputs(fields.count("submissions"), fields.digest("digest"));
    }

    private static SortedMap<OrganisationId, Timeliness> readTimeliness(JsonObjectReader fields) {
        var timeliness = new TreeMap<OrganisationId, Timeliness>();
        fields.objects((id, it) -> {
            var median = it.optionalCount("medianDelayMinutes");
            timeliness.put(
                    new OrganisationId(id),
                    new Timeliness(
                            it.count("onTime"),
                            it.count("late"),
                            it.count("revised"),
                            it.count("withdrawn"),
                            median.map(OptionalLong::of).orElse(OptionalLong.empty())));
        });
        return timeliness;
    }
}
