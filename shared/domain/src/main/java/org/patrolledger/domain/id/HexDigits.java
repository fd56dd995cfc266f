package org.patrolledger.domain.id;

/// Lower-case hexadecimal digits, told by a table: asking of each whether it is a digit or a letter
/// makes the processor guess, and with random digits it guesses wrong.
public final class HexDigits {
    private static final byte[] IS_ONE = new byte[128];

    static {
        for (char c : "0123456789abcdef".toCharArray()) {
            IS_ONE[c] = 1;
        }
    }

    private HexDigits() {}

    /// How many characters of `text`, from `from` on, are lower-case hexadecimal digits.
    public static int countLowerCase(String text, int from) {
        int count = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            count += c < IS_ONE.length ? IS_ONE[c] : 0;
        }
        return count;
    }
}
