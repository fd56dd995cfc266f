package org.patrolledger.domain.submission;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Immutable copies that iterate in one order on every machine, in every run. `Set.copyOf` and
/// `Map.copyOf` do not, and what is made of a submission must never depend on luck.
///
/// Submissions copy what they are given. What was made here is its own copy, so that a caller that
/// makes millions of submissions, among whose staff and audiences few differ, can give each of them
/// again what was made before.
public final class Ordered {
    private Ordered() {}

    /// A copy in natural order: that of declaration for constants.
    public static <E extends Comparable<E>> Set<E> set(Collection<E> values) {
        if (values instanceof Values<E> made) {
            return made;
        }
        return values.isEmpty() ? Set.of() : new Values<>(List.copyOf(new TreeSet<>(values)));
    }

    /// A copy in natural order of the keys: that of declaration for constants.
    ///
    /// @throws IllegalArgumentException if a count is negative
    public static <K extends Comparable<K>> Map<K, Integer> counts(Map<K, Integer> counts) {
        if (counts instanceof Counts<K> made) {
            return made;
        }
        if (counts.isEmpty()) {
            return Map.of();
        }
        var ordered = new ArrayList<Map.Entry<K, Integer>>(counts.size());
        var sorted =
                counts instanceof SortedMap<K, Integer> map && map.comparator() == null
                        ? map
                        : new TreeMap<>(counts);
        for (var count : sorted.entrySet()) {
            require(count.getValue());
            ordered.add(Map.entry(count.getKey(), count.getValue()));
        }
        return new Counts<>(new Values<>(Collections.unmodifiableList(ordered)));
    }

    /// Refuses a negative count.
    static void require(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("nothing is counted below 0");
        }
    }

    private static final class Values<E> extends AbstractSet<E> {
        private final List<E> values;

        Values(List<E> values) {
            this.values = values;
        }

        @Override
        public Iterator<E> iterator() {
            return values.iterator();
        }

        @Override
        public int size() {
            return values.size();
        }
    }

    private static final class Counts<K> extends AbstractMap<K, Integer> {
        private final Values<Entry<K, Integer>> entries;

        Counts(Values<Entry<K, Integer>> entries) {
            this.entries = entries;
        }

        @Override
        public Set<Entry<K, Integer>> entrySet() {
            return entries;
        }
    }
}
