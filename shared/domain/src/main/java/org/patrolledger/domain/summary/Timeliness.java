package org.patrolledger.domain.summary;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.SortedMap;
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
        private final SortedMap<Long, Long> delays = new TreeMap<>();

        void add(Revision current) {
            if (current.withdrawn()) {
                withdrawn++;
                return;
            }
            var submission = current.submission();
            var due = submission.day().week().publishedAt();
            if (current.firstReceivedAt().isAfter(due)) {
                late++;
            } else {
                onTime++;
            }
            if (current.number() > 1) {
                revised++;
            }
            var delay = Duration.between(submission.over(), current.firstReceivedAt());
            delays.merge(Math.max(0, delay.toMinutes()), 1L, Long::sum);
        }

        void add(Running other) {
            onTime += other.onTime;
            late += other.late;
            revised += other.revised;
            withdrawn += other.withdrawn;
            other.delays.forEach((delay, count) -> delays.merge(delay, count, Long::sum));
        }

        Timeliness timeliness() {
            return new Timeliness(onTime, late, revised, withdrawn, median());
        }

        private OptionalLong median() {
            long before = (onTime + late + 1) / 2;
            for (var delay : delays.entrySet()) {
                before -= delay.getValue();
                if (before <= 0) {
                    return OptionalLong.of(delay.getKey());
                }
            }
            return OptionalLong.empty();
        }
    }
}
