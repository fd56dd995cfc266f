package org.patrolledger.domain.submission;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Immutable copies that iterate in one order on every machine, in every run. `Set.copyOf` and
/// `Map.copyOf` do not, and what is made of a submission must never depend on luck.
final class Ordered {
    private Ordered() {}

    /// A copy in order of declaration.
    static <E extends Enum<E>> Set<E> set(Class<E> type, Collection<E> values) {
        if (values.isEmpty()) {
            return Set.of();
        }
        var copy = EnumSet.noneOf(type);
        copy.addAll(values);
        return Collections.unmodifiableSet(copy);
    }

    /// A copy in order of declaration.
    ///
    /// @throws IllegalArgumentException if a count is negative
    static <E extends Enum<E>> Map<E, Integer> counts(Class<E> type, Map<E, Integer> counts) {
        if (counts.isEmpty()) {
            return Map.of();
        }
        var copy = new EnumMap<E, Integer>(type);
        copy.putAll(counts);
        return checked(copy);
    }

    /// A copy in order of the text.
    ///
    /// @throws IllegalArgumentException if a count is negative
    static Map<String, Integer> counts(Map<String, Integer> counts) {
        return counts.isEmpty() ? Map.of() : checked(new TreeMap<>(counts));
    }

    private static <K> Map<K, Integer> checked(Map<K, Integer> copy) {
        for (int count : copy.values()) {
            require(count);
        }
        return Collections.unmodifiableMap(copy);
    }

    /// Refuses a negative count.
    static void require(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("nothing is counted below 0");
        }
    }
}
