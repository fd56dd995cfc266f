package org.patrolledger.testing;

import org.patrolledger.domain.digest.AddressVault;

class FakeAddressVaultTest extends AddressVaultContract {
    private final AddressVault vault = new FakeAddressVault();

    @Override
    protected AddressVault vault() {
        return vault;
    }
}
