package org.patrolledger.domain.time;

import java.time.Duration;
import java.time.Instant;

/// A half-open stretch of time that is not empty.
///
/// @param from the first instant
/// @param to the first instant after it, later than `from`
public record Interval(Instant from, Instant to) {
    public Interval {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("an interval ends after it starts");
        }
    }

    public boolean overlaps(Interval other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }

    /// Elapsed time, which a clock change does not alter.
    public Duration elapsed() {
        return Duration.between(from, to);
    }

    /// Whole minutes of elapsed time, truncated.
    public long minutes() {
        return minutes(from, to);
    }

    /// Whole minutes from one moment to another, truncated; negative where that one is earlier.
    /// Plain numbers, because it runs several times for each submission of a summary.
    public static long minutes(Instant from, Instant to) {
        long seconds = to.getEpochSecond() - from.getEpochSecond();
        return (to.getNano() < from.getNano() ? seconds - 1 : seconds) / 60;
    }
}
