package org.patrolledger.domain.summary;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.patrolledger.domain.submission.Revision;

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
        private long onTime;
        private long late;
        private long revised;
        private long withdrawn;
        private final Map<Long, Count> delays = new HashMap<>();

        /// Adds a current revision of a submission that was due by `due`.
        void add(Revision current, Instant due) {
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
            var delay = Duration.between(current.submission().over(), current.firstReceivedAt());
            Count.of(delays, Math.max(0, delay.toMinutes())).add(1);
        }

        Timeliness timeliness() {
            return new Timeliness(onTime, late, revised, withdrawn, median());
        }

        private OptionalLong median() {
            long before = (onTime + late + 1) / 2;
            for (var delay : new TreeMap<>(delays).entrySet()) {
                before -= delay.getValue().get();
                if (before <= 0) {
                    return OptionalLong.of(delay.getKey());
                }
            }
            return OptionalLong.empty();
        }
    }
}
