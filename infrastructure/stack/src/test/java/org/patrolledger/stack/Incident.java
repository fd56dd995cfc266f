package org.patrolledger.stack;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// What metrics measure in each five minutes of half an hour.
///
/// @param alarm the one that should go off
record Incident(String alarm, Map<DeployedAlarm.Metric, double[]> happening) {

    private static final int PERIODS = 6;

    /// @param values the last ones; before them there were none
    static Incident of(String alarm, String metric, String dimension, String of, double... values) {
        return new Incident(alarm, Map.of()).and(metric, dimension, of, values);
    }

    Incident and(String metric, String dimension, String of, double... values) {
        var more = new HashMap<>(happening);
        more.put(new DeployedAlarm.Metric(metric, Map.of(dimension, of)), half(values));
        return new Incident(alarm, more);
    }

    static double[] half(double... values) {
        double[] half = new double[PERIODS];
        Arrays.fill(half, MetricExpression.MISSING);
        System.arraycopy(values, 0, half, PERIODS - values.length, values.length);
        return half;
    }

    @Override
    public String toString() {
        return alarm;
    }
}
