package org.patrolledger.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Holds the published summaries against what the scenarios say must come out.
final class Comparison {

    private final LedgerClient ledger;

    Comparison(LedgerClient ledger) {
        this.ledger = ledger;
    }

    /// One figure of a public statement.
    ///
    /// @param stated in words, such as `more than 90`
    record Figure(String says, String where, String stated, long computed, boolean holds) {}

    /// The figures of a scenario, as stated and as computed.
    List<Figure> figures(Scenario scenario) throws IOException {
        List<Figure> figures = new ArrayList<>();
        for (JsonNode figure : scenario.figures()) {
            String kind = figure.path("kind").asText();
            List<String> periods = new ArrayList<>();
            figure.path("periods").forEach(period -> periods.add(period.asText()));
            long computed = 0;
            for (String period : periods) {
                Optional<JsonNode> summary = ledger.summary(kind, period, scenario.id());
                if (summary.isPresent()) {
                    computed += value(scenario, figure, summary.get());
                }
            }
            figures.add(judged(figure, String.join(" ", periods), computed));
        }
        return figures;
    }

    private static Figure judged(JsonNode figure, String periods, long computed) {
        String says = figure.path("says").asText();
        String where = figure.path("measure").asText() + ", " + periods;
        if (figure.has("exactly")) {
            long stated = figure.path("exactly").asLong();
            return new Figure(says, where, grouped(stated), computed, computed == stated);
        }
        if (figure.has("moreThan")) {
            long stated = figure.path("moreThan").asLong();
            return new Figure(
                    says, where, "more than " + grouped(stated), computed, computed > stated);
        }
        long stated = figure.path("atLeast").asLong();
        return new Figure(says, where, "at least " + grouped(stated), computed, computed >= stated);
    }

    static String grouped(long number) {
        return String.format(java.util.Locale.UK, "%,d", number);
    }

    private static long value(Scenario scenario, JsonNode figure, JsonNode summary) {
        String measure = figure.path("measure").asText();
        if (measure.equals("places")) {
            return summary.path("places").size();
        }
        if (measure.equals("districts")) {
            return districts(scenario, summary);
        }
        if (!figure.has("places")) {
            return summary.path("measures").path(measure).asLong();
        }
        long sum = 0;
        for (JsonNode place : figure.path("places")) {
            sum +=
                    summary.path("places")
                            .path(place.asText())
                            .path("measures")
                            .path(measure)
                            .asLong();
        }
        return sum;
    }

    /// In how many districts anything was reported.
    private static long districts(Scenario scenario, JsonNode summary) {
        Map<String, String> districtByPlace = new HashMap<>();
        for (JsonNode place : scenario.operation().path("places")) {
            districtByPlace.put(place.path("id").asText(), place.path("district").asText());
        }
        Set<String> districts = new HashSet<>();
        for (var place : summary.path("places").properties()) {
            if (place.getValue().path("measures").path("submissions").asLong() > 0) {
                districts.add(districtByPlace.getOrDefault(place.getKey(), ""));
            }
        }
        return districts.size();
    }

    /// In what the published summary of an operation and period differs from what is expected of
    /// it, in words; empty where it does not.
    List<String> differences(String operation, JsonNode expected) throws IOException {
        String kind = expected.path("kind").asText();
        String period = expected.path("period").asText();
        String name = kind + " " + period + " " + operation;
        Optional<JsonNode> published = ledger.summary(kind, period, operation);
        if (published.isEmpty()) {
            return List.of(name + " is not published");
        }
        JsonNode summary = published.get();
        List<String> differences = new ArrayList<>();
        compare(
                name + " measures",
                expected.path("measures"),
                summary.path("measures"),
                differences);
        if (expected.path("places").asInt() != summary.path("places").size()) {
            differences.add(name + " has " + summary.path("places").size() + " places");
        }
        if (!expected.path("coverage").equals(summary.path("coverage"))) {
            differences.add(name + " coverage is " + summary.path("coverage"));
        }
        if (expected.has("breakdowns")) {
            compare(
                    name + " breakdowns",
                    expected.path("breakdowns"),
                    summary.path("breakdowns"),
                    differences);
        }
        return differences;
    }

    private static void compare(
            String name, JsonNode expected, JsonNode actual, List<String> differences) {
        Set<String> fields = new TreeSet<>();
        expected.fieldNames().forEachRemaining(fields::add);
        actual.fieldNames().forEachRemaining(fields::add);
        for (String field : fields) {
            // A breakdown without any value may be left out, and a measure that is 0.
            boolean nothing = isNothing(expected.path(field)) && isNothing(actual.path(field));
            if (!nothing && !expected.path(field).equals(actual.path(field))) {
                differences.add(
                        name
                                + "."
                                + field
                                + " is "
                                + actual.path(field)
                                + ", not "
                                + expected.path(field));
            }
        }
    }

    private static boolean isNothing(JsonNode value) {
        return value.isNumber() ? value.asLong() == 0 : !value.isValueNode() && value.isEmpty();
    }
}
