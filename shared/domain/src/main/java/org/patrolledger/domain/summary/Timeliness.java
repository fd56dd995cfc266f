package org.patrolledger.domain.summary;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.patrolledger.domain.submission.CountedRevision;
import org.patrolledger.domain.time.Interval;

/// How promptly an organisation reported.
///
/// @param onTime submissions first received by the Monday 06:30 that publishes their week
/// @param late submissions first received after it
/// @param revised of both, those whose current revision is not the first
/// @param withdrawn submissions withdrawn; in neither of the others
/// @param medianDelayMinutes of on-time and late ones: whole minutes from the end of what was
///   reported to its first receipt, the lower one of two middle values; empty where there are none
public record Timeliness(
        long onTime, long late, long revised, long withdrawn, OptionalLong medianDelayMinutes) {

    /// Running figures; memory grows with the number of different delays, in minutes.
    static final class Running {
        /// Delays below 22 days, which are nearly all, are counted by minute; the others by name.
        private static final int COUNTED_BY_MINUTE = 1 << 15;

        private long[] byMinute = new long[1 << 8];
        private final Map<Long, Count> longer = new HashMap<>();
        private long onTime;
        private long late;
        private long revised;
        private long withdrawn;

        /// Adds a current revision of a submission that was due by `due`.
        void add(CountedRevision current, Instant due) {
            if (current.withdrawn()) {
                withdrawn++;
                return;
            }
            if (current.firstReceivedAt().isAfter(due)) {
                late++;
            } else {
                onTime++;
            }
            if (current.number() > 1) {
                revised++;
            }
            countDelay(
                    Math.max(
                            0,
                            Interval.minutes(
                                    current.submission().over(), current.firstReceivedAt())));
        }

        private void countDelay(long minutes) {
            if (minutes >= COUNTED_BY_MINUTE) {
                Count.of(longer, minutes).add(1);
                return;
            }
            int minute = (int) minutes;
            if (minute >= byMinute.length) {
                byMinute = Arrays.copyOf(byMinute, 2 * Integer.highestOneBit(minute));
            }
            byMinute[minute]++;
        }

        Timeliness timeliness() {
            return new Timeliness(onTime, late, revised, withdrawn, median());
        }

        private OptionalLong median() {
            long before = (onTime + late + 1) / 2;
            for (int minute = 0; minute < byMinute.length; minute++) {
                before -= byMinute[minute];
                if (byMinute[minute] > 0 && before <= 0) {
                    return OptionalLong.of(minute);
                }
            }
            for (var delay : new TreeMap<>(longer).entrySet()) {
                before -= delay.getValue().get();
                if (before <= 0) {
                    return OptionalLong.of(delay.getKey());
                }
            }
            return OptionalLong.empty();
        }
    }
}
