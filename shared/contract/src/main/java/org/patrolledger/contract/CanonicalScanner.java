package org.patrolledger.contract;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/// Goes through a document that this program wrote: RFC 8785 canonical JSON, so without white
/// space, with the members of objects sorted by their names, and with whole numbers as plain
/// digits.
///
/// Takes no more than [StoredForm] needs. Whatever else it meets is an [UnexpectedException], which
/// says nothing of where or what: the general reader is then asked, and it knows.
final class CanonicalScanner {
    /// The document is in some other form.
    static final class UnexpectedException extends RuntimeException {
        private UnexpectedException() {
            super("the document is in another form", null, false, false);
        }
    }

    /// The name of a member as it stands in a document, up to its value: `"place":`.
    static final class Name {
        private final byte[] bytes;
        private final long first;
        private final long firstMask;
        private final long last;

        /// @param name printable ASCII without escapes
        Name(String name) {
            bytes = ('"' + name + "\":").getBytes(StandardCharsets.US_ASCII);
            firstMask = bytes.length < Long.BYTES ? (1L << (bytes.length * Byte.SIZE)) - 1 : -1;
            first = EightBytes.at(bytes, 0);
            last = EightBytes.at(bytes, Math.max(0, bytes.length - Long.BYTES));
        }

        /// Most names have sixteen bytes at most, which are compared as two numbers.
        private boolean isAt(byte[] text, int at) {
            int length = bytes.length;
            return (EightBytes.at(text, at) & firstMask) == first
                    && (length <= Long.BYTES
                            || EightBytes.at(text, at + length - Long.BYTES) == last)
                    && (length <= 2 * Long.BYTES
                            || Arrays.equals(bytes, 0, length, text, at, at + length));
        }
    }

    /// More digits than any count has, fewer than a long holds.
    private static final int MOST_DIGITS = 15;

    // The same in each byte of eight.
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;
    private static final long SPACES = 0x2020_2020_2020_2020L;
    private static final long QUOTATION_MARKS = 0x2222_2222_2222_2222L;
    private static final long BACKSLASHES = 0x5c5c_5c5c_5c5c_5c5cL;
    private static final long CLOSING_BRACKETS = 0x5d5d_5d5d_5d5d_5d5dL;
    private static final long CLOSING_BRACES = 0x7d7d_7d7d_7d7d_7d7dL;

    private final byte[] text;
    private int at;

    CanonicalScanner(String document) {
        text = document.getBytes(StandardCharsets.UTF_8);
    }

    static UnexpectedException unexpected() {
        return new UnexpectedException();
    }

    private byte peek() {
        if (at >= text.length) {
            throw unexpected();
        }
        return text[at];
    }

    private void expect(char c) {
        if (peek() != c) {
            throw unexpected();
        }
        at++;
    }

    private boolean take(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    void openObject() {
        expect('{');
    }

    /// Past the end of an object whose members were all asked for.
    void closeObject() {
        expect('}');
    }

    /// Whether the next member of the object has this name; at its value then. As members are
    /// sorted, each is asked for once, in that order, and what was not asked for is met at the end.
    boolean member(Name name) {
        int from = at;
        if (text[from - 1] != '{') { // no value ends with this
            if (peek() != ',') {
                return false;
            }
            from++;
        }
        if (!name.isAt(text, from)) {
            return false;
        }
        at = from + name.bytes.length;
        return true;
    }

    /// As [#member], of one that has to be there.
    void require(Name name) {
        if (!member(name)) {
            throw unexpected();
        }
    }

    void openArray() {
        expect('[');
    }

    /// Whether another member follows; at the start of one then, else past the end of the object.
    ///
    /// @param first whether none was read yet
    boolean nextMember(boolean first) {
        return next('}', first);
    }

    /// Whether another element follows; at the start of it then, else past the end of the array.
    ///
    /// @param first whether none was read yet
    boolean nextElement(boolean first) {
        return next(']', first);
    }

    private boolean next(char end, boolean first) {
        if (take(end)) {
            return false;
        }
        if (!first) {
            expect(',');
        }
        return true;
    }

    /// The name of a member, one of `names`; at its value then.
    <T> T name(Words<T> names) {
        T name = word(names);
        expect(':');
        return name;
    }

    /// A string that is one of `words`.
    <T> T word(Words<T> words) {
        expect('"');
        int from = at;
        int to = endOfPlain();
        return found(words, from, to);
    }

    private <T> T found(Words<T> words, int from, int to) {
        T word = words.find(text, from, to);
        if (word == null) {
            throw unexpected();
        }
        return word;
    }

    /// What stands here, taken as one word of `words` by its text between quotation marks, braces
    /// or brackets: a string; or an object or array of which as a whole few differ, and which has
    /// no other of its sort within.
    <T> T value(Words<T> words) {
        byte opening = peek();
        if (opening == '"') {
            return word(words);
        }
        if (opening != '{' && opening != '[') {
            throw unexpected();
        }
        at++;
        int from = at;
        int to = next(opening == '{' ? CLOSING_BRACES : CLOSING_BRACKETS);
        at = to + 1;
        return found(words, from, to);
    }

    /// Where the next of a byte is.
    ///
    /// @param eight that byte, eight times
    private int next(long eight) {
        int i = at;
        long found;
        while ((found = zeros(EightBytes.at(text, i) ^ eight) & HIGHEST_BITS) == 0) {
            i += Long.BYTES;
            if (i >= text.length) {
                throw unexpected();
            }
        }
        return i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
    }

    /// A string of printable ASCII without escapes, as every value is that figures know.
    String string() {
        expect('"');
        int from = at;
        int to = endOfPlain();
        return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /// The end of a string of printable ASCII without escapes; past its quotation mark then.
    private int endOfPlain() {
        int i = at;
        long special;
        while ((special = special(i)) == 0) {
            i += Long.BYTES;
        }
        i += Long.numberOfTrailingZeros(special) / Byte.SIZE;
        at = i;
        expect('"');
        return i;
    }

    /// The highest bit of each of the eight bytes from `i` on that does not simply stand for
    /// itself: quotation marks, backslashes, controls, and what is not ASCII. Those after the
    /// lowest such byte may be marked without being one.
    private long special(int i) {
        long bytes = EightBytes.at(text, i);
        return ((bytes - SPACES)
                        | zeros(bytes ^ QUOTATION_MARKS)
                        | zeros(bytes ^ BACKSLASHES)
                        | bytes)
                & HIGHEST_BITS;
    }

    /// The highest bit of each byte that is zero, among others.
    private static long zeros(long bytes) {
        return (bytes - ONES) & ~bytes;
    }

    /// A time with an offset.
    Instant moment() {
        expect('"');
        int from = at;
        int to = endOfPlain();
        var moment = Rfc3339.read(text, from, to);
        if (moment == null) {
            throw unexpected();
        }
        return moment;
    }

    /// Passes over a string of whatever text.
    void skipString() {
        expect('"');
        int from = at;
        int to;
        do {
            to = next(QUOTATION_MARKS);
            at = to + 1;
        } while (escaped(from, to));
    }

    /// Whether the character at `i` of a string that begins at `from` has an escape before it,
    /// which is not itself escaped.
    private boolean escaped(int from, int i) {
        int backslashes = 0;
        while (i - backslashes > from && text[i - backslashes - 1] == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    /// Passes over `true` or `false`.
    void skipFlag() {
        at += peek() == 't' ? 4 : 5;
        if (at > text.length || text[at - 1] != 'e') {
            throw unexpected();
        }
    }

    /// True or false.
    boolean flag() {
        boolean truth = peek() == 't';
        skipFlag();
        return truth;
    }

    /// A whole number, 0 or more.
    long count() {
        int from = at;
        long value = 0;
        for (byte digit = peek(); digit >= '0' && digit <= '9'; digit = peek()) {
            value = value * 10 + (digit - '0');
            at++;
        }
        if (at == from || at - from > MOST_DIGITS) {
            throw unexpected();
        }
        return value;
    }

    /// As [#count()], of values that fit.
    int smallCount() {
        long count = count();
        if (count > Integer.MAX_VALUE) {
            throw unexpected();
        }
        return (int) count;
    }

    /// Nothing may follow.
    void end() {
        if (at != text.length) {
            throw unexpected();
        }
    }
}
