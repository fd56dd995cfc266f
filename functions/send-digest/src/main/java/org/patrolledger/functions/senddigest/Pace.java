package org.patrolledger.functions.senddigest;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.patrolledger.lambda.Deadline;

/// Keeps one instance below the rate at which the mail service takes mails: between two mails there
/// is the rate's interval at least, counted from when the first of them was handed over, however
/// long the work in between took. So no second holds more mails than the rate, not even after a
/// pause.
final class Pace {
    private final long interval;
    private final LongSupplier nanos;
    private final Predicate<Duration> sleep;
    private long next;

    /// @param rate mails a second, 1 or more
    Pace(int rate) {
        this(rate, System::nanoTime, pause -> Deadline.current().sleep(pause));
    }

    /// @param nanos a clock that only goes forward, in nanoseconds
    /// @param sleep waits, unless the deadline comes first, and says whether it did
    Pace(int rate, LongSupplier nanos, Predicate<Duration> sleep) {
        this.interval = Duration.ofSeconds(1).dividedBy(rate).toNanos();
        this.nanos = nanos;
        this.sleep = sleep;
        this.next = nanos.getAsLong();
    }

    /// Waits for the turn of the next mail.
    ///
    /// @return whether it came before the deadline
    boolean await() {
        long wait = next - nanos.getAsLong();
        return wait <= 0 || sleep.test(Duration.ofNanos(wait));
    }

    /// Notes that a mail is handed over now.
    void take() {
        next = nanos.getAsLong() + interval;
    }
}
