package org.patrolledger.testing;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.patrolledger.domain.digest.Claim;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.digest.MailingRegister;
import org.patrolledger.domain.digest.SubscriberKey;

/// Claims in memory.
public final class FakeMailingRegister implements MailingRegister {
    private record Key(Mailing mailing, SubscriberKey subscriber) {}

    private final Map<Key, Claim> claims = new HashMap<>();

    @Override
    public synchronized Optional<Claim> find(Mailing mailing, SubscriberKey subscriber) {
        return Optional.ofNullable(claims.get(new Key(mailing, subscriber)));
    }

    @Override
    public synchronized boolean replace(
            Mailing mailing, SubscriberKey subscriber, Optional<Claim> from, Claim to) {
        var key = new Key(mailing, subscriber);
        var held = Optional.ofNullable(claims.get(key));
        if (held.equals(from)) {
            claims.put(key, to);
            return true;
        }
        return held.equals(Optional.of(to));
    }
}
