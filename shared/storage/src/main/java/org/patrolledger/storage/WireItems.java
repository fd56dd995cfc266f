package org.patrolledger.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.JsonBytes;
import org.patrolledger.contract.json.NotJsonException;

/// The items of a query's answer, found in its bytes and left there. A parser for any JSON makes a
/// string of every value, which takes longer, and each of them is one more object to move while it
/// waits.
final class WireItems {
    private static final byte[] ITEMS = "Items".getBytes(StandardCharsets.US_ASCII);

    /// The types of the attributes that make a revision.
    private static final byte[] STRING = {'S'};

    private static final byte[] NUMBER = {'N'};
    private static final byte[] BOOLEAN = {'B', 'O', 'O', 'L'};

    private final byte[] json;
    private final JsonBytes in;
    private @Nullable List<StoredRevision> items;

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

    /// What was found; empty where the answer has no list of items by its plain name.
    Optional<List<StoredRevision>> items() {
        return Optional.ofNullable(items);
    }

    /// The answer without its items.
    byte[] others() {
        int rest = json.length - to;
        var others = Arrays.copyOf(json, from + rest);
        System.arraycopy(json, to, others, from, rest);
        return others;
    }

    private void read() throws IOException {
        for (boolean more = in.opens('{', '}'); more; more = in.goesOn('}')) {
            in.skipText();
            boolean found = in.is(ITEMS);
            in.expect(':');
            if (found) {
                if (items != null) {
                    throw new IOException("an answer has its items twice");
                }
                items = list();
            } else {
                in.skip();
            }
        }
        in.end();
    }

    private List<StoredRevision> list() throws IOException {
        in.next();
        from = in.at() + 1;
        var list = new ArrayList<StoredRevision>();
        for (boolean more = in.opens('[', ']'); more; more = in.goesOn(']')) {
            list.add(item());
        }
        to = in.at() - 1;
        return list;
    }

    private StoredRevision item() throws IOException {
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
    private void value() throws IOException {
        in.expect('{');
        in.name();
        if (!in.is(STRING) && !in.is(NUMBER) && !in.is(BOOLEAN)) {
            throw new IOException("an attribute of an answer is of another type");
        }
        if (in.next() == '"') {
            in.text();
        } else {
            in.word();
        }
        in.expect('}');
    }
}
