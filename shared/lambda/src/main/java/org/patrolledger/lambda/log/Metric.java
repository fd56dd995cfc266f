package org.patrolledger.lambda.log;

import java.time.Duration;

/// A measurement that CloudWatch makes a metric of, in the namespace `PatrolLedger` by function.
///
/// @param name in upper camel case, such as `EditionsPublished`
/// @param unit as CloudWatch names it
public record Metric(String name, String unit, long value) {

    /// How many there were.
    public static Metric count(String name, long value) {
        return new Metric(name, "Count", value);
    }

    /// How long it took, in whole milliseconds.
    public static Metric duration(String name, Duration value) {
        return new Metric(name, "Milliseconds", value.toMillis());
    }
}
