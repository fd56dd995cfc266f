package org.patrolledger.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.patrolledger.contract.json.JsonBytes;
import org.patrolledger.contract.json.NotJsonException;

/// The items of a query's answer, found in its bytes and left there. A parser for any JSON makes a
/// string of every value, which takes longer, and each of them is one more object to move while it
/// waits.
final class WireItems {
    private static final byte[] ITEMS = "Items".getBytes(StandardCharsets.US_ASCII);

    private final byte[] json;
    private final JsonBytes in;
    private final List<StoredRevision> items = new ArrayList<>();

    /// Where the items are in the answer.
    private int from;

    private int to;

    /// Reads an answer, which is no JSON any more afterwards.
    ///
    /// @throws IOException if `json` is no such answer
    WireItems(byte[] json) throws IOException {
        this.json = json;
        this.in = new JsonBytes(json);
        try {
            read();
        } catch (NotJsonException e) {
            throw new IOException("an answer is not to be read", e);
        }
    }

    /// What was found.
    List<StoredRevision> items() {
        return items;
    }

    /// The answer without its items.
    byte[] others() {
        int rest = json.length - to;
        var others = Arrays.copyOf(json, from + rest);
        System.arraycopy(json, to, others, from, rest);
        return others;
    }

    private void read() {
        for (boolean more = in.opens('{', '}'); more; more = in.goesOn('}')) {
            in.skipText();
            boolean found = in.is(ITEMS);
            in.expect(':');
            if (found) {
                in.next();
                from = in.at() + 1;
                for (boolean another = in.opens('[', ']'); another; another = in.goesOn(']')) {
                    items.add(item());
                }
                to = in.at() - 1;
            } else {
                in.skip();
            }
        }
        in.end();
    }

    private StoredRevision item() {
        var item = new StoredRevision(json);
        for (boolean more = in.opens('{', '}'); more; more = in.goesOn('}')) {
            in.name();
            int place = StoredRevision.placeOf(in);
            if (place < 0) {
                in.skip();
            } else {
                value();
                item.set(place, in.from(), in.to());
            }
        }
        return item;
    }

    /// Reads the value of an attribute, such as `{"S":"grip"}`, `{"N":"1"}` or `{"BOOL":true}`.
    private void value() {
        in.expect('{');
        in.skipText();
        in.expect(':');
        if (in.next() == '"') {
            in.text();
        } else {
            in.word();
        }
        in.expect('}');
    }
}
