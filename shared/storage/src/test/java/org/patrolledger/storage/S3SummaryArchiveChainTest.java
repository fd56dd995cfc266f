package org.patrolledger.storage;

import org.junit.jupiter.api.AfterEach;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.testing.SummaryArchiveChainContract;

class S3SummaryArchiveChainTest extends SummaryArchiveChainContract {
    private final Backend backend = new Backend().table("CHAINS_TABLE", Tables::chains);
    private final SummaryArchive archive = backend.adapters().summaryArchive();

    @Override
    protected SummaryArchive archive() {
        return archive;
    }

    @AfterEach
    void drop_the_table() {
        backend.close();
    }
}
