package org.patrolledger.storage;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.patrolledger.lambda.Deadline;

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
    private boolean paused;

    /// Makes an attempt. One that a pause was granted for is made even if the deadline passed just
    /// then: that storage is busy is known by now and must not be told as its being away.
    ///
    /// @throws org.patrolledger.domain.StorageException as [Storage#call] says
    <T> T call(Supplier<T> attempt) {
        return paused ? Storage.attempt(attempt) : Storage.call(attempt);
    }

    /// Waits before the next attempt.
    ///
    /// @param last what the last attempt met
    /// @throws org.patrolledger.domain.StorageException without having waited, if the deadline
    ///   comes first
    void pause(RuntimeException last) {
        var pause = Duration.ofNanos(ThreadLocalRandom.current().nextLong(bound.toNanos()) + 1);
        var doubled = bound.multipliedBy(2);
        bound = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        if (!deadline.sleep(pause)) {
            throw Storage.contended(last);
        }
        paused = true;
    }
}
