package org.patrolledger.testing;

import java.util.Collection;
import org.patrolledger.domain.summary.PublishRequest;
import org.patrolledger.domain.summary.SummaryQueue;

class FakeSummaryQueueTest extends SummaryQueueContract {
    private final FakeSummaryQueue queue = new FakeSummaryQueue();

    @Override
    protected SummaryQueue queue() {
        return queue;
    }

    @Override
    protected Collection<PublishRequest> take() {
        return queue.sent().stream()
                .filter(it -> it.delay().isZero())
                .map(it -> it.message())
                .toList();
    }
}
