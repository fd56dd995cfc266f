package org.patrolledger.functions.publishsummary;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What reports add up to, in plain maps, by the words of the contract.
final class ModelCounts {
    static final List<String> MEASURES =
            List.of(
                    "submissions",
                    "engagements",
                    "incidents",
                    "patrols",
                    "patrols-of-15-minutes",
                    "patrol-minutes",
                    "person-minutes",
                    "people-engaged",
                    "people-engaged-estimated",
                    "people-screened",
                    "people-safeguarded",
                    "flashpoints-prevented",
                    "items-handed-out",
                    "online-views",
                    "concerns-raised",
                    "arrests",
                    "stop-searches",
                    "weapons-seized",
                    "powers-used");

    static final List<String> BREAKDOWNS =
            List.of(
                    "activity",
                    "category",
                    "concerns-raised",
                    "items-handed-out",
                    "weapons-seized",
                    "powers-used",
                    "theme",
                    "audience",
                    "organisation",
                    "stop-searches.objectOfSearch",
                    "stop-searches.outcome",
                    "stop-searches.legislation",
                    "stop-searches.gender",
                    "stop-searches.ageRange",
                    "stop-searches.selfDefinedEthnicity",
                    "stop-searches.officerDefinedEthnicity",
                    "stop-searches.outcomeLinkedToObject");

    private ModelCounts() {}

    static long measure(String measure, List<Report> reports) {
        return measure.equals("patrol-minutes")
                ? patrolled(reports) / 60
                : reports.stream().mapToLong(it -> adds(measure, it)).sum();
    }

    private static long adds(String measure, Report it) {
        boolean engagement = !it.incident();
        return switch (measure) {
            case "submissions" -> 1;
            case "engagements" -> engagement ? 1 : 0;
            case "incidents" -> engagement ? 0 : 1;
            case "patrols" -> it.patrol() ? 1 : 0;
            case "patrols-of-15-minutes" -> it.patrol() && it.seconds() >= 900 ? 1 : 0;
            case "person-minutes" -> it.patrol() ? it.seconds() / 60 * (long) it.officers() : 0;
            case "people-engaged" -> engagement ? it.people() : 0;
            case "people-engaged-estimated" -> engagement && it.estimated() ? it.people() : 0;
            case "items-handed-out" -> engagement ? it.items() : 0;
            case "arrests" -> engagement ? 0 : it.arrests();
            case "weapons-seized" -> engagement ? 0 : it.knives();
            default -> 0;
        };
    }

    /// Seconds in which at least one patrol was there.
    private static long patrolled(List<Report> reports) {
        var comings = new TreeMap<Long, Integer>();
        for (var it : reports) {
            if (it.patrol()) {
                comings.merge(it.from().getEpochSecond(), 1, Integer::sum);
                comings.merge(it.to().getEpochSecond(), -1, Integer::sum);
            }
        }
        long sum = 0;
        long since = 0;
        int there = 0;
        for (var it : comings.entrySet()) {
            sum += there > 0 ? it.getKey() - since : 0;
            since = it.getKey();
            there += it.getValue();
        }
        return sum;
    }

    static Map<String, Object> breakdowns(List<Report> reports) {
        var all = new TreeMap<String, Object>();
        BREAKDOWNS.forEach(it -> all.put(it, Map.of()));
        all.put(
                "activity",
                reports.stream()
                        .filter(it -> !it.incident())
                        .collect(groupingBy(Report::activity, counting())));
        all.put(
                "category",
                reports.stream()
                        .filter(Report::incident)
                        .collect(groupingBy(it -> "robbery", counting())));
        all.put(
                "items-handed-out",
                reports.stream()
                        .filter(it -> !it.incident() && it.items() > 0)
                        .collect(groupingBy(it -> "keyring-torch", summingLong(Report::items))));
        all.put(
                "weapons-seized",
                reports.stream()
                        .filter(it -> it.incident() && it.knives() > 0)
                        .collect(groupingBy(it -> "knife", summingLong(Report::knives))));
        all.put(
                "organisation",
                reports.stream().collect(groupingBy(Report::organisation, counting())));
        return all;
    }
}
