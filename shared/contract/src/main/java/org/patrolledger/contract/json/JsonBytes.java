package org.patrolledger.contract.json;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// Goes through JSON in UTF-8 token by token, for those who read the same few names from millions
/// of documents of their own: nothing is made of what is passed over, and a text is unescaped where
/// it lies, for none gets longer by that. What is not JSON throws [NotJsonException] where that
/// shows, if it is of a kind that the reader cannot take for something else.
public final class JsonBytes {
    /// Numbers of so many digits fit into a `long`.
    private static final int LONG_DIGITS = 18;

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;

    private final byte[] json;
    private final ByteBuffer words;
    private final int end;

    /// Where reading has come to.
    private int at;

    /// Where the token read last begins, and where it ends.
    private int from;

    private int to;

    /// Reads `json`, which is none any more afterwards.
    public JsonBytes(byte[] json) {
        this(json, 0, json.length);
    }

    /// Reads the JSON in `bytes` from `from` up to `to`, which is none any more afterwards.
    public JsonBytes(byte[] bytes, int from, int to) {
        this.json = bytes;
        this.words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.at = from;
        this.end = to;
    }

    /// Where reading has come to.
    public int at() {
        return at;
    }

    /// What is read, as it has become by now.
    public byte[] bytes() {
        return json;
    }

    /// Where the text or word read last begins.
    public int from() {
        return from;
    }

    /// Where the text or word read last ends.
    public int to() {
        return to;
    }

    /// Whether the text or word read last is this one.
    public boolean is(byte[] utf8) {
        return utf8.length == to - from && Arrays.equals(json, from, to, utf8, 0, utf8.length);
    }

    /// The text or word read last.
    public String string() {
        return new String(json, from, to - from, StandardCharsets.UTF_8);
    }

    /// The next character that is no space; 0 at the end.
    public byte next() {
        while (at < end && json[at] <= ' ' && json[at] >= 0) {
            at++;
        }
        return at < end ? json[at] : 0;
    }

    /// Whether `c` comes next, and passes over it.
    public boolean passes(char c) {
        if (next() != c) {
            return false;
        }
        at++;
        return true;
    }

    /// Passes over `c`, which has to come next.
    public void expect(char c) {
        if (!passes(c)) {
            throw new NotJsonException("The JSON lacks a " + c + ".");
        }
    }

    /// Whether an object or an array has members, having passed over its start.
    public boolean opens(char start, char close) {
        expect(start);
        return !passes(close);
    }

    /// Whether an object or an array goes on behind a member; passes over its end if not.
    public boolean goesOn(char close) {
        if (passes(',')) {
            return true;
        }
        expect(close);
        return false;
    }

    /// Passes over the end.
    public void end() {
        if (next() != 0 || at < end) {
            throw new NotJsonException("The JSON goes on after its end.");
        }
    }

    /// Reads a name and the colon behind it.
    public void name() {
        text();
        expect(':');
    }

    /// Reads a text, and unescapes it where it lies.
    public void text() {
        expect('"');
        var bytes = json;
        from = at;
        int read = plainTo(at);
        int written = read;
        while (read < end && bytes[read] != '"') {
            byte b = bytes[read++];
            if (b != '\\') {
                bytes[written++] = b;
            } else if (read < end && bytes[read] == '"') {
                bytes[written++] = bytes[read++]; // nearly every escape, in JSON in JSON
            } else {
                at = read;
                to = written;
                unescape();
                read = at;
                written = to;
            }
        }
        at = read;
        to = written;
        expect('"');
    }

    /// Up to where the text goes on from `place` without a quote and a backslash, told of eight
    /// bytes at a time.
    private int plainTo(int place) {
        int read = place;
        for (; read <= end - Long.BYTES; read += Long.BYTES) {
            long eight = words.getLong(read);
            long found = zeros(eight ^ QUOTES) | zeros(eight ^ BACKSLASHES);
            if (found != 0) {
                return read + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        while (read < end && json[read] != '"' && json[read] != '\\') {
            read++;
        }
        return read;
    }

    /// The highest bit of each byte that is zero. Above the lowest of them it may be set of others
    /// too, which nobody looks at.
    private static long zeros(long eight) {
        return (eight - ONES) & ~eight & ONES << 7;
    }

    /// Writes what an escape stands for, having read the backslash.
    private void unescape() {
        byte escape = readByte();
        switch (escape) {
            case '"', '\\', '/' -> json[to++] = escape;
            case 'b' -> json[to++] = '\b';
            case 'f' -> json[to++] = '\f';
            case 'n' -> json[to++] = '\n';
            case 'r' -> json[to++] = '\r';
            case 't' -> json[to++] = '\t';
            case 'u' -> {
                char unit = unit();
                int character = Character.isHighSurrogate(unit) ? pair(unit) : unit;
                if (character <= Character.MAX_VALUE && Character.isSurrogate((char) character)) {
                    throw new NotJsonException("The JSON has half a character.");
                }
                for (byte b : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
                    json[to++] = b;
                }
            }
            default -> throw new NotJsonException("The JSON has an escape that there is not.");
        }
    }

    /// The character that `high` and the escape behind it are together; `high` where they are none.
    private int pair(char high) {
        if (readByte() != '\\' || readByte() != 'u') {
            return high;
        }
        char low = unit();
        return Character.isLowSurrogate(low) ? Character.toCodePoint(high, low) : high;
    }

    /// The UTF-16 code unit that four digits are.
    private char unit() {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            byte digit = readByte();
            if (!HexFormat.isHexDigit(digit)) {
                throw new NotJsonException("The JSON has an escape that there is not.");
            }
            unit = unit << 4 | HexFormat.fromHexDigit(digit);
        }
        return (char) unit;
    }

    private byte readByte() {
        if (at == end) {
            throw new NotJsonException("The JSON breaks off.");
        }
        return json[at++];
    }

    /// Reads a number, `true`, `false` or `null`.
    public void word() {
        next();
        from = at;
        while (at < end
                && json[at] != ','
                && json[at] != '}'
                && json[at] != ']'
                && (json[at] > ' ' || json[at] < 0)) {
            at++;
        }
        to = at;
        if (from == to) {
            throw new NotJsonException("The JSON lacks a value.");
        }
    }

    /// Reads a whole number.
    ///
    /// @throws NumberFormatException if it is no number
    /// @throws ArithmeticException if it is not whole, or too large
    public long number() {
        word();
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = json[i] - '0';
            if (digit < 0 || digit > 9 || to - from > LONG_DIGITS) {
                return new BigDecimal(string()).longValueExact();
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /// Passes over a text and leaves it as it is.
    public void skipText() {
        expect('"');
        from = at;
        while (at < end && json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        to = at;
        expect('"');
    }

    /// Passes over a value of any kind.
    public void skip() {
        int depth = 0;
        do {
            switch (next()) {
                case '"' -> skipText();
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                case ',', ':' -> at++;
                default -> word();
            }
        } while (depth > 0);
    }
}
