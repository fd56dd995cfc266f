package org.patrolledger.domain.digest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.patrolledger.domain.submission.Digest;

/// The secret part of a link in a mail: who has it may confirm or end the subscription. Kept in the
/// open as its hash only; [#toString] does not give it.
///
/// @param value 22 characters of base64url, which is 128 bits
public record LinkToken(String value) {
    /// How many random bytes a token is made of.
    public static final int BYTES = 16;

    /// The last of 22 characters carries two bits.
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{21}[AQgw]");

    public LinkToken {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a token is 22 characters of base64url");
        }
    }

    /// The token made of these bytes.
    ///
    /// @param random [#BYTES] bytes of a cryptographic source
    public static LinkToken of(byte[] random) {
        if (random.length != BYTES) {
            throw new IllegalArgumentException("a token is 128 bits");
        }
        return new LinkToken(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /// Reads a token; empty where `text` is none.
    public static Optional<LinkToken> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new LinkToken(text)) : Optional.empty();
    }

    /// By what it is kept.
    public TokenHash hash() {
        return new TokenHash(Digest.of(value.getBytes(StandardCharsets.US_ASCII)).hex());
    }

    @Override
    public String toString() {
        return "a token";
    }
}
