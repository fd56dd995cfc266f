package org.patrolledger.aws;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Growing pauses between attempts at what the SDK does not repeat of itself: a transaction that
/// met another one, an entry of a batch that was refused.
///
/// Each pause is drawn evenly from nothing up to a bound that doubles, so that those who collided
/// once do not collide again in step.
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Deadline deadline = Deadline.current();
    private Duration bound = FIRST;

    /// Waits before the next attempt.
    ///
    /// @return false, without having waited, if the deadline comes first
    boolean pause() {
        var pause = Duration.ofNanos(ThreadLocalRandom.current().nextLong(bound.toNanos()) + 1);
        var doubled = bound.multipliedBy(2);
        bound = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return deadline.sleep(pause);
    }
}
