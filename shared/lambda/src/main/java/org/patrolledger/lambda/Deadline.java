package org.patrolledger.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// When the running invocation has to be done with storage. Retries and pauses end before it, so
/// that the caller still gets an answer instead of a function that was cut off.
///
/// It belongs to a stretch of code and what that calls; work handed to another thread takes it
/// along.
public final class Deadline {
    /// Kept back from what Lambda gives, for writing the answer and the log.
    private static final Duration FOR_THE_ANSWER = Duration.ofMillis(300);

    /// How long one call may go on outside of any invocation, such as in a test.
    private static final Duration OTHERWISE = Duration.ofMinutes(1);

    private static final ScopedValue<Deadline> CURRENT = ScopedValue.newInstance();

    /// In terms of [System#nanoTime], which no change of a clock moves.
    private final long nanoTime;

    private Deadline(long nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// The deadline of the invocation that `context` describes.
    public static Deadline of(Context context) {
        return in(Duration.ofMillis(context.getRemainingTimeInMillis()).minus(FOR_THE_ANSWER));
    }

    /// The moment that is `left` from now.
    public static Deadline in(Duration left) {
        return new Deadline(System.nanoTime() + left.toNanos());
    }

    /// The deadline of the code that asks.
    public static Deadline current() {
        return CURRENT.isBound() ? CURRENT.get() : in(OTHERWISE);
    }

    /// Runs `work` under this deadline.
    ///
    /// @throws X if `work` throws it
    public <T, X extends Throwable> T call(ScopedValue.CallableOp<? extends T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    /// What is left, negative once it has passed.
    public Duration left() {
        return Duration.ofNanos(nanoTime - System.nanoTime());
    }

    /// Whether it has passed.
    public boolean passed() {
        return left().isNegative();
    }

    /// Whether a pause of `pause` ends before it.
    public boolean allows(Duration pause) {
        return left().compareTo(pause) > 0;
    }

    /// Sleeps, if it does not pass meanwhile.
    ///
    /// @return whether it slept
    public boolean sleep(Duration pause) {
        if (!allows(pause)) {
            return false;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
