package org.patrolledger.testing;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import org.patrolledger.domain.summary.PublishRequest;
import org.patrolledger.domain.summary.SummaryQueue;

/// The summaries that are due.
public final class FakeSummaryQueue extends FakeQueue<PublishRequest> implements SummaryQueue {
    @Override
    public synchronized void send(Collection<PublishRequest> due, Duration delay) {
        super.send(new LinkedHashSet<>(due), delay);
    }
}
