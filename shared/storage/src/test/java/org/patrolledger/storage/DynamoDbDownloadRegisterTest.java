package org.patrolledger.storage;

import org.junit.jupiter.api.AfterEach;
import org.patrolledger.domain.download.DownloadRegister;
import org.patrolledger.testing.DownloadRegisterContract;

class DynamoDbDownloadRegisterTest extends DownloadRegisterContract {
    private final Backend backend = new Backend().table("DOWNLOADS_TABLE", Tables::downloads);
    private final DownloadRegister register = backend.adapters().downloadRegister(clock);

    @Override
    protected DownloadRegister register() {
        return register;
    }

    @AfterEach
    void drop_the_table() {
        backend.close();
    }
}
