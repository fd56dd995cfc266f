package org.patrolledger.domain.summary;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Shift;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.submission.Engagement;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.time.Interval;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;

/// The shifts expected on a period's operational days, and which of them an engagement has
/// reported.
///
/// A shift is reported when an engagement at its place overlaps its hours, on any operational day
/// that engagement began: one that started on the eve of the period can report a shift of its first
/// morning.
public final class ShiftPlan {
    private static final Comparator<OperationDay> BY_OPERATION_AND_DAY =
            Comparator.comparing(OperationDay::operation).thenComparing(OperationDay::day);

    private record Expected(OperationalDay day, Shift shift, Interval hours) {}

    /// A shift that nobody has reported, and its wall-clock hours.
    public record Unreported(PlaceId place, OperationalDay day, LocalTime from, LocalTime to) {}

    /// The shifts at one place.
    static final class Shifts {
        /// Sorted by start, so that an engagement is compared with the shifts near it only.
        final List<Expected> expected = new ArrayList<>();

        /// Which of them, by position, were reported.
        final BitSet reported = new BitSet();

        Duration longest = Duration.ZERO;

        /// How many were not reported yet.
        private int missing;

        private void end() {
            expected.sort(Comparator.comparing(it -> it.hours().from()));
            for (var it : expected) {
                var length = it.hours().elapsed();
                longest = length.compareTo(longest) > 0 ? length : longest;
            }
            missing = expected.size();
        }

        void report(Interval time) {
            if (missing == 0) {
                return; // as soon at every busy place
            }
            for (int i = firstAfter(time.from().minus(longest));
                    i < expected.size() && expected.get(i).hours().from().isBefore(time.to());
                    i++) {
                if (!reported.get(i) && expected.get(i).hours().overlaps(time)) {
                    reported.set(i);
                    missing--;
                }
            }
        }

        /// The first shift that starts after `moment`, by binary search.
        private int firstAfter(Instant moment) {
            int low = 0;
            int high = expected.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (expected.get(middle).hours().from().isAfter(moment)) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }
    }

    private final OperationalDay first;
    private final OperationalDay last;
    private final Map<OperationId, Map<PlaceId, Shifts>> operations = new HashMap<>();

    /// The plan of `operations` in `period`: shifts on days when the operation runs and the place
    /// is valid.
    public ShiftPlan(Collection<Operation> operations, ReportingPeriod period) {
        this(operations, period.first(), period.last());
    }

    /// The plan of `operations` on the days from `first` to `last`, both included.
    public ShiftPlan(Collection<Operation> operations, OperationalDay first, OperationalDay last) {
        this.first = first;
        this.last = last;
        for (var operation : operations) {
            var places = this.operations.computeIfAbsent(operation.id(), it -> new HashMap<>());
            for (var shift : operation.shifts()) {
                var place = operation.place(shift.place()).orElseThrow();
                var shifts = places.computeIfAbsent(place.id(), it -> new Shifts());
                first.date()
                        .datesUntil(last.date().plusDays(1))
                        .map(OperationalDay::new)
                        .filter(shift::fallsOn)
                        .filter(operation::activeOn)
                        .filter(place.validity()::includes)
                        .forEach(day ->
                                shifts.expected.add(new Expected(day, shift, shift.on(day))));
            }
            places.values().forEach(Shifts::end);
        }
    }

    /// The days outside the period whose engagements may report one of its shifts: of operations
    /// with shifts in it the eve (an engagement lasts [Engagement#LONGEST] at most, and no eve of a
    /// week or month is shorter), and the day after where a shift runs past 06:00; sorted by
    /// operation and day.
    public List<OperationDay> neighbours() {
        var days = new LinkedHashSet<OperationDay>();
        var end = last.end();
        operations.forEach((operation, places) -> {
            for (var shifts : places.values()) {
                if (!shifts.expected.isEmpty()) {
                    days.add(new OperationDay(operation, first.plusDays(-1)));
                }
                if (shifts.expected.stream().anyMatch(it -> it.hours().to().isAfter(end))) {
                    days.add(new OperationDay(operation, last.plusDays(1)));
                }
            }
        });
        return days.stream().sorted(BY_OPERATION_AND_DAY).toList();
    }

    /// The days on which an engagement can have begun that reports one of the shifts, sorted by
    /// operation and day: those of the hours of each, and of the [Engagement#LONGEST] before.
    public List<OperationDay> reporting() {
        var days = new TreeSet<>(BY_OPERATION_AND_DAY);
        operations.forEach((operation, places) -> {
            for (var shifts : places.values()) {
                for (var it : shifts.expected) {
                    var earliest = OperationalDay.of(it.hours().from().minus(Engagement.LONGEST));
                    var latest = OperationalDay.of(it.hours().to().minusNanos(1));
                    for (var day = earliest; day.compareTo(latest) <= 0; day = day.plusDays(1)) {
                        days.add(new OperationDay(operation, day));
                    }
                }
            }
        });
        return List.copyOf(days);
    }

    /// Marks the shifts that `engagement` reports.
    public void report(Engagement engagement) {
        report(engagement.operation(), engagement.place(), engagement.time());
    }

    /// Marks the shifts of `operation` at `place` that an engagement at `time` reports.
    public void report(OperationId operation, PlaceId place, Interval time) {
        var shifts = at(operation, place);
        if (shifts != null) {
            shifts.report(time);
        }
    }

    /// The shifts at one place of an operation; null where there are none.
    @Nullable Shifts at(OperationId operation, PlaceId place) {
        var places = operations.get(operation);
        return places == null ? null : places.get(place);
    }

    /// The shifts that no engagement has reported, by day, place and hour.
    public List<Unreported> unreported() {
        var unreported = new ArrayList<Unreported>();
        for (var places : operations.values()) {
            places.forEach((place, shifts) -> {
                for (int i = shifts.reported.nextClearBit(0);
                        i < shifts.expected.size();
                        i = shifts.reported.nextClearBit(i + 1)) {
                    var it = shifts.expected.get(i);
                    unreported.add(
                            new Unreported(place, it.day(), it.shift().from(), it.shift().to()));
                }
            });
        }
        unreported.sort(
                Comparator.comparing(Unreported::day)
                        .thenComparing(Unreported::place)
                        .thenComparing(Unreported::from)
                        .thenComparing(Unreported::to));
        return unreported;
    }

    public Coverage coverage() {
        var missing =
                unreported().stream()
                        .map(it -> new Coverage.Missing(it.place(), it.day()))
                        .toList();
        int expected =
                operations.values().stream()
                        .flatMap(places -> places.values().stream())
                        .mapToInt(shifts -> shifts.expected.size())
                        .sum();
        return new Coverage(expected, expected - missing.size(), missing);
    }
}
