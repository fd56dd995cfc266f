package org.patrolledger.testing;

import org.patrolledger.domain.digest.MailingRegister;

class FakeMailingRegisterTest extends MailingRegisterContract {
    private final MailingRegister register = new FakeMailingRegister();

    @Override
    protected MailingRegister register() {
        return register;
    }
}
