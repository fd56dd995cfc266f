package org.patrolledger.domain.id;

/// The pattern all catalogue identifiers share: `[a-z][a-z0-9-]{1,62}[a-z0-9]`, three to 64
/// characters.
public final class Slug {
    /// The pattern as the JSON Schemas state it.
    public static final String PATTERN = "^[a-z][a-z0-9-]{1,62}[a-z0-9]$";

    private Slug() {}

    /// Whether `text` is a slug. Written out rather than a regular expression: it runs several
    /// times for each submission.
    public static boolean matches(String text) {
        int length = text.length();
        if (length < 3
                || length > 64
                || !letter(text.charAt(0))
                || text.charAt(length - 1) == '-') {
            return false;
        }
        for (int i = 1; i < length; i++) {
            char c = text.charAt(i);
            if (!letter(c) && (c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        return true;
    }

    static String require(String text, String what) {
        if (!matches(text)) {
            throw new IllegalArgumentException(what + " is not a slug");
        }
        return text;
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z';
    }
}
