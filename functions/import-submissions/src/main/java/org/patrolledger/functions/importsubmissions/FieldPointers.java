package org.patrolledger.functions.importsubmissions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.imports.FormFields;

/// Fields of a document by their pointers: where the value of each goes.
final class FieldPointers {
    /// More entries than any list of a form has.
    private static final int MOST_ENTRIES = 100;

    private FieldPointers() {}

    /// Sets `value` at `pointer`, making the objects and lists on the way.
    static void put(Map<String, Object> document, String pointer, Object value) {
        var segments = FormFields.segments(pointer);
        Object at = document;
        for (int i = 0; i < segments.size(); i++) {
            var segment = segments.get(i);
            boolean last = i == segments.size() - 1;
            boolean list = !last && FormFields.index(segments.get(i + 1)) >= 0;
            at = last ? set(at, segment, value) : descend(at, segment, list);
        }
    }

    private static Object set(Object at, String segment, Object value) {
        if (at instanceof List<?> list) {
            fill(list, FormFields.index(segment));
            cast(list).set(FormFields.index(segment), value);
        } else {
            map(at).put(segment, value);
        }
        return value;
    }

    private static Object descend(Object at, String segment, boolean list) {
        if (at instanceof List<?> entries) {
            fill(entries, FormFields.index(segment));
            var there = entries.get(FormFields.index(segment));
            if (there != null) {
                return there;
            }
            Object made = list ? new ArrayList<>() : new LinkedHashMap<String, Object>();
            cast(entries).set(FormFields.index(segment), made);
            return made;
        }
        return map(at).computeIfAbsent(
                        segment,
                        it -> list ? new ArrayList<>() : new LinkedHashMap<String, Object>());
    }

    private static void fill(List<?> list, int index) {
        if (index < 0 || index >= MOST_ENTRIES) {
            throw new IllegalArgumentException("no list has that many entries");
        }
        while (list.size() <= index) {
            cast(list).add(null);
        }
    }

    /// Takes out the entries that no cell has filled, from within lists.
    static Object compact(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var compact = new LinkedHashMap<String, Object>();
                map.forEach((key, inner) -> compact.put(String.valueOf(key), compact(inner)));
                yield compact;
            }
            case List<?> list ->
                    list.stream()
                            .filter(java.util.Objects::nonNull)
                            .map(FieldPointers::compact)
                            .toList();
            default -> value;
        };
    }

    @SuppressWarnings("unchecked") // every list here was made by this class, to hold anything
    private static List<@Nullable Object> cast(List<?> list) {
        return (List<@Nullable Object>) list;
    }

    @SuppressWarnings("unchecked") // likewise
    private static Map<String, Object> map(Object value) {
        if (!(value instanceof Map<?, ?>)) {
            throw new IllegalArgumentException("a column fills what another holds whole");
        }
        return (Map<String, Object>) value;
    }
}
