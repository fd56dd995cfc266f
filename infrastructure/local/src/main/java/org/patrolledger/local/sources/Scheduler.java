package org.patrolledger.local.sources;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.patrolledger.local.clock.KeptClock;
import org.patrolledger.local.clock.StackClock;
import org.patrolledger.local.embedded.invoke.Functions;
import org.patrolledger.local.embedded.invoke.Outcome;
import org.patrolledger.local.json.JsonTree;
import org.patrolledger.local.sources.Schedules.Due;

/// Invokes the function of a schedule when the stack's clock reaches its due time, be it that the
/// clock ticks there or is moved past it; and keeps the clock with the data.
public final class Scheduler implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Scheduler.class.getName());
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 3;

    private final StackClock clock;
    private final KeptClock kept;
    private final Functions functions;
    private final Pump pump;
    private final Thread ticking;
    private Instant ranUntil;
    private volatile boolean stopped;

    /// One schedule that ran.
    ///
    /// @param failed whether the function failed at every attempt
    public record Run(Due due, boolean failed) {}

    /// @param clock which stands until [#start]
    /// @param ranUntil up to when schedules have run; where there is none, nothing that fell due
    ///   before the clock's present time is made up for
    public Scheduler(
            StackClock clock,
            KeptClock kept,
            Optional<Instant> ranUntil,
            Functions functions,
            Pump pump) {
        this.clock = clock;
        this.kept = kept;
        this.functions = functions;
        this.pump = pump;
        this.ranUntil = ranUntil.orElseGet(clock::instant);
        this.ticking = Thread.ofPlatform().name("scheduler").daemon().unstarted(this::tick);
    }

    /// Runs what fell due until `now` and was missed, each at its due time, and lets the clock tick
    /// from there.
    public synchronized void start(Instant now) {
        if (due(now).isEmpty()) {
            clock.stand(now);
            ran(now);
            clock.tick();
        } else {
            moveTo(now);
        }
        ticking.start();
    }

    /// The stack's time.
    public Instant now() {
        return clock.instant();
    }

    /// Moves the clock to `to`. Before it returns, what was under way is finished; then every
    /// schedule that falls due in between has run, in order, with the clock standing at its due
    /// time until all it led to is done. What others post meanwhile is noticed afterwards.
    ///
    /// @return what ran, or nothing where `to` is earlier than the clock shows
    public synchronized Optional<List<Run>> moveTo(Instant to) {
        clock.stand();
        pump.hold();
        try {
            pump.settle();
            runLive();
            if (to.isBefore(clock.instant())) {
                return Optional.empty();
            }
            List<Run> ran = new ArrayList<>();
            for (Due due : due(to)) {
                // One that was missed while the clock showed its time already runs late.
                if (due.at().isAfter(clock.instant())) {
                    clock.stand(due.at());
                }
                ran.add(run(due));
                pump.drain();
                ran(due.at());
            }
            clock.stand(to);
            ran(to);
            return Optional.of(ran);
        } finally {
            pump.release();
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
            try {
                runLive();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "schedules will be tried again", e);
            }
        }
    }

    private synchronized void runLive() {
        Instant now = clock.instant();
        for (Due due : due(now)) {
            run(due);
            ran(due.at());
        }
        ran(now.isAfter(ranUntil) ? now : ranUntil);
    }

    private void ran(Instant until) {
        ranUntil = until;
        Instant now = clock.instant();
        kept.write(new KeptClock.Kept(now.isBefore(until) ? until : now, clock.real(), until));
    }

    /// What falls due until `to` and has a function in this stack.
    private List<Due> due(Instant to) {
        List<Due> due = new ArrayList<>(Schedules.between(ranUntil, to));
        due.removeIf(it -> !functions.names().contains(it.function()));
        return due;
    }

    private Run run(Due due) {
        byte[] event =
                JsonTree.bytes(
                        JsonTree.object()
                                .put("kind", due.kind())
                                .put("scheduledAt", due.at().toString()));
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (functions.invoke(due.function(), event) instanceof Outcome.Returned) {
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
