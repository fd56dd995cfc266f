package org.patrolledger.domain.summary;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.patrolledger.domain.time.Interval;

/// Time covered at least once by any of a set of intervals: overlaps count once, gaps not at all.
///
/// Holds disjoint stretches only, whatever number of intervals went in and in whatever order.
final class TimeUnion {
    /// Start to end of each stretch. No two overlap or touch.
    private final TreeMap<Instant, Instant> stretches = new TreeMap<>();

    void add(Interval interval) {
        add(interval.from(), interval.to());
    }

    void add(TimeUnion other) {
        if (other != this) {
            other.stretches.forEach(this::add);
        }
    }

    private void add(Instant from, Instant to) {
        var around = stretches.floorEntry(from);
        if (around != null && !around.getValue().isBefore(to)) {
            return; // covered already, as most patrols of a busy place are
        }
        var start = from;
        var end = to;
        for (var near = stretches.floorEntry(end);
                near != null && !near.getValue().isBefore(start);
                near = stretches.floorEntry(end)) {
            stretches.remove(near.getKey());
            start = near.getKey().isBefore(start) ? near.getKey() : start;
            end = near.getValue().isAfter(end) ? near.getValue() : end;
        }
        stretches.put(start, end);
    }

    /// Whole minutes covered, truncated once.
    long minutes() {
        var covered = Duration.ZERO;
        for (var stretch : stretches.entrySet()) {
            covered = covered.plus(Duration.between(stretch.getKey(), stretch.getValue()));
        }
        return covered.toMinutes();
    }
}
