package org.patrolledger.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.patrolledger.domain.summary.PublishRequest;
import org.patrolledger.domain.summary.SummaryQueue;

/// A queue in memory that remembers what it was sent.
public final class FakeSummaryQueue implements SummaryQueue {
    private final List<Sent> sent = new ArrayList<>();

    /// What was sent.
    ///
    /// @param delay how long it was to stay unseen
    public record Sent(PublishRequest due, Duration delay) {}

    @Override
    public synchronized void send(Collection<PublishRequest> due, Duration delay) {
        if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("a delay is 0 to 15 minutes");
        }
        new LinkedHashSet<>(due).forEach(it -> sent.add(new Sent(it, delay)));
    }

    /// Everything sent so far, in order.
    public synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    /// Takes what was sent so far off the queue, delayed messages too.
    public synchronized List<PublishRequest> drain() {
        var due = sent.stream().map(Sent::due).toList();
        sent.clear();
        return due;
    }
}
