package org.patrolledger.testing;

import org.patrolledger.domain.summary.Signer;

class FakeSignerTest extends SignerContract {
    private final FakeSigner signer = new FakeSigner();

    @Override
    protected Signer signer() {
        return signer;
    }
}
