package org.patrolledger.functions.senddigest;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/// Time that passes only where somebody sleeps. Each actor is a thread, one of them runs at a time,
/// and who wakes first is decided by the time alone: a run is the same every time, and takes as
/// long as its work, not as its time.
final class VirtualTime {
    private record Sleeper(long until, long order, Semaphore gate) {}

    private final PriorityQueue<Sleeper> sleepers =
            new PriorityQueue<>(
                    Comparator.comparingLong(Sleeper::until).thenComparingLong(Sleeper::order));
    private final Semaphore parked = new Semaphore(0);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private long now;
    private long order;

    /// Nanoseconds since the beginning.
    long nanos() {
        return now;
    }

    /// Has `actor` begin `delay` from now.
    void start(Duration delay, Runnable actor) {
        var sleeper = sleeper(delay);
        Thread.ofVirtual()
                .start(() -> {
                    sleeper.gate().acquireUninterruptibly();
                    try {
                        actor.run();
                    } catch (Throwable e) {
                        failure.compareAndSet(null, e);
                    } finally {
                        parked.release();
                    }
                });
    }

    /// Called by an actor: the others go on for that long.
    void sleep(Duration pause) {
        var sleeper = sleeper(pause);
        parked.release();
        sleeper.gate().acquireUninterruptibly();
    }

    private Sleeper sleeper(Duration pause) {
        var sleeper = new Sleeper(now + pause.toNanos(), order++, new Semaphore(0));
        sleepers.add(sleeper);
        return sleeper;
    }

    /// Lets time pass until no actor is left.
    void run() {
        while (!sleepers.isEmpty() && failure.get() == null) {
            var next = sleepers.remove();
            now = next.until();
            next.gate().release();
            parked.acquireUninterruptibly();
        }
        if (failure.get() != null) {
            throw new AssertionError("an actor failed", failure.get());
        }
    }
}
