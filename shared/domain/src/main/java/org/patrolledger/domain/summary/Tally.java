package org.patrolledger.domain.summary;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.PriorityId;

/// Running figures of any set of contributions. Order never matters, and the tallies of two sets
/// add up to the tally of both ([#add(Tally)]); each contribution counts as often as it is added.
///
/// Memory grows with places, values and the gaps in patrolled time, not with the number of
/// contributions.
public final class Tally {
    private final Map<PlaceId, At> places = new HashMap<>();
    private final Map<Breakdown, Map<String, Count>> breakdowns = new EnumMap<>(Breakdown.class);
    private final Map<PriorityId, Map<PlaceId, At>> priorities = new HashMap<>();

    /// The figures of one place.
    static final class At {
        final Measures.Sums sums = new Measures.Sums();
        final TimeUnion patrolled = new TimeUnion();

        void add(Contribution contribution) {
            sums.add(contribution.adds());
            if (contribution.patrol().isPresent()) {
                patrolled.add(contribution.patrol().get());
            }
        }

        void add(At other) {
            sums.add(other.sums);
            patrolled.add(other.patrolled);
        }

        Measures measures() {
            var all = new Measures.Sums();
            all.add(sums);
            all.add(Measure.PATROL_MINUTES, patrolled.minutes());
            return all.measures();
        }
    }

    /// Makes `place` appear among the places, with zeros if nothing is added for it.
    public void expect(PlaceId place) {
        at(place);
    }

    /// Makes `priority` appear among the priorities, with zeros if nothing is added for it.
    public void expect(PriorityId priority) {
        priorities.computeIfAbsent(priority, it -> new HashMap<>());
    }

    public void add(Contribution contribution) {
        add(contribution, at(contribution.place()));
    }

    /// Adds a contribution to the figures of its place, where those are at hand.
    void add(Contribution contribution, At at) {
        at.add(contribution);
        for (var part : contribution.parts()) {
            Count.of(values(part.breakdown()), part.value()).add(part.count());
            if (part.breakdown() == Breakdown.PRIORITY
                    && !part.value().equals(Breakdown.NO_PRIORITY)) {
                at(places(new PriorityId(part.value())), contribution.place()).add(contribution);
            }
        }
    }

    public void add(Tally other) {
        other.places.forEach((place, theirs) -> at(place).add(theirs));
        other.priorities.forEach((priority, theirs) -> {
            var ours = places(priority);
            theirs.forEach((place, at) -> at(ours, place).add(at));
        });
        other.breakdowns.forEach((breakdown, values) ->
                values.forEach(
                        (value, count) -> Count.of(values(breakdown), value).add(count.get())));
    }

    private Map<PlaceId, At> places(PriorityId priority) {
        return priorities.computeIfAbsent(priority, it -> new HashMap<>());
    }

    At at(PlaceId place) {
        return at(places, place);
    }

    private static At at(Map<PlaceId, At> places, PlaceId place) {
        var at = places.get(place);
        if (at == null) {
            at = new At();
            places.put(place, at);
        }
        return at;
    }

    private Map<String, Count> values(Breakdown breakdown) {
        var values = breakdowns.get(breakdown);
        if (values == null) {
            values = new HashMap<>();
            breakdowns.put(breakdown, values);
        }
        return values;
    }

    /// The figures of each place, sorted by its id.
    public SortedMap<PlaceId, Measures> places() {
        var sorted = new TreeMap<PlaceId, Measures>();
        places.forEach((place, at) -> sorted.put(place, at.measures()));
        return sorted;
    }

    /// The figures of each priority, sorted by its id.
    public SortedMap<PriorityId, Measures> priorities() {
        var sorted = new TreeMap<PriorityId, Measures>();
        priorities.forEach((priority, at) -> sorted.put(priority, total(at)));
        return sorted;
    }

    /// The sum of the places.
    public Measures total() {
        return total(places);
    }

    private static Measures total(Map<PlaceId, At> places) {
        var sums = new Measures.Sums();
        places.values().forEach(at -> sums.add(at.measures()));
        return sums.measures();
    }

    /// Every breakdown, each with the values that occur, sorted; [Breakdown#PRIORITY] only where
    /// there are priorities.
    public SortedMap<Breakdown, SortedMap<String, Long>> breakdowns() {
        var sorted = new TreeMap<Breakdown, SortedMap<String, Long>>();
        for (var breakdown : Breakdown.values()) {
            if (breakdown == Breakdown.PRIORITY
                    && priorities.isEmpty()
                    && !breakdowns.containsKey(breakdown)) {
                continue;
            }
            var values = new TreeMap<String, Long>();
            breakdowns
                    .getOrDefault(breakdown, Map.of())
                    .forEach((value, count) -> values.put(value, count.get()));
            sorted.put(breakdown, values);
        }
        return sorted;
    }
}
