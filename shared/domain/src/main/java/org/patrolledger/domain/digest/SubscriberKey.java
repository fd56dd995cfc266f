package org.patrolledger.domain.digest;

import org.patrolledger.domain.id.HexDigits;

/// By what a subscriber is known: the HMAC-SHA256 of the lower-cased address, under a key that
/// leaves KMS for nobody. Without that key nobody can tell whose it is, nor try addresses against
/// it.
///
/// @param value 64 lower-case hexadecimal digits
public record SubscriberKey(String value) implements Comparable<SubscriberKey> {
    private static final int DIGITS = 64;

    public SubscriberKey {
        if (!matches(value)) {
            throw new IllegalArgumentException("a subscriber's key is 64 hexadecimal digits");
        }
    }

    /// Whether `text` is the key of a subscriber.
    public static boolean matches(String text) {
        return text.length() == DIGITS && HexDigits.countLowerCase(text, 0) == DIGITS;
    }

    @Override
    public int compareTo(SubscriberKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
