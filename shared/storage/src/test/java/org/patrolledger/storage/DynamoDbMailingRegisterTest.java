package org.patrolledger.storage;

import org.junit.jupiter.api.AfterEach;
import org.patrolledger.domain.digest.MailingRegister;
import org.patrolledger.testing.MailingRegisterContract;

class DynamoDbMailingRegisterTest extends MailingRegisterContract {
    private final Backend backend = new Backend().mail().table("MAILINGS_TABLE", Tables::mailings);
    private final MailingRegister register = backend.adapters().mailingRegister();

    @Override
    protected MailingRegister register() {
        return register;
    }

    @AfterEach
    void drop_the_table() {
        backend.close();
    }
}
