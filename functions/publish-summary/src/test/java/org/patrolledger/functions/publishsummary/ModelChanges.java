package org.patrolledger.functions.publishsummary;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
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
import org.patrolledger.functions.publishsummary.Model.Edition;
import org.patrolledger.functions.publishsummary.Model.Line;
import org.patrolledger.functions.publishsummary.Model.Rev;

/// What an edition has to say of what changed since the one before, and why.
///
/// @param log every submission with its revisions
record ModelChanges(Map<String, List<Rev>> log) {
    private static final List<String> CAUSES = List.of("late", "revised", "moved", "withdrawn");

    /// The changes of totals, places and breakdowns. What is true of all of them at once: the
    /// causes are taken to have worked one after the other, and each has what the figure grew by.
    List<Object> changes(SummaryKey key, Edition newest, Map<String, Line> lines) {
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
                    .mapToLong(it -> ModelCounts.measure(measure, it.getValue()))
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
            return ((Map<?, ?>)
                                            Objects.requireNonNull(
                                                    ModelCounts.breakdowns(reports).get(breakdown)))
                                    .get(value)
                            instanceof Long count
                    ? count
                    : 0;
        }
    }

    /// Every figure of any of `states`, in the order in which manifests list them.
    private static List<Counted> figures(List<List<Report>> states) {
        var all = new ArrayList<Counted>();
        ModelCounts.MEASURES.forEach(it -> all.add(new Measured(it, Optional.empty())));
        states.stream()
                .flatMap(List::stream)
                .map(Report::place)
                .collect(toCollection(TreeSet::new))
                .forEach(place ->
                        ModelCounts.MEASURES.forEach(
                                it -> all.add(new Measured(it, Optional.of(place)))));
        for (var breakdown : ModelCounts.BREAKDOWNS) {
            states.stream()
                    .flatMap(it ->
                            ((Map<?, ?>)
                                            Objects.requireNonNull(
                                                    ModelCounts.breakdowns(it).get(breakdown)))
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
        if (!revisions.stream().allMatch(it -> Model.belongs(key, it.report()))) {
            return "moved";
        }
        return revisions.stream().noneMatch(Rev::withdrawn) ? "late" : "revised";
    }
}
