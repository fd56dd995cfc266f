package org.patrolledger.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/// An alarm as the template has it, and what it makes of what happens.
///
/// @param properties of the resource
record DeployedAlarm(JsonNode properties) {

    private static final Pattern REFERENCE =
            Pattern.compile(
                    "(?:\"Ref\":\"|\"Fn::GetAtt\":\\[\"|ExportsOutputRef)([A-Za-z0-9]+?)(?:[0-9A-F]{8})+\\b");

    /// A metric, told from others by what it counts and of what.
    ///
    /// @param name namespace and name, such as `AWS/Lambda Errors`
    /// @param dimensions by name, a reference by the beginning of what it refers to
    record Metric(String name, Map<String, String> dimensions) {

        private static Metric of(JsonNode metric) {
            Map<String, String> dimensions = new TreeMap<>();
            metric.path("Dimensions")
                    .forEach(d -> dimensions.put(d.get("Name").asText(), text(d.get("Value"))));
            return new Metric(
                    metric.get("Namespace").asText() + " " + metric.get("MetricName").asText(),
                    dimensions);
        }

        /// A reference by what it refers to, in this stack or the data's, without the hash that the
        /// library puts behind it.
        private static String text(JsonNode value) {
            if (value.isTextual()) {
                return value.asText();
            }
            var reference = REFERENCE.matcher(value.toString());
            if (!reference.find()) {
                throw new AssertionError("what is " + value + "?");
            }
            return reference.group(1);
        }
    }

    String name() {
        return properties.get("AlarmName").asText().replace("patrol-ledger-", "");
    }

    /// Whether it goes off at some time while the metrics have these values, one for each five
    /// minutes.
    boolean goesOff(Function<Metric, double[]> happening) {
        double[] values = values(happening);
        int periods = properties.get("EvaluationPeriods").asInt();
        int wanted = properties.path("DatapointsToAlarm").asInt(periods);
        for (int last = 0; last < values.length; last++) {
            int breaching = 0;
            for (int i = Math.max(0, last - periods + 1); i <= last; i++) {
                breaching += breaches(values[i]) ? 1 : 0;
            }
            if (breaching >= wanted) {
                return true;
            }
        }
        return false;
    }

    private boolean breaches(double value) {
        if (!properties
                .get("ComparisonOperator")
                .asText()
                .equals("GreaterThanOrEqualToThreshold")) {
            throw new AssertionError("another comparison: " + properties);
        }
        if (Double.isNaN(value)) {
            return !properties.get("TreatMissingData").asText().equals("notBreaching");
        }
        return value >= properties.get("Threshold").asDouble();
    }

    private double[] values(Function<Metric, double[]> happening) {
        if (!properties.has("Metrics")) {
            fiveMinutes(properties);
            return happening.apply(Metric.of(properties));
        }
        Map<String, double[]> metrics = new HashMap<>();
        String expression = "";
        for (JsonNode query : properties.get("Metrics")) {
            if (query.has("Expression")) {
                expression = query.get("Expression").asText();
            } else {
                JsonNode stat = query.get("MetricStat");
                fiveMinutes(stat);
                metrics.put(
                        query.get("Id").asText(), happening.apply(Metric.of(stat.get("Metric"))));
            }
        }
        return MetricExpression.evaluate(expression, metrics);
    }

    private static void fiveMinutes(JsonNode stat) {
        if (stat.get("Period").asInt() != 300) {
            throw new AssertionError("another period: " + stat);
        }
    }
}
