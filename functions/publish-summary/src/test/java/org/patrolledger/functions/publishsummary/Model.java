package org.patrolledger.functions.publishsummary;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.summary.SummaryKey;

/// The reference: what the contract says of a ledger and its editions, in plain maps, every figure
/// recounted from scratch whenever it is asked for. Knows winter only, when London keeps UTC.
final class Model {
    /// A shift of an operation; one that ends on the next calendar day has `to` over 24.
    record Shift(String operation, String place, List<DayOfWeek> days, int from, int to) {}

    /// A revision of a submission.
    record Rev(Report report, boolean withdrawn, Instant receivedAt) {}

    /// An edition as it has to be.
    ///
    /// @param lines by submission: its revision, and what it reported
    record Edition(
            int number,
            String status,
            boolean correction,
            Map<String, Object> summary,
            Map<String, Line> lines,
            List<Object> changes,
            long sequence) {}

    record Line(int revision, Report report) {}

    private final Map<String, List<String>> places;
    private final List<Shift> shifts;

    final Map<String, List<Rev>> log = new TreeMap<>();
    final Map<SummaryKey, List<Edition>> editions = new HashMap<>();
    private final Map<String, Long> chains = new HashMap<>();

    Model(Map<String, List<String>> places, List<Shift> shifts) {
        this.places = places;
        this.shifts = shifts;
    }

    /// How many editions an operation has had.
    long chain(SummaryKey key) {
        return chains.getOrDefault(key.operation().value(), 0L);
    }

    Optional<Edition> newest(SummaryKey key) {
        var all = editions.getOrDefault(key, List.of());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    void commit(SummaryKey key, Edition edition) {
        editions.computeIfAbsent(key, it -> new ArrayList<>()).add(edition);
        chains.put(key.operation().value(), edition.sequence());
    }

    /// The edition that publishing now has to make; empty where nothing changed.
    Optional<Edition> due(SummaryKey key, Instant now) {
        var newest = newest(key);
        var lines = lines(key);
        var last = LocalDate.parse(key.period().last().toString());
        boolean over = !now.isBefore(last.plusDays(15).atTime(6, 0).toInstant(ZoneOffset.UTC));
        boolean wasFinal = newest.filter(it -> it.status().equals("final")).isPresent();
        var status = over || wasFinal ? "final" : "provisional";
        var figures = figures(key, lines);
        if (newest.isPresent() && newest.get().status().equals(status) && holds(key, figures)) {
            return Optional.empty();
        }
        int number = newest.map(Edition::number).orElse(0) + 1;
        var summary = new TreeMap<String, Object>(figures);
        summary.put("operation", key.operation().value());
        summary.put(
                "period",
                Map.of(
                        "kind",
                        key.period().kind().word(),
                        "id",
                        key.period().id(),
                        "from",
                        key.period().first() + "T06:00:00Z",
                        "to",
                        last.plusDays(1) + "T06:00:00Z"));
        summary.put("edition", (long) number);
        summary.put("status", status);
        summary.put("timeliness", timeliness(key));
        summary.put("comparison", comparison(key));
        var trend = trend(key);
        if (!trend.isEmpty()) {
            summary.put("trend", trend);
        }
        var changes =
                newest.map(it -> new ModelChanges(log).changes(key, it, lines)).orElse(List.of());
        return Optional.of(
                new Edition(number, status, wasFinal, summary, lines, changes, chain(key) + 1));
    }

    /// Whether the newest edition of `key` says what the ledger says now.
    boolean holds(SummaryKey key) {
        return holds(key, figures(key, lines(key)));
    }

    private boolean holds(SummaryKey key, Map<String, Object> figures) {
        var published = newest(key).orElseThrow().summary();
        return figures.entrySet().stream()
                .allMatch(figure -> figure.getValue().equals(published.get(figure.getKey())));
    }

    private Stream<Map.Entry<String, List<Rev>>> of(SummaryKey key) {
        return log.entrySet().stream().filter(it -> belongs(key, it.getValue().getLast().report()));
    }

    static boolean belongs(SummaryKey key, Report report) {
        var day = report.day().toString();
        return (key.operation().value().equals("all-operations")
                        || key.operation().value().equals(report.operation()))
                && key.period().first().toString().compareTo(day) <= 0
                && key.period().last().toString().compareTo(day) >= 0;
    }

    private Map<String, Line> lines(SummaryKey key) {
        var lines = new TreeMap<String, Line>();
        of(key).filter(it -> !it.getValue().getLast().withdrawn())
                .forEach(it ->
                        lines.put(
                                it.getKey(),
                                new Line(it.getValue().size(), it.getValue().getLast().report())));
        return lines;
    }

    private Map<String, Object> figures(SummaryKey key, Map<String, Line> lines) {
        var reports = lines.values().stream().map(Line::report).toList();
        var covered =
                places.keySet().stream()
                        .filter(it ->
                                key.operation().value().equals("all-operations")
                                        || key.operation().value().equals(it))
                        .toList();
        var byPlace = new TreeMap<String, Object>();
        var total = new TreeMap<String, Long>();
        covered.stream()
                .flatMap(it -> places.get(it).stream())
                .collect(toCollection(TreeSet::new))
                .forEach(place -> {
                    var there = reports.stream().filter(it -> it.place().equals(place)).toList();
                    var measures = new TreeMap<String, Long>();
                    ModelCounts.MEASURES.forEach(
                            it -> measures.put(it, ModelCounts.measure(it, there)));
                    measures.forEach((measure, value) -> total.merge(measure, value, Long::sum));
                    byPlace.put(place, Map.of("measures", measures));
                });
        var figures = new TreeMap<String, Object>();
        figures.put("measures", total);
        figures.put("places", byPlace);
        figures.put("breakdowns", ModelCounts.breakdowns(reports));
        figures.put("coverage", coverage(key, covered));
        figures.put("inputs", inputs(lines));
        return figures;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Long> measures(Map<String, Object> figures) {
        return (Map<String, Long>) Objects.requireNonNull(figures.get("measures"));
    }

    /// Every engagement in the ledger is held against every shift, of any day.
    private Map<String, Object> coverage(SummaryKey key, List<String> covered) {
        var missing = new TreeMap<String, Object>();
        long expected = 0;
        var first = LocalDate.parse(key.period().first().toString());
        var last = LocalDate.parse(key.period().last().toString());
        for (var day = first; !day.isAfter(last); day = day.plusDays(1)) {
            for (var shift : shifts) {
                if (covered.contains(shift.operation())
                        && shift.days().contains(day.getDayOfWeek())) {
                    expected++;
                    var from =
                            day.atTime(LocalTime.MIDNIGHT)
                                    .plusHours(shift.from())
                                    .toInstant(ZoneOffset.UTC);
                    var to = from.plus(Duration.ofHours(shift.to() - shift.from()));
                    if (log.values().stream()
                            .map(List::getLast)
                            .filter(it -> !it.withdrawn() && !it.report().incident())
                            .map(Rev::report)
                            .filter(it -> it.operation().equals(shift.operation()))
                            .filter(it -> it.place().equals(shift.place()))
                            .noneMatch(it -> it.from().isBefore(to) && from.isBefore(it.to()))) {
                        missing.put(
                                day + shift.place() + " " + shift.operation(),
                                Map.of("place", shift.place(), "day", day.toString()));
                    }
                }
            }
        }
        return Map.of(
                "expected",
                expected,
                "reported",
                expected - missing.size(),
                "missing",
                List.copyOf(missing.values()));
    }

    private Map<String, Object> inputs(Map<String, Line> lines) {
        var text = new StringBuilder();
        lines.forEach((id, line) ->
                text.append(id)
                        .append(' ')
                        .append(line.revision())
                        .append(' ')
                        .append(sha256(line.report().form().body()))
                        .append('\n'));
        return Map.of("submissions", (long) lines.size(), "digest", sha256(text.toString()));
    }

    static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    static String sha256(byte[] bytes) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> timeliness(SummaryKey key) {
        var byOrganisation =
                of(key).map(Map.Entry::getValue)
                        .collect(groupingBy(it -> it.getLast().report().organisation()));
        var all = new HashMap<String, Object>();
        byOrganisation.forEach((organisation, submissions) -> {
            var counted = submissions.stream().filter(it -> !it.getLast().withdrawn()).toList();
            long late = counted.stream().filter(Model::late).count();
            var delays =
                    counted.stream()
                            .map(it ->
                                    Duration.between(
                                            it.getLast().report().to(), it.getFirst().receivedAt()))
                            .map(it -> Math.max(0, Math.floorDiv(it.toMillis(), 60_000L)))
                            .sorted()
                            .toList();
            var block = new HashMap<String, @Nullable Object>();
            block.put("onTime", counted.size() - late);
            block.put("late", late);
            block.put("revised", counted.stream().filter(it -> it.size() > 1).count());
            block.put("withdrawn", (long) submissions.size() - counted.size());
            block.put(
                    "medianDelayMinutes",
                    delays.isEmpty() ? null : delays.get((delays.size() - 1) / 2));
            all.put(organisation, block);
        });
        return all;
    }

    private static boolean late(List<Rev> revisions) {
        var day = revisions.getLast().report().day();
        var monday = day.plusDays(8 - day.getDayOfWeek().getValue());
        return revisions
                .getFirst()
                .receivedAt()
                .isAfter(monday.atTime(6, 30).toInstant(ZoneOffset.UTC));
    }

    private Map<String, @Nullable Object> comparison(SummaryKey key) {
        var comparison = new HashMap<String, @Nullable Object>();
        comparison.put("previous", entry(key.of(key.period().previous())).orElse(null));
        comparison.put("yearEarlier", null);
        return comparison;
    }

    private Optional<Map<String, Object>> entry(SummaryKey key) {
        return newest(key)
                .map(it ->
                        Map.of(
                                "id", key.period().id(),
                                "edition", (long) it.number(),
                                "measures", measures(it.summary())));
    }

    private List<Object> trend(SummaryKey key) {
        return Stream.iterate(key.period().previous(), it -> it.previous())
                .limit(11)
                .flatMap(it -> entry(key.of(it)).stream())
                .<Object>map(it -> it)
                .toList()
                .reversed();
    }
}
