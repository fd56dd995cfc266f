package org.patrolledger.domain.submission;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.patrolledger.domain.id.HexDigits;

/// A SHA-256, written `sha256:` and 64 lower-case hexadecimal digits.
///
/// @param value the whole text, prefix included
public record Digest(String value) {
    private static final String PREFIX = "sha256:";
    private static final int DIGITS = 64;
    private static final int LENGTH = PREFIX.length() + DIGITS;

    /// Copied for every use, which is cheaper than to have a provider looked up each time.
    private static final MessageDigest UNUSED = unused();

    public Digest {
        if (!matches(value)) {
            throw new IllegalArgumentException("a digest is sha256: and 64 hexadecimal digits");
        }
    }

    /// Written out rather than a regular expression: it runs for every submission of a summary.
    private static boolean matches(String text) {
        return text.length() == LENGTH
                && text.startsWith(PREFIX)
                && HexDigits.countLowerCase(text, PREFIX.length()) == DIGITS;
    }

    /// The digest of `bytes`.
    public static Digest of(byte[] bytes) {
        return finish(sha256().digest(bytes));
    }

    /// The digest of `text` in UTF-8.
    public static Digest of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The digest that `running` has come to; `running` is reset.
    public static Digest of(MessageDigest running) {
        return finish(running.digest());
    }

    /// A SHA-256 to feed piece by piece.
    public static MessageDigest sha256() {
        try {
            return (MessageDigest) UNUSED.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's digests can be copied", e);
        }
    }

    private static MessageDigest unused() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Digest finish(byte[] hash) {
        return new Digest(PREFIX + HexFormat.of().formatHex(hash));
    }

    /// The 64 hexadecimal digits alone.
    public String hex() {
        return value.substring(PREFIX.length());
    }

    @Override
    public String toString() {
        return value;
    }
}
