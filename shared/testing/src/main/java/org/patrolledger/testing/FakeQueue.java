package org.patrolledger.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// A queue in memory that remembers what it was sent.
public abstract class FakeQueue<T> {
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    private final List<Sent<T>> sent = new ArrayList<>();

    /// What was sent.
    ///
    /// @param delay how long it was to stay unseen
    public record Sent<T>(T message, Duration delay) {}

    public synchronized void send(Collection<T> messages, Duration delay) {
        if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("a delay is 0 to 15 minutes");
        }
        messages.forEach(message -> sent.add(new Sent<>(message, delay)));
    }

    /// Everything sent so far, in order.
    public synchronized List<Sent<T>> sent() {
        return List.copyOf(sent);
    }

    /// Takes what was sent so far off the queue, delayed messages too.
    public synchronized List<Sent<T>> drain() {
        var all = List.copyOf(sent);
        sent.clear();
        return all;
    }
}
