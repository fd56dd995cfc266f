package org.patrolledger.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.StorageException.Fault;

/// When the running invocation has to be done with storage. Retries and pauses end before it, so
/// that the caller still gets an answer instead of a function that was cut off.
///
/// It belongs to a stretch of code and what that calls; work handed to another thread takes it
/// along.
public final class Deadline {
    /// The name of the threads that bounded work runs on. They are not numbered: a counting thread
    /// factory is linked when it is first used, 4 ms of a cold start.
    public static final String THREADS = "bounded";

    /// Kept back from what Lambda gives, for writing the answer and the log.
    private static final Duration FOR_THE_ANSWER = Duration.ofMillis(300);

    /// Kept back besides, for putting messages of a queue back that were not worked off.
    private static final Duration FOR_PUTTING_BACK = Duration.ofSeconds(2);

    /// How long after the deadline work is given up: what waits for storage ends by itself before.
    private static final Duration GRACE = Duration.ofMillis(100);

    /// How long one call may go on outside of any invocation, such as in a test.
    private static final Duration OTHERWISE = Duration.ofMinutes(1);

    private static final Duration SHORTEST = Duration.ofMillis(1);

    /// Threads are kept from one call to the next, one of them however long no call comes. They are
    /// the platform's, for on a virtual thread every wait for storage goes through the JVM's poller
    /// and scheduler, which costs a form as much processor time as all that is done for it.
    private static final ExecutorService WORKERS =
            new ThreadPoolExecutor(
                    1,
                    Integer.MAX_VALUE,
                    1,
                    TimeUnit.MINUTES,
                    new SynchronousQueue<>(),
                    work -> Thread.ofPlatform().daemon().name(THREADS).unstarted(work));

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

    /// The deadline of working off messages: early enough for putting those back that are left.
    public static Deadline ofMessages(Context context) {
        var deadline = of(context);
        return new Deadline(deadline.nanoTime - FOR_PUTTING_BACK.toNanos());
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

    /// Runs `work` under this deadline on a thread of its own, and gives it up 100 ms after the
    /// deadline: a call of storage may hang, or its answer come in drops, beyond every time-out of
    /// a client. The work is then interrupted, which ends it with its present wait, and its thread
    /// is left to it until then. A write of it that is carried out all the same is met by the
    /// caller that repeats the work.
    ///
    /// @throws StorageException that storage is away, if the work was given up
    /// @throws X if `work` throws it
    @SuppressWarnings("unchecked") // besides unchecked exceptions, `work` throws X alone
    public <T, X extends Throwable> T bound(ScopedValue.CallableOp<? extends T, X> work) throws X {
        var task =
                new FutureTask<T>(() -> {
                    try {
                        return call(work);
                    } catch (Exception | Error e) {
                        throw e;
                    } catch (Throwable e) {
                        throw new IllegalStateException(e);
                    }
                });
        WORKERS.execute(task);
        try {
            return task.get(Math.max(0, left().plus(GRACE).toNanos()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case null -> throw new IllegalStateException(e);
                case RuntimeException fault -> throw fault;
                case Error fault -> throw fault;
                case Throwable fault -> throw (X) fault;
            }
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new StorageException(Fault.AWAY, "no time is left for storage", e);
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new StorageException(Fault.AWAY, "interrupted while storage was asked", e);
        }
    }

    /// How long one attempt at a call may wait: `usual`, or what is left if that is less. At least
    /// a millisecond, for a time-out of nothing means none to a socket.
    public Duration atMost(Duration usual) {
        var left = left();
        var less = left.compareTo(usual) < 0 ? left : usual;
        return less.compareTo(SHORTEST) < 0 ? SHORTEST : less;
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
