package org.patrolledger.formats.change;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.summary.Breakdown;
import org.patrolledger.domain.summary.Contribution;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.TimeUnion;
import org.patrolledger.domain.time.Interval;
import org.patrolledger.formats.change.Change.Cause;

/// What each cause added to time patrolled. That is a union, so a submission has no share of its
/// own: the causes are taken to have worked one after the other, in the order of [Cause], and each
/// has the minutes by which the union grew.
final class TimeShares {
    private static final List<Cause> CAUSES = List.of(Cause.values());

    /// The union at one place: `states.get(i)` after the first `i` causes have worked.
    private static final class Stages {
        private final List<TimeUnion> states = new ArrayList<>();

        Stages() {
            for (int i = 0; i <= CAUSES.size(); i++) {
                states.add(new TimeUnion());
            }
        }

        void add(Cause cause, Optional<Interval> before, Optional<Interval> after) {
            int works = CAUSES.indexOf(cause);
            for (int i = 0; i < states.size(); i++) {
                var state = states.get(i);
                (i <= works ? before : after).ifPresent(state::add);
            }
        }

        long share(int cause) {
            return states.get(cause + 1).minutes() - states.get(cause).minutes();
        }
    }

    private final Set<PlaceId> places = new HashSet<>();
    private final Set<PriorityId> priorities = new HashSet<>();
    private final Map<PlaceId, Stages> byPlace = new HashMap<>();
    private final Map<PriorityId, Map<PlaceId, Stages>> byPriority = new HashMap<>();

    /// Shares of `figure` will be asked for.
    void follow(Figure.Measured figure) {
        figure.place().ifPresent(places::add);
        figure.priority().ifPresent(priorities::add);
    }

    /// Adds a submission's time before and after; null where it was not counted, or is not.
    ///
    /// @return the figures that it bears on differently than before
    Set<Figure.Measured> add(Cause cause, @Nullable Contribution was, @Nullable Contribution is) {
        var touched = new LinkedHashSet<Figure.Measured>();
        if (!timed(was) && !timed(is)) {
            return touched;
        }
        for (var place : placesOf(was, is)) {
            var before = at(place, was);
            var after = at(place, is);
            if (places.contains(place)) {
                byPlace.computeIfAbsent(place, it -> new Stages()).add(cause, before, after);
            }
            if (!before.equals(after)) {
                touched.add(Figure.total(Measure.PATROL_MINUTES));
                touched.add(Figure.at(place, Measure.PATROL_MINUTES));
            }
        }
        for (var priority : prioritiesOf(was, is)) {
            if (priorities.contains(priority)) {
                add(cause, priority, was, is, touched);
            }
        }
        return touched;
    }

    private void add(
            Cause cause,
            PriorityId priority,
            @Nullable Contribution was,
            @Nullable Contribution is,
            Set<Figure.Measured> touched) {
        // The same revision is of a priority since the catalogue lists it.
        var works = cause == Cause.RULES ? Cause.CATALOGUE : cause;
        var stages = byPriority.computeIfAbsent(priority, it -> new HashMap<>());
        for (var place : placesOf(was, is)) {
            var before = serves(priority, was) ? at(place, was) : Optional.<Interval>empty();
            var after = serves(priority, is) ? at(place, is) : Optional.<Interval>empty();
            stages.computeIfAbsent(place, it -> new Stages()).add(works, before, after);
            if (!before.equals(after)) {
                touched.add(Figure.of(priority, Measure.PATROL_MINUTES));
            }
        }
    }

    private static boolean timed(@Nullable Contribution it) {
        return it != null && it.patrol().isPresent();
    }

    private static Optional<Interval> at(PlaceId place, @Nullable Contribution it) {
        return it != null && it.place().equals(place) ? it.patrol() : Optional.empty();
    }

    private static Set<PlaceId> placesOf(@Nullable Contribution was, @Nullable Contribution is) {
        var places = new LinkedHashSet<PlaceId>();
        if (was != null) {
            places.add(was.place());
        }
        if (is != null) {
            places.add(is.place());
        }
        return places;
    }

    private static boolean serves(PriorityId priority, @Nullable Contribution it) {
        return it != null && priorities(it).contains(priority);
    }

    private static Set<PriorityId> prioritiesOf(
            @Nullable Contribution was, @Nullable Contribution is) {
        var all = new LinkedHashSet<PriorityId>();
        if (was != null) {
            all.addAll(priorities(was));
        }
        if (is != null) {
            all.addAll(priorities(is));
        }
        return all;
    }

    /// The priorities that a submission serves.
    static Set<PriorityId> priorities(Contribution it) {
        Set<PriorityId> all = Set.of();
        for (var part : it.parts()) {
            if (part.breakdown() == Breakdown.PRIORITY
                    && !part.value().equals(Breakdown.NO_PRIORITY)) {
                all = all.isEmpty() ? new LinkedHashSet<>() : all;
                all.add(new PriorityId(part.value()));
            }
        }
        return all;
    }

    /// The share of each cause in the change of `figure`.
    Map<Cause, Long> shares(Figure.Measured figure) {
        Map<PlaceId, Stages> stages =
                figure.priority()
                        .<Map<PlaceId, Stages>>map(it -> byPriority.getOrDefault(it, Map.of()))
                        .orElse(byPlace);
        var shares = new EnumMap<Cause, Long>(Cause.class);
        stages.forEach((place, at) -> {
            if (figure.place().map(place::equals).orElse(true)) {
                for (int i = 0; i < CAUSES.size(); i++) {
                    shares.merge(CAUSES.get(i), at.share(i), Long::sum);
                }
            }
        });
        return shares;
    }
}
