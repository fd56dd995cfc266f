package org.patrolledger.domain.digest;

import org.patrolledger.domain.id.HexDigits;

/// The SHA-256 of a [LinkToken]. 128 random bits cannot be found by trying, so no salt is needed.
///
/// @param value 64 lower-case hexadecimal digits
public record TokenHash(String value) {
    private static final int DIGITS = 64;

    public TokenHash {
        if (!matches(value)) {
            throw new IllegalArgumentException("a token's hash is 64 hexadecimal digits");
        }
    }

    static boolean matches(String text) {
        return text.length() == DIGITS && HexDigits.countLowerCase(text, 0) == DIGITS;
    }

    @Override
    public String toString() {
        return value;
    }
}
