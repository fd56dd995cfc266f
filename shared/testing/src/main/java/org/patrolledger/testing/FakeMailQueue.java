package org.patrolledger.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.patrolledger.domain.digest.MailQueue;
import org.patrolledger.domain.digest.MailTask;

/// A queue in memory that remembers what it was sent.
public final class FakeMailQueue implements MailQueue {
    private final List<Sent> sent = new ArrayList<>();

    /// What was sent.
    ///
    /// @param delay how long it was to stay unseen
    public record Sent(MailTask task, Duration delay) {}

    @Override
    public synchronized void send(Collection<MailTask> tasks, Duration delay) {
        if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("a delay is 0 to 15 minutes");
        }
        tasks.forEach(task -> sent.add(new Sent(task, delay)));
    }

    /// Everything sent so far, in order.
    public synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    /// Takes what was sent so far off the queue.
    public synchronized List<Sent> drain() {
        var all = List.copyOf(sent);
        sent.clear();
        return all;
    }
}
