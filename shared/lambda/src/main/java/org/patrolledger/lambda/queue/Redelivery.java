package org.patrolledger.lambda.queue;

import java.time.Duration;
import java.util.List;

/// When a message that failed is given out again.
///
/// Left alone it comes back once its visibility times out, six times as long as a call may take: an
/// hour for a summary. So the function says when, and the more often it failed, the later.
@FunctionalInterface
public interface Redelivery {

    /// Leaves a message to the queue's own timeout.
    Redelivery NEVER_CHANGED = (message, delay) -> {};

    /// After the first, second, third failure, and every one after that.
    List<Duration> DELAYS =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(20));

    /// Has a message given out again after `delay`.
    ///
    /// @throws RuntimeException if the queue does not take it; the message then comes back by
    ///   itself, later
    void after(QueueMessage message, Duration delay);

    /// How long a message rests that failed as often as this one was received.
    static Duration delay(QueueMessage message) {
        return DELAYS.get(Math.min(message.receives(), DELAYS.size()) - 1);
    }
}
