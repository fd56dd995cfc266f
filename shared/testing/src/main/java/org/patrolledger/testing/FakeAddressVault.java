package org.patrolledger.testing;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.patrolledger.domain.digest.AddressVault;
import org.patrolledger.domain.digest.Contact;
import org.patrolledger.domain.digest.EmailAddress;
import org.patrolledger.domain.digest.SealedContact;
import org.patrolledger.domain.digest.SubscriberKey;
import org.patrolledger.domain.submission.Digest;

/// A vault in memory: what is sealed is a number under which the contact lies here.
public final class FakeAddressVault implements AddressVault {
    private record Entry(SubscriberKey subscriber, Contact contact) {}

    private final Map<SealedContact, Entry> sealed = new HashMap<>();

    @Override
    public SubscriberKey key(EmailAddress address) {
        return new SubscriberKey(Digest.of(address.lowerCased()).hex());
    }

    @Override
    public String pseudonym(String purpose, String text) {
        return Digest.of(purpose + "\n" + text).hex();
    }

    @Override
    public synchronized SealedContact seal(SubscriberKey subscriber, Contact contact) {
        var number = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        var made = new SealedContact(number);
        sealed.put(made, new Entry(subscriber, contact));
        return made;
    }

    @Override
    public synchronized Contact open(SubscriberKey subscriber, SealedContact contact) {
        var entry = sealed.get(contact);
        if (entry == null || !entry.subscriber().equals(subscriber)) {
            throw new IllegalArgumentException("this was not sealed here");
        }
        return entry.contact();
    }
}
