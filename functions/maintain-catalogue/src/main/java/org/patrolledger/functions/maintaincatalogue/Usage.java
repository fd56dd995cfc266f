package org.patrolledger.functions.maintaincatalogue;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patrolledger.contract.Fault;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.catalogue.Place.Validity;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.submission.PlaceDays;
import org.patrolledger.domain.submission.PlaceDays.End;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.time.OperationalDay;

/// What submissions used of an operation. Asks the log at most twice for each place that loses
/// days, for the outermost used day at either end, however many days there are.
///
/// @param clock tells which days can have been used
record Usage(SubmissionLog log, InstantSource clock) {

    /// Whether `after` lacks a day, or a place, that `before` has.
    static boolean takesAway(Operation before, Operation after) {
        return !after.active().covers(before.active())
                || before.places().stream()
                        .anyMatch(place ->
                                after.place(place.id())
                                        .filter(it -> it.validity().covers(place.validity()))
                                        .isEmpty());
    }

    /// What `after` takes away from `before` although submissions used it.
    List<Fault> lost(Operation before, Operation after) {
        // A form's clock may be a few minutes ahead, and with it on the day after.
        var latest = OperationalDay.of(clock.instant()).plusDays(1);
        var kept = positions(after);
        var asked = new ArrayList<PlaceDays>();
        for (var place : before.places()) {
            var position = kept.get(place.id());
            asked.addAll(
                    position == null
                            ? all(place, before, latest)
                            : ends(place, after.places().get(position), before, after, latest));
        }
        return faults(after, kept, used(before.id(), asked));
    }

    /// Of the days asked for those that were used.
    private List<Found> used(OperationId operation, List<PlaceDays> asked) {
        var found = new ArrayList<Found>();
        var used = log.used(operation, asked);
        for (int i = 0; i < asked.size(); i++) {
            var one = asked.get(i);
            used.get(i).ifPresent(day -> found.add(new Found(one, day)));
        }
        return found;
    }

    private record Found(PlaceDays asked, OperationalDay day) {}

    private static Map<PlaceId, Integer> positions(Operation operation) {
        var positions = new HashMap<PlaceId, Integer>();
        for (int i = 0; i < operation.places().size(); i++) {
            positions.put(operation.places().get(i).id(), i);
        }
        return positions;
    }

    private static List<PlaceDays> all(Place place, Operation before, OperationalDay latest) {
        var first = later(place.validity().from(), before.active().from());
        var last = earliest(latest, place.validity().until(), before.active().until());
        return between(place.id(), first, last, End.EARLIEST);
    }

    /// The days that a place loses at its beginning and at its end.
    private static List<PlaceDays> ends(
            Place place, Place kept, Operation before, Operation after, OperationalDay latest) {
        var first = later(place.validity().from(), before.active().from());
        var last = earliest(latest, place.validity().until(), before.active().until());
        var newFirst = later(kept.validity().from(), after.active().from());
        var newLast = earliest(latest, kept.validity().until(), after.active().until());
        var days = new ArrayList<PlaceDays>();
        days.addAll(
                between(
                        place.id(),
                        first,
                        earliest(last, Optional.of(newFirst.plusDays(-1)), Optional.empty()),
                        End.EARLIEST));
        days.addAll(between(place.id(), later(first, newLast.plusDays(1)), last, End.LATEST));
        return days;
    }

    private static List<PlaceDays> between(
            PlaceId place, OperationalDay first, OperationalDay last, End end) {
        return last.compareTo(first) < 0
                ? List.of()
                : List.of(new PlaceDays(place, first, last, end));
    }

    private static OperationalDay later(OperationalDay one, OperationalDay other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static OperationalDay earliest(
            OperationalDay one, Optional<OperationalDay> other, Optional<OperationalDay> third) {
        var earliest = other.filter(it -> it.compareTo(one) < 0).orElse(one);
        return third.filter(it -> it.compareTo(earliest) < 0).orElse(earliest);
    }

    private static List<Fault> faults(
            Operation after, Map<PlaceId, Integer> kept, List<Found> used) {
        // Both searches at a place may have met the same day.
        var active = new LinkedHashSet<Fault>();
        var places = new LinkedHashSet<Fault>();
        boolean removed = false;
        for (var found : used) {
            lostAt(after.active(), found.day())
                    .map(side -> new Fault("/active" + side, Rule.IN_USE, INACTIVE))
                    .ifPresent(active::add);
            var position = kept.get(found.asked().place());
            if (position == null) {
                removed = true;
                continue;
            }
            lostAt(after.places().get(position).validity(), found.day())
                    .map(side ->
                            new Fault(
                                    "/places/" + position + "/valid" + side, Rule.IN_USE, INVALID))
                    .ifPresent(places::add);
        }
        var faults = new ArrayList<>(active);
        faults.addAll(places);
        if (removed) {
            faults.add(new Fault("/places", Rule.IN_USE, REMOVED));
        }
        return faults;
    }

    private static final String INACTIVE =
            "Submissions lie on days that would no longer be active.";
    private static final String INVALID = "Submissions lie on days that would no longer be valid.";
    private static final String REMOVED =
            "A place that submissions used is ended with validUntil, not removed.";

    /// At which end of `validity` a day lies outside of it.
    private static Optional<String> lostAt(Validity validity, OperationalDay day) {
        if (validity.includes(day)) {
            return Optional.empty();
        }
        return Optional.of(day.compareTo(validity.from()) < 0 ? "From" : "Until");
    }
}
