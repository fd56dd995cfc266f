package org.patrolledger.local.sources;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Turns the sources in the background, and on demand until nothing is left.
public final class Pump implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Pump.class.getName());

    /// How often an event source mapping of Lambda looks at a stream.
    private static final Duration IDLE = Duration.ofMillis(250);

    private static final Duration SETTLING = Duration.ofMillis(20);

    /// How long settling waits without any progress, say for a message somebody else has received.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Source> sources;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    Pump(List<? extends Source> sources) {
        this.sources = List.copyOf(sources);
        for (Source source : this.sources) {
            threads.add(
                    Thread.ofPlatform()
                            .name("pump-" + source.getClass().getSimpleName())
                            .daemon()
                            .start(() -> run(source)));
        }
    }

    /// Starts turning the stream and the queue.
    public static Pump start(StreamPoller stream, QueuePoller queue) {
        return new Pump(List.of(stream, queue));
    }

    private void run(Source source) {
        while (!stopped) {
            boolean found = false;
            try {
                found = source.turn(false);
            } catch (RuntimeException e) {
                if (!stopped) {
                    LOG.log(Level.WARNING, source + " will be tried again", e);
                }
            }
            if (!found) {
                pause(IDLE);
            }
        }
    }

    /// Works off everything there is, what that leads to as well, and waits for what is delayed.
    public void settle() {
        long progress = System.nanoTime();
        while (!stopped) {
            boolean worked = false;
            for (Source source : sources) {
                while (source.turn(true)) {
                    worked = true;
                }
            }
            if (worked) {
                progress = System.nanoTime();
            } else if (sources.stream().noneMatch(Source::pending)) {
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
