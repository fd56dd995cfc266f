package org.patrolledger.domain.summary;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/// A value, 0 or more, for every [Measure]. Immutable.
///
/// Held by ordinal, in an array that never leaves this class: it is added millions of times.
@SuppressWarnings("EnumOrdinal")
public final class Measures {
    /// Nothing reported.
    public static final Measures ZERO = new Measures(new long[Measure.values().length]);

    private final long[] values;

    private Measures(long[] values) {
        this.values = values;
    }

    /// The values of `map`, 0 for a measure it leaves out.
    ///
    /// @throws IllegalArgumentException if a value is negative
    public static Measures of(Map<Measure, Long> map) {
        var sums = new Sums();
        map.forEach((measure, value) -> {
            if (value < 0) {
                throw new IllegalArgumentException("no measure is below 0");
            }
            sums.add(measure, value);
        });
        return sums.measures();
    }

    public long get(Measure measure) {
        return values[measure.ordinal()];
    }

    /// Every measure, in order of declaration.
    public Map<Measure, Long> all() {
        var map = new EnumMap<Measure, Long>(Measure.class);
        for (var measure : Measure.values()) {
            map.put(measure, get(measure));
        }
        return map;
    }

    /// The measures that are not 0, in order of declaration.
    public Map<Measure, Long> nonZero() {
        var map = all();
        map.values().removeIf(value -> value == 0);
        return map;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Measures that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return nonZero().toString();
    }

    /// Running sums. Overflow is an [ArithmeticException], never a wrong figure.
    public static final class Sums {
        private final long[] values = new long[ZERO.values.length];

        public void add(Measure measure, long value) {
            int i = measure.ordinal();
            values[i] = Math.addExact(values[i], value);
        }

        public void add(Measures measures) {
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.addExact(values[i], measures.values[i]);
            }
        }

        void add(Sums other) {
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.addExact(values[i], other.values[i]);
            }
        }

        public Measures measures() {
            return new Measures(values.clone());
        }

        /// The sums as measures that take them over: nothing can be added afterwards.
        Measures handOver() {
            return new Measures(values);
        }
    }
}
