package org.patrolledger.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// The items of a query's answer, found in its bytes and left there: a text is unescaped where it
/// lies, for none gets longer by that. A parser for any JSON makes a string of every name and
/// value, which takes four times as long.
final class WireItems {
    private static final byte[] ITEMS = "Items".getBytes(StandardCharsets.US_ASCII);

    private final byte[] json;
    private final List<StoredRevision> items = new ArrayList<>();

    /// Where reading has come to.
    private int at;

    /// Where the text read last begins, and where it ends.
    private int from;

    private int to;

    /// Where the items are in the answer.
    private int itemsFrom;

    private int itemsTo;

    /// Reads an answer, which is no JSON any more afterwards.
    ///
    /// @throws IOException if `json` is no such answer
    WireItems(byte[] json) throws IOException {
        this.json = json;
        try {
            read();
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException("an answer is not to be read", e);
        }
    }

    /// What was found.
    List<StoredRevision> items() {
        return items;
    }

    /// The answer without its items.
    byte[] others() {
        int rest = json.length - itemsTo;
        var others = Arrays.copyOf(json, itemsFrom + rest);
        System.arraycopy(json, itemsTo, others, itemsFrom, rest);
        return others;
    }

    private void read() throws IOException {
        expect('{');
        for (boolean more = !passes('}'); more; more = goesOn('}')) {
            skipText();
            boolean found = Arrays.equals(json, from, to, ITEMS, 0, ITEMS.length);
            expect(':');
            if (found) {
                expect('[');
                itemsFrom = at;
                readItems();
                itemsTo = at - 1;
            } else {
                skip();
            }
        }
        if (next() != 0) {
            throw new IOException("an answer goes on after its end");
        }
    }

    private void readItems() throws IOException {
        for (boolean more = !passes(']'); more; more = goesOn(']')) {
            var item = new StoredRevision(json);
            expect('{');
            for (boolean another = !passes('}'); another; another = goesOn('}')) {
                text();
                int place = StoredRevision.placeOf(json, from, to);
                expect(':');
                if (place < 0) {
                    skip();
                } else {
                    value();
                    item.set(place, from, to);
                }
            }
            items.add(item);
        }
    }

    /// Reads the value of an attribute, such as `{"S":"grip"}`, `{"N":"1"}` or `{"BOOL":true}`.
    private void value() throws IOException {
        expect('{');
        skipText();
        expect(':');
        if (next() == '"') {
            text();
        } else {
            skipWord();
        }
        expect('}');
    }

    /// Reads a text, and unescapes it where it lies.
    private void text() throws IOException {
        expect('"');
        var bytes = json;
        from = at;
        int read = at;
        while (bytes[read] != '"' && bytes[read] != '\\') {
            read++;
        }
        int written = read;
        while (bytes[read] != '"') {
            if (bytes[read] != '\\') {
                bytes[written++] = bytes[read++];
                continue;
            }
            at = read + 2;
            to = written;
            unescape(bytes[read + 1]);
            read = at;
            written = to;
        }
        at = read + 1;
        to = written;
    }

    /// Writes what an escape stands for.
    ///
    /// @param escape the character after the backslash
    private void unescape(byte escape) throws IOException {
        switch (escape) {
            case '"', '\\', '/' -> json[to++] = escape;
            case 'b' -> json[to++] = '\b';
            case 'f' -> json[to++] = '\f';
            case 'n' -> json[to++] = '\n';
            case 'r' -> json[to++] = '\r';
            case 't' -> json[to++] = '\t';
            case 'u' -> {
                int character = unit();
                if (Character.isHighSurrogate((char) character)
                        && json[at] == '\\'
                        && json[at + 1] == 'u') {
                    at += 2;
                    character = Character.toCodePoint((char) character, (char) unit());
                }
                for (byte b : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
                    json[to++] = b;
                }
            }
            default -> throw new IOException("an answer has an escape that JSON has not");
        }
    }

    /// The UTF-16 code unit that four digits are.
    private int unit() {
        int unit = 0;
        for (int end = at + 4; at < end; at++) {
            unit = unit << 4 | HexFormat.fromHexDigit(json[at]);
        }
        return unit;
    }

    /// Passes over a text and leaves it as it is.
    private void skipText() throws IOException {
        expect('"');
        from = at;
        while (json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        to = at++;
    }

    /// Passes over `true`, `1.5` or the like.
    private void skipWord() throws IOException {
        from = at;
        while (json[at] != ',' && json[at] != '}' && json[at] != ']' && json[at] > ' ') {
            at++;
        }
        to = at;
        if (from == to) {
            throw new IOException("an answer lacks a value");
        }
    }

    /// Passes over a value of any kind.
    private void skip() throws IOException {
        switch (next()) {
            case '"' -> skipText();
            case '{', '[' -> {
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
                        default -> skipWord();
                    }
                } while (depth > 0);
            }
            default -> skipWord();
        }
    }

    /// The next character that is no space; 0 at the end.
    private byte next() {
        while (at < json.length && json[at] <= ' ' && json[at] >= 0) {
            at++;
        }
        return at < json.length ? json[at] : 0;
    }

    private boolean passes(char c) {
        if (next() != c) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(char c) throws IOException {
        if (!passes(c)) {
            throw new IOException("an answer lacks a " + c);
        }
    }

    /// Whether a list or an object goes on, or ends here.
    private boolean goesOn(char end) throws IOException {
        if (passes(',')) {
            return true;
        }
        expect(end);
        return false;
    }
}
