package org.patrolledger.storage;

import org.junit.jupiter.api.AfterEach;
import org.patrolledger.domain.digest.SubscriberRegister;
import org.patrolledger.testing.SubscriberRegisterContract;

class DynamoDbSubscriberRegisterTest extends SubscriberRegisterContract {
    private final Backend backend =
            new Backend().mail().table("SUBSCRIBERS_TABLE", Tables::subscribers);
    private final SubscriberRegister register = backend.adapters().subscriberRegister(clock);

    @Override
    protected SubscriberRegister register() {
        return register;
    }

    @AfterEach
    void drop_the_table() {
        backend.close();
    }
}
