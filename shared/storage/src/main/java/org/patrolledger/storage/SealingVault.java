package org.patrolledger.storage;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.patrolledger.domain.digest.AddressVault;
import org.patrolledger.domain.digest.Contact;
import org.patrolledger.domain.digest.EmailAddress;
import org.patrolledger.domain.digest.LinkToken;
import org.patrolledger.domain.digest.SealedContact;
import org.patrolledger.domain.digest.SubscriberKey;

/// Encrypts each contact under a data key of its own, bound to the subscriber: a ciphertext moved
/// to another subscriber's item does not open there.
///
/// Sealed form: one byte of version, two of the wrapped key's length, the wrapped key, and what
/// [AesGcm] made of `token address`.
final class SealingVault implements AddressVault {
    private static final byte VERSION = 1;
    private static final int HEADER = 3;

    private final DataKeys keys;
    private final MacKey mac;

    SealingVault(DataKeys keys, MacKey mac) {
        this.keys = keys;
        this.mac = mac;
    }

    @Override
    public SubscriberKey key(EmailAddress address) {
        return new SubscriberKey(hex(address.lowerCased()));
    }

    /// An address has no control character, so no address is like a text of another purpose.
    @Override
    public String pseudonym(String purpose, String text) {
        return hex(purpose + "\n" + text);
    }

    private String hex(String text) {
        return HexFormat.of().formatHex(mac.mac(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public SealedContact seal(SubscriberKey subscriber, Contact contact) {
        var key = keys.generate(subscriber.value());
        var plain = contact.token().value() + " " + contact.address().value();
        var encrypted =
                AesGcm.encrypt(
                        key.plain(), bound(subscriber), plain.getBytes(StandardCharsets.US_ASCII));
        return new SealedContact(
                ByteBuffer.allocate(HEADER + key.wrapped().length + encrypted.length)
                        .put(VERSION)
                        .putShort((short) key.wrapped().length)
                        .put(key.wrapped())
                        .put(encrypted)
                        .array());
    }

    @Override
    public Contact open(SubscriberKey subscriber, SealedContact sealed) {
        var in = ByteBuffer.wrap(sealed.bytes());
        try {
            if (in.get() != VERSION) {
                throw new IllegalArgumentException("this was not sealed here");
            }
            var wrapped = new byte[Short.toUnsignedInt(in.getShort())];
            in.get(wrapped);
            var encrypted = new byte[in.remaining()];
            in.get(encrypted);
            var key = keys.unwrap(subscriber.value(), wrapped);
            var plain =
                    new String(
                            AesGcm.decrypt(key, bound(subscriber), encrypted),
                            StandardCharsets.US_ASCII);
            int space = plain.indexOf(' ');
            return new Contact(
                    new EmailAddress(plain.substring(space + 1)),
                    new LinkToken(plain.substring(0, space)));
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("this was not sealed here", e);
        }
    }

    private static byte[] bound(SubscriberKey subscriber) {
        return subscriber.value().getBytes(StandardCharsets.US_ASCII);
    }
}
