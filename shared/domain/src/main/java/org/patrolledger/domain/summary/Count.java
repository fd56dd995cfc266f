package org.patrolledger.domain.summary;

import java.util.Map;

/// A count that goes on, without a new object for every step as a map of [Long] would make.
final class Count {
    private long value;

    /// The count under `key`, which is 0 where there was none.
    static <K> Count of(Map<K, Count> counts, K key) {
        var count = counts.get(key);
        if (count == null) {
            count = new Count();
            counts.put(key, count);
        }
        return count;
    }

    /// Overflow is an [ArithmeticException].
    void add(long more) {
        value = Math.addExact(value, more);
    }

    long get() {
        return value;
    }
}
