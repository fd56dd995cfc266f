package org.patrolledger.benchmarks.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/// Measurements of one thing in one run of a benchmark.
public final class Measurements {
    private final List<Double> values = new ArrayList<>();

    public void add(double value) {
        values.add(value);
    }

    /// How many there are.
    public int size() {
        return values.size();
    }

    /// The middle one; of two the mean. 0 where there is none.
    public double median() {
        if (values.isEmpty()) {
            return 0;
        }
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /// The largest one; 0 where there is none.
    public double most() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /// The median of the quotients of what was measured side by side, which cancels anything that
    /// slowed both down at the time.
    public double ratioTo(Measurements baseline) {
        var ratios = new Measurements();
        for (int i = 0; i < Math.min(size(), baseline.size()); i++) {
            ratios.add(values.get(i) / baseline.values.get(i));
        }
        return ratios.median();
    }

    /// `value` with three significant digits, or all before the point.
    public static BigDecimal rounded(double value) {
        double size = Math.abs(value);
        int places = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP);
    }
}
