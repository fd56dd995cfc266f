package org.patrolledger.testing;

import org.patrolledger.domain.summary.SummaryArchive;

class FakeSummaryArchiveChainTest extends SummaryArchiveChainContract {
    private final FakeSummaryArchive archive = new FakeSummaryArchive();

    @Override
    protected SummaryArchive archive() {
        return archive;
    }
}
