package org.patrolledger.testing;

import org.patrolledger.domain.download.DownloadRegister;

class FakeDownloadRegisterTest extends DownloadRegisterContract {
    private final FakeDownloadRegister register = new FakeDownloadRegister(clock);

    @Override
    protected DownloadRegister register() {
        return register;
    }
}
