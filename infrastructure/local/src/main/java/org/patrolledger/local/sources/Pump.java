package org.patrolledger.local.sources;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Turns the sources in the background, and on demand until nothing is left.
public final class Pump implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Pump.class.getName());

    private static final Duration AFTER_A_FAULT = Duration.ofMillis(250);

    private static final Duration SETTLING = Duration.ofMillis(20);

    /// How long settling waits without any progress, say for a message somebody else has received.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Optional<StreamPoller> stream;
    private final List<EventSource> queues;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    Pump(Optional<StreamPoller> stream, List<? extends EventSource> queues) {
        this.stream = stream;
        this.queues = List.copyOf(queues);
        var sources = new ArrayList<EventSource>(this.queues);
        stream.ifPresent(sources::add);
        for (EventSource source : sources) {
            threads.add(
                    Thread.ofPlatform()
                            .name("pump-" + source.getClass().getSimpleName())
                            .daemon()
                            .start(() -> run(source)));
        }
    }

    /// Starts turning the stream and the queues.
    public static Pump start(StreamPoller stream, List<QueuePoller> queues) {
        return new Pump(Optional.of(stream), queues);
    }

    private void run(EventSource source) {
        while (!stopped) {
            try {
                if (!source.turn(false)) {
                    pause(source.rest());
                }
            } catch (RuntimeException e) {
                if (!stopped) {
                    LOG.log(Level.WARNING, source + " will be tried again", e);
                    pause(AFTER_A_FAULT);
                }
            }
        }
    }

    /// Keeps the stream from being read until [#release], but by [#settle] of this thread: what
    /// others post meanwhile is noticed afterwards, and [#drain] comes to an end.
    void hold() {
        stream.ifPresent(StreamPoller::hold);
    }

    /// Ends a [#hold] of this thread.
    void release() {
        stream.ifPresent(StreamPoller::release);
    }

    /// Works off everything there is, what that leads to as well, and waits for what is delayed;
    /// but not for what others post meanwhile.
    public void settle() {
        hold();
        try {
            stream.ifPresent(StreamPoller::catchUp);
            drain();
        } finally {
            release();
        }
    }

    /// Works off the queues, what that leads to as well, and waits for what is delayed.
    void drain() {
        long progress = System.nanoTime();
        while (!stopped) {
            boolean worked = false;
            for (EventSource source : queues) {
                while (source.turn(true)) {
                    worked = true;
                }
            }
            if (worked) {
                progress = System.nanoTime();
            } else if (queues.stream().noneMatch(EventSource::pending)) {
                return;
            } else if (System.nanoTime() - progress > PATIENCE.toNanos()) {
                LOG.warning("messages are still in the queue, received by somebody else");
                return;
            } else {
                pause(SETTLING);
            }
        }
    }

    private void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            stopped = true;
            Thread.currentThread().interrupt();
        }
    }

    /// Stops after the turns under way.
    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            thread.interrupt();
            try {
                thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
