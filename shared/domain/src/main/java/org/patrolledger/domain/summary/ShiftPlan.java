package org.patrolledger.domain.summary;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Shift;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.submission.Engagement;
import org.patrolledger.domain.time.Interval;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;

/// The shifts expected on a period's operational days, and which of them an engagement has
/// reported.
///
/// A shift is reported when an engagement at its place overlaps its hours, on whatever operational
/// day that engagement began: one that started on the eve of the period can report a shift of its
/// first morning.
public final class ShiftPlan {
    private record At(OperationId operation, PlaceId place) {}

    private record Expected(At at, OperationalDay day, Interval hours) {}

    private final ReportingPeriod period;
    private final List<Expected> expected = new ArrayList<>();
    private final Map<At, List<Integer>> byPlace = new HashMap<>();
    private final BitSet reported = new BitSet();

    /// The plan of `operations` in `period`: shifts on days when the operation runs and the place
    /// is valid.
    public ShiftPlan(Collection<Operation> operations, ReportingPeriod period) {
        this.period = period;
        for (var operation : operations) {
            for (var shift : operation.shifts()) {
                var place = operation.place(shift.place()).orElseThrow();
                period.days()
                        .filter(shift::fallsOn)
                        .filter(operation::activeOn)
                        .filter(place.validity()::includes)
                        .forEach(day -> expect(operation, shift, day));
            }
        }
    }

    private void expect(Operation operation, Shift shift, OperationalDay day) {
        var at = new At(operation.id(), shift.place());
        byPlace.computeIfAbsent(at, it -> new ArrayList<>()).add(expected.size());
        expected.add(new Expected(at, day, shift.on(day)));
    }

    /// The days outside the period whose engagements may report one of its shifts: the eve (an
    /// engagement lasts 24 hours at most), and the day after where a shift runs past 06:00.
    public List<OperationalDay> neighbours() {
        var days = new ArrayList<OperationalDay>();
        if (!expected.isEmpty()) {
            days.add(period.first().plusDays(-1));
        }
        if (expected.stream().anyMatch(it -> it.hours().to().isAfter(period.to()))) {
            days.add(period.last().plusDays(1));
        }
        return days;
    }

    /// Marks the shifts that `engagement` reports.
    public void report(Engagement engagement) {
        var at = new At(engagement.operation(), engagement.place());
        for (int i : byPlace.getOrDefault(at, List.of())) {
            if (expected.get(i).hours().overlaps(engagement.time())) {
                reported.set(i);
            }
        }
    }

    /// Adds what `other`, a plan of the same operations and period, has had reported.
    public void add(ShiftPlan other) {
        if (!expected.equals(other.expected)) {
            throw new IllegalArgumentException("these are plans of different shifts");
        }
        reported.or(other.reported);
    }

    public Coverage coverage() {
        var missing = new ArrayList<Coverage.Missing>();
        for (int i = reported.nextClearBit(0);
                i < expected.size();
                i = reported.nextClearBit(i + 1)) {
            missing.add(new Coverage.Missing(expected.get(i).at().place(), expected.get(i).day()));
        }
        missing.sort(
                Comparator.comparing(Coverage.Missing::day).thenComparing(Coverage.Missing::place));
        return new Coverage(expected.size(), reported.cardinality(), missing);
    }
}
