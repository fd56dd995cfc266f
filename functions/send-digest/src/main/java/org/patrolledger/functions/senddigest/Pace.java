package org.patrolledger.functions.senddigest;

import java.time.Duration;
import org.patrolledger.lambda.Deadline;

/// Keeps one instance below the rate at which the mail service takes mails.
final class Pace {
    private final Duration interval;
    private long next = System.nanoTime();

    /// @param rate mails a second, 1 or more
    Pace(int rate) {
        this.interval = Duration.ofSeconds(1).dividedBy(rate);
    }

    /// Waits for the turn of the next mail.
    ///
    /// @return whether it came before the deadline
    boolean await() {
        long wait = next - System.nanoTime();
        if (wait > 0 && !Deadline.current().sleep(Duration.ofNanos(wait))) {
            return false;
        }
        next = Math.max(next, System.nanoTime()) + interval.toNanos();
        return true;
    }
}
