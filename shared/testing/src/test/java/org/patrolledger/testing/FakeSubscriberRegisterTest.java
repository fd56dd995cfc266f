package org.patrolledger.testing;

import org.patrolledger.domain.digest.SubscriberRegister;

class FakeSubscriberRegisterTest extends SubscriberRegisterContract {
    private final SubscriberRegister register = new FakeSubscriberRegister(clock);

    @Override
    protected SubscriberRegister register() {
        return register;
    }
}
