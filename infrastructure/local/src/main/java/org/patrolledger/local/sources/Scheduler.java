package org.patrolledger.local.sources;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patrolledger.local.Json;
import org.patrolledger.local.StackClock;
import org.patrolledger.local.embedded.invoke.Functions;
import org.patrolledger.local.embedded.invoke.Outcome;
import org.patrolledger.local.sources.Schedules.Due;

/// Invokes `schedule-summaries` when the stack's clock reaches a due time, be it that the clock
/// ticks there or is moved past it.
public final class Scheduler implements AutoCloseable {

    private static final String FUNCTION = "schedule-summaries";
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 3;

    private final StackClock clock;
    private final Functions functions;
    private final Pump pump;
    private final Thread ticking;
    private Instant ranUntil;
    private volatile boolean stopped;

    /// One schedule that ran.
    ///
    /// @param failed whether the function failed at every attempt
    public record Run(Due due, boolean failed) {}

    /// Starts watching the clock. What fell due before its present time is not made up for.
    public Scheduler(StackClock clock, Functions functions, Pump pump) {
        this.clock = clock;
        this.functions = functions;
        this.pump = pump;
        this.ranUntil = clock.instant();
        this.ticking = Thread.ofPlatform().name("scheduler").daemon().start(this::tick);
    }

    /// The stack's time.
    public Instant now() {
        return clock.instant();
    }

    /// Moves the clock to `to`. Before it returns, what was under way is finished; then every
    /// schedule that falls due in between has run, in order, with the clock standing at its due
    /// time until all it led to is published.
    ///
    /// @return what ran, or nothing where `to` is earlier than the clock shows
    public synchronized Optional<List<Run>> moveTo(Instant to) {
        pump.settle();
        clock.stand();
        runLive();
        if (to.isBefore(clock.instant())) {
            clock.tick();
            return Optional.empty();
        }
        List<Run> ran = new ArrayList<>();
        try {
            for (Due due : Schedules.between(ranUntil, to)) {
                clock.stand(due.at());
                ran.add(run(due));
                pump.settle();
                ranUntil = due.at();
            }
            clock.stand(to);
            ranUntil = to;
            return Optional.of(ran);
        } finally {
            clock.tick();
        }
    }

    private void tick() {
        while (!stopped) {
            try {
                Thread.sleep(TICK);
            } catch (InterruptedException e) {
                return;
            }
            runLive();
        }
    }

    private synchronized void runLive() {
        Instant now = clock.instant();
        for (Due due : Schedules.between(ranUntil, now)) {
            run(due);
            ranUntil = due.at();
        }
        ranUntil = now.isAfter(ranUntil) ? now : ranUntil;
    }

    private Run run(Due due) {
        byte[] event =
                Json.bytes(
                        Json.object()
                                .put("kind", due.kind())
                                .put("scheduledAt", due.at().toString()));
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (functions.invoke(FUNCTION, event) instanceof Outcome.Returned) {
                return new Run(due, false);
            }
        }
        return new Run(due, true);
    }

    @Override
    public void close() {
        stopped = true;
        ticking.interrupt();
    }
}
