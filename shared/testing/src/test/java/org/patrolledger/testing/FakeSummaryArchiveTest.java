package org.patrolledger.testing;

import java.net.URI;
import org.patrolledger.domain.summary.SummaryArchive;

class FakeSummaryArchiveTest extends SummaryArchiveContract {
    private final FakeSummaryArchive archive = new FakeSummaryArchive();

    @Override
    protected SummaryArchive archive() {
        return archive;
    }

    @Override
    protected byte[] fetch(URI link) {
        return archive.fetch(link);
    }
}
