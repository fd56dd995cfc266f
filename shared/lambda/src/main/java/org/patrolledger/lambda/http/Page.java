package org.patrolledger.lambda.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;

/// One page of a list, filled entry by entry until it has as many as were asked for or no room for
/// another: no answer is larger than 5 MB, nor than Lambda hands over once it is a text within the
/// function's own answer.
public final class Page {
    /// Bytes of the entries, each quotation mark and backslash counted twice, as it will be when
    /// the answer is text within JSON. Leaves room for what stands around them.
    private static final int MOST_BYTES = 4_900_000;

    private final String member;
    private final int limit;
    private final List<Map<String, @Nullable Object>> entries = new ArrayList<>();
    private @Nullable String last;
    private boolean cut;
    private long bytes;

    /// @param member the name of the list in the answer
    /// @param limit how many entries it has at most
    public Page(String member, int limit) {
        this.member = member;
        this.limit = limit;
    }

    /// Adds an entry.
    ///
    /// @param cursor where the list goes on after it
    /// @return false where the page is full and the entry is left for the next one
    public boolean add(Map<String, @Nullable Object> entry, String cursor) {
        long size = bytes + sizeOf(entry);
        if (entries.size() == limit || (size > MOST_BYTES && !entries.isEmpty())) {
            cut = true;
            return false;
        }
        entries.add(entry);
        bytes = size;
        last = cursor;
        return true;
    }

    /// Ends the page early, though the list goes on after `cursor`.
    public void cutAfter(String cursor) {
        last = cursor;
        cut = true;
    }

    private static long sizeOf(Map<String, @Nullable Object> entry) {
        long size = 1;
        for (byte b : Json.bytes(entry)) {
            size += b == '"' || b == '\\' ? 2 : 1;
        }
        return size;
    }

    /// The page as a document: the entries, and `next`, null on the last page.
    public Map<String, @Nullable Object> document() {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put(member, entries);
        map.put("next", cut ? last : null);
        return map;
    }
}
