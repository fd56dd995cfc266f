package org.patrolledger.domain.summary;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.time.Interval;

/// Time covered at least once by any of a set of intervals: overlaps count once, gaps not at all.
///
/// Holds disjoint stretches only, however many intervals went in and in any order; as plain
/// numbers, for a summary of a country holds hundreds of thousands of them, and as objects they
/// kept the collector busy for as long as the fold itself took.
public final class TimeUnion {
    private static final int SOME = 8;
    private static final long SECOND = 1_000_000_000;
    private static final long MINUTE = 60 * SECOND;

    /// What nanoseconds are counted from: the start of the first interval that was added. Intervals
    /// more than 292 years from it are an [ArithmeticException].
    private @Nullable Instant origin;

    // Stretches, sorted; no two overlap or touch.
    private long[] starts = new long[SOME];
    private long[] ends = new long[SOME];
    private int size;

    /// Adds a stretch, in any order.
    public void add(Interval interval) {
        var from = origin == null ? interval.from() : origin;
        origin = from;
        add(nanos(from, interval.from()), nanos(from, interval.to()));
    }

    void add(TimeUnion other) {
        if (other == this || other.origin == null) {
            return;
        }
        var from = origin == null ? other.origin : origin;
        origin = from;
        long shift = nanos(from, other.origin);
        for (int i = 0; i < other.size; i++) {
            add(Math.addExact(other.starts[i], shift), Math.addExact(other.ends[i], shift));
        }
    }

    private static long nanos(Instant from, Instant to) {
        long seconds = to.getEpochSecond() - from.getEpochSecond();
        return Math.addExact(Math.multiplyExact(seconds, SECOND), to.getNano() - from.getNano());
    }

    private void add(long from, long to) {
        int first = firstEndingFrom(from);
        int after = first;
        while (after < size && starts[after] <= to) {
            after++;
        }
        if (after == first) {
            insert(first, from, to);
        } else {
            starts[first] = Math.min(starts[first], from);
            ends[first] = Math.max(ends[after - 1], to);
            remove(first + 1, after);
        }
    }

    /// The first stretch that ends at `moment` or after it.
    private int firstEndingFrom(long moment) {
        int at = Arrays.binarySearch(ends, 0, size, moment);
        return at < 0 ? -at - 1 : at;
    }

    private void insert(int at, long from, long to) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        System.arraycopy(starts, at, starts, at + 1, size - at);
        System.arraycopy(ends, at, ends, at + 1, size - at);
        starts[at] = from;
        ends[at] = to;
        size++;
    }

    private void remove(int from, int to) {
        if (from < to) {
            System.arraycopy(starts, to, starts, from, size - to);
            System.arraycopy(ends, to, ends, from, size - to);
            size -= to - from;
        }
    }

    /// Whole minutes covered, truncated once.
    public long minutes() {
        long covered = 0;
        for (int i = 0; i < size; i++) {
            covered = Math.addExact(covered, Math.subtractExact(ends[i], starts[i]));
        }
        return covered / MINUTE;
    }
}
