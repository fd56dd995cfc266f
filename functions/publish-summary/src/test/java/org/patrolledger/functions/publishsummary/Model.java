package org.patrolledger.functions.publishsummary;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.summary.SummaryKey;

/// The reference: what the contract says of a ledger and its editions, in plain maps, every figure
/// recounted from scratch whenever it is asked for. Knows winter only, when London keeps UTC.
final class Model {
    static final List<String> MEASURES =
            List.of(
                    "submissions",
                    "engagements",
                    "incidents",
                    "patrols",
                    "patrols-of-15-minutes",
                    "patrol-minutes",
                    "person-minutes",
                    "people-engaged",
                    "people-engaged-estimated",
                    "people-screened",
                    "people-safeguarded",
                    "flashpoints-prevented",
                    "items-handed-out",
                    "online-views",
                    "concerns-raised",
                    "arrests",
                    "stop-searches",
                    "weapons-seized",
                    "powers-used");

    private static final List<String> BREAKDOWNS =
            List.of(
                    "activity",
                    "category",
                    "concerns-raised",
                    "items-handed-out",
                    "weapons-seized",
                    "powers-used",
                    "theme",
                    "audience",
                    "organisation",
                    "stop-searches.objectOfSearch",
                    "stop-searches.outcome",
                    "stop-searches.legislation",
                    "stop-searches.gender",
                    "stop-searches.ageRange",
                    "stop-searches.selfDefinedEthnicity",
                    "stop-searches.officerDefinedEthnicity",
                    "stop-searches.outcomeLinkedToObject");

    private static final List<String> CAUSES = List.of("late", "revised", "moved", "withdrawn");

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
        var changes = newest.map(it -> changes(key, it, lines)).orElse(List.of());
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
                    MEASURES.forEach(it -> measures.put(it, measure(it, there)));
                    measures.forEach((measure, value) -> total.merge(measure, value, Long::sum));
                    byPlace.put(place, Map.of("measures", measures));
                });
        var figures = new TreeMap<String, Object>();
        figures.put("measures", total);
        figures.put("places", byPlace);
        figures.put("breakdowns", breakdowns(reports));
        figures.put("coverage", coverage(key, covered));
        figures.put("inputs", inputs(lines));
        return figures;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Long> measures(Map<String, Object> figures) {
        return (Map<String, Long>) Objects.requireNonNull(figures.get("measures"));
    }

    private static long measure(String measure, List<Report> reports) {
        return measure.equals("patrol-minutes")
                ? patrolled(reports) / 60
                : reports.stream().mapToLong(it -> adds(measure, it)).sum();
    }

    private static long adds(String measure, Report it) {
        boolean engagement = !it.incident();
        return switch (measure) {
            case "submissions" -> 1;
            case "engagements" -> engagement ? 1 : 0;
            case "incidents" -> engagement ? 0 : 1;
            case "patrols" -> it.patrol() ? 1 : 0;
            case "patrols-of-15-minutes" -> it.patrol() && it.seconds() >= 900 ? 1 : 0;
            case "person-minutes" -> it.patrol() ? it.seconds() / 60 * (long) it.officers() : 0;
            case "people-engaged" -> engagement ? it.people() : 0;
            case "people-engaged-estimated" -> engagement && it.estimated() ? it.people() : 0;
            case "items-handed-out" -> engagement ? it.items() : 0;
            case "arrests" -> engagement ? 0 : it.arrests();
            case "weapons-seized" -> engagement ? 0 : it.knives();
            default -> 0;
        };
    }

    /// Seconds in which at least one patrol was there.
    private static long patrolled(List<Report> reports) {
        var comings = new TreeMap<Long, Integer>();
        for (var it : reports) {
            if (it.patrol()) {
                comings.merge(it.from().getEpochSecond(), 1, Integer::sum);
                comings.merge(it.to().getEpochSecond(), -1, Integer::sum);
            }
        }
        long sum = 0;
        long since = 0;
        int there = 0;
        for (var it : comings.entrySet()) {
            sum += there > 0 ? it.getKey() - since : 0;
            since = it.getKey();
            there += it.getValue();
        }
        return sum;
    }

    private static Map<String, Object> breakdowns(List<Report> reports) {
        var all = new TreeMap<String, Object>();
        BREAKDOWNS.forEach(it -> all.put(it, Map.of()));
        all.put(
                "activity",
                reports.stream()
                        .filter(it -> !it.incident())
                        .collect(groupingBy(Report::activity, counting())));
        all.put(
                "category",
                reports.stream()
                        .filter(Report::incident)
                        .collect(groupingBy(it -> "robbery", counting())));
        all.put(
                "items-handed-out",
                reports.stream()
                        .filter(it -> !it.incident() && it.items() > 0)
                        .collect(groupingBy(it -> "keyring-torch", summingLong(Report::items))));
        all.put(
                "weapons-seized",
                reports.stream()
                        .filter(it -> it.incident() && it.knives() > 0)
                        .collect(groupingBy(it -> "knife", summingLong(Report::knives))));
        all.put(
                "organisation",
                reports.stream().collect(groupingBy(Report::organisation, counting())));
        return all;
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

    /// The changes of totals, places and breakdowns. What is true of all of them at once: the
    /// causes are taken to have worked one after the other, and each has what the figure grew by.
    private List<Object> changes(SummaryKey key, Edition newest, Map<String, Line> lines) {
        var touched = new TreeMap<String, String>();
        Stream.concat(newest.lines().keySet().stream(), lines.keySet().stream())
                .distinct()
                .filter(id -> !Objects.equals(newest.lines().get(id), lines.get(id)))
                .forEach(id -> touched.put(id, cause(key, id, newest.lines(), lines)));
        var states = new ArrayList<List<Report>>();
        for (int i = 0; i <= CAUSES.size(); i++) {
            states.add(state(newest.lines(), lines, touched, CAUSES.subList(0, i)));
        }
        var changes = new ArrayList<Object>();
        for (var figure : figures(states)) {
            long was = figure.of(states.getFirst());
            long now = figure.of(states.getLast());
            for (int i = 0; was != now && i < CAUSES.size(); i++) {
                var cause = CAUSES.get(i);
                var submissions =
                        touched.keySet().stream()
                                .filter(id -> touched.get(id).equals(cause))
                                .filter(id ->
                                        !figure.shown(newest.lines().get(id))
                                                .equals(figure.shown(lines.get(id))))
                                .collect(Collectors.toList());
                if (!submissions.isEmpty()) {
                    var change = new TreeMap<String, Object>(figure.name());
                    change.put("old", was);
                    change.put("new", now);
                    change.put("share", figure.of(states.get(i + 1)) - figure.of(states.get(i)));
                    change.put("cause", cause);
                    change.put("submissions", submissions);
                    changes.add(change);
                }
            }
        }
        return changes;
    }

    /// What is counted once the first causes have worked.
    private static List<Report> state(
            Map<String, Line> before,
            Map<String, Line> after,
            Map<String, String> touched,
            List<String> worked) {
        return Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .map(id -> {
                    var cause = touched.get(id);
                    return cause == null || worked.contains(cause) ? after.get(id) : before.get(id);
                })
                .filter(Objects::nonNull)
                .map(Line::report)
                .toList();
    }

    /// A figure: how changes name it, what it is of some reports, and what one report shows in it.
    private interface Counted {
        Map<String, String> name();

        long of(List<Report> reports);

        default Object shown(@Nullable Line line) {
            return line == null ? 0L : of(List.of(line.report()));
        }
    }

    private record Measured(String measure, Optional<String> place) implements Counted {
        @Override
        public Map<String, String> name() {
            return place.map(it -> Map.of("measure", measure, "place", it))
                    .orElse(Map.of("measure", measure));
        }

        @Override
        public long of(List<Report> reports) {
            return reports.stream().collect(groupingBy(Report::place)).entrySet().stream()
                    .filter(it -> place.map(it.getKey()::equals).orElse(true))
                    .mapToLong(it -> Model.measure(measure, it.getValue()))
                    .sum();
        }

        /// Patrolled time is a union: another interval or place is another share of it.
        @Override
        public Object shown(@Nullable Line line) {
            if (!measure.equals("patrol-minutes")) {
                return Counted.super.shown(line);
            }
            boolean there =
                    line != null
                            && line.report().patrol()
                            && place.map(line.report().place()::equals).orElse(true);
            return line == null || !there
                    ? "none"
                    : line.report().place() + line.report().from() + line.report().to();
        }
    }

    private record Broken(String breakdown, String value) implements Counted {
        @Override
        public Map<String, String> name() {
            return Map.of("breakdown", breakdown, "value", value);
        }

        @Override
        public long of(List<Report> reports) {
            return ((Map<?, ?>) Objects.requireNonNull(breakdowns(reports).get(breakdown)))
                                    .get(value)
                            instanceof Long count
                    ? count
                    : 0;
        }
    }

    /// Every figure of any of `states`, in the order in which manifests list them.
    private static List<Counted> figures(List<List<Report>> states) {
        var all = new ArrayList<Counted>();
        MEASURES.forEach(it -> all.add(new Measured(it, Optional.empty())));
        states.stream()
                .flatMap(List::stream)
                .map(Report::place)
                .collect(toCollection(TreeSet::new))
                .forEach(place ->
                        MEASURES.forEach(it -> all.add(new Measured(it, Optional.of(place)))));
        for (var breakdown : BREAKDOWNS) {
            states.stream()
                    .flatMap(it ->
                            ((Map<?, ?>) Objects.requireNonNull(breakdowns(it).get(breakdown)))
                                    .keySet().stream())
                    .map(String.class::cast)
                    .collect(toCollection(TreeSet::new))
                    .forEach(value -> all.add(new Broken(breakdown, value)));
        }
        return all;
    }

    private String cause(
            SummaryKey key, String id, Map<String, Line> before, Map<String, Line> after) {
        var revisions = log.get(id);
        var was = before.get(id);
        var is = after.get(id);
        if (is == null) {
            return revisions.getLast().withdrawn() ? "withdrawn" : "moved";
        }
        if (was != null) {
            return was.report().place().equals(is.report().place())
                            && was.report().operation().equals(is.report().operation())
                    ? "revised"
                    : "moved";
        }
        // What the summary could have counted since the submission arrived arrived with it.
        if (!revisions.stream().allMatch(it -> belongs(key, it.report()))) {
            return "moved";
        }
        return revisions.stream().noneMatch(Rev::withdrawn) ? "late" : "revised";
    }
}
