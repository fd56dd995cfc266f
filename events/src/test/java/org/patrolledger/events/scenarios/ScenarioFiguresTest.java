package org.patrolledger.events.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patrolledger.events.scenarios.ScenarioFile.Line;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Recounts the scenarios by plain loops: the figures that public statements give, and every
/// expected figure that is a sum over submissions. Time that patrols share in a place, coverage and
/// the places of a summary are held where the scenarios go through the ledger's own fold.
class ScenarioFiguresTest {
    private static final String SCENARIOS = "org.patrolledger.events.scenarios.ScenarioFile#all";
    private static final List<String> KINDS = List.of("weekly", "monthly");

    @ParameterizedTest
    @MethodSource(SCENARIOS)
    void the_figures_of_the_public_statements_come_out(ScenarioFile file) {
        for (JsonNode source : file.scenario().get("sources")) {
            for (JsonNode figure : source.get("figures")) {
                long value = value(file, figure);
                var holds = assertThat(value).as(figure.get("says").asString());
                if (figure.has("exactly")) {
                    holds.isEqualTo(figure.get("exactly").asLong());
                } else if (figure.has("moreThan")) {
                    holds.isGreaterThan(figure.get("moreThan").asLong());
                } else {
                    holds.isGreaterThanOrEqualTo(figure.get("atLeast").asLong());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource(SCENARIOS)
    void every_expected_sum_is_what_a_plain_count_gives(ScenarioFile file) {
        for (JsonNode expected : file.scenario().get("expected")) {
            Map<String, Long> counted = new TreeMap<>(recount(of(expected, file.submissions())));
            Map<String, Long> stated = measures(expected);
            stated.remove("patrol-minutes");
            assertThat(stated).as(expected.get("period").asString()).isEqualTo(counted);
        }
    }

    @Test
    void the_sums_of_all_operations_are_those_of_the_operations_together() throws IOException {
        JsonNode all =
                new ObjectMapper()
                        .readTree(
                                Files.readString(
                                        ScenarioFiles.FOLDER.resolve("all-operations.json")));
        List<Line> everything =
                ScenarioFile.all().stream().flatMap(f -> f.submissions().stream()).toList();
        assertThat(periods(all)).isEqualTo(periods(everything));
        for (JsonNode expected : all.get("expected")) {
            Map<String, Long> stated = measures(expected);
            stated.remove("patrol-minutes");
            assertThat(stated)
                    .as(expected.get("period").asString())
                    .isEqualTo(new TreeMap<>(recount(of(expected, everything))));
        }
    }

    @ParameterizedTest
    @MethodSource(SCENARIOS)
    void every_week_and_month_that_submissions_fall_in_is_expected(ScenarioFile file) {
        assertThat(periods(file.scenario())).isEqualTo(periods(file.submissions()));
    }

    @ParameterizedTest
    @MethodSource(SCENARIOS)
    void submissions_come_oldest_first_each_with_its_own_id(ScenarioFile file) {
        assertThat(file.submissions())
                .extracting(Line::madeAt)
                .isSortedAccordingTo(OffsetDateTime.timeLineOrder());
        assertThat(file.submissions())
                .extracting(line -> line.submission().get("submissionId").asString())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource(SCENARIOS)
    void submissions_name_a_place_and_an_organisation_of_the_catalogue_on_an_active_day(
            ScenarioFile file) {
        JsonNode operation = file.catalogue();
        Set<String> organisations =
                operation
                        .get("organisations")
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.toSet());
        Map<String, JsonNode> places =
                operation
                        .get("places")
                        .valueStream()
                        .collect(Collectors.toMap(p -> p.get("id").asString(), p -> p));
        for (Line line : file.submissions()) {
            String day = line.operationalDay().toString();
            assertThat(line.submission().get("operation").asString()).isEqualTo(file.operation());
            assertThat(organisations).contains(line.submission().get("organisation").asString());
            assertThat(places).containsKey(line.place());
            assertThat(day)
                    .isBetween(
                            operation.get("activeFrom").asString(),
                            operation.get("activeUntil").asString())
                    .isGreaterThanOrEqualTo(places.get(line.place()).get("validFrom").asString());
        }
    }

    @Test
    void safe_space_changes_place_at_ten_in_the_evening_on_every_night_in_clacton() {
        List<Line> clacton =
                ScenarioFile.read("safe-space").submissions().stream()
                        .filter(Line::engagement)
                        .filter(line -> line.place().startsWith("clacton-"))
                        .toList();
        Map<String, List<String>> hours =
                clacton.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Line::place,
                                        Collectors.mapping(
                                                ScenarioFiguresTest::hours, Collectors.toList())));
        assertThat(hours.get("clacton-pier-gap")).hasSize(12).containsOnly("18:00 to 22:00");
        assertThat(hours.get("clacton-christmas-tree-island"))
                .hasSize(12)
                .containsOnly("22:00 to 02:00");
        assertThat(clacton.stream().collect(Collectors.groupingBy(Line::operationalDay)).values())
                .allMatch(night -> night.size() == 2);
    }

    @Test
    void incidents_lie_within_a_second_of_both_sides_of_both_ends_of_february() {
        assertThat(ScenarioFile.read("grip").submissions())
                .filteredOn(line -> !line.engagement())
                .extracting(line -> line.submission().get("occurredAt").asString())
                .contains(
                        "2023-02-01T05:59:59Z",
                        "2023-02-01T06:00:00Z",
                        "2023-03-01T05:59:59Z",
                        "2023-03-01T06:00:00Z");
    }

    @Test
    void all_of_it_can_be_posted_and_published_in_a_minute() {
        List<Line> everything =
                ScenarioFile.all().stream().flatMap(f -> f.submissions().stream()).toList();
        assertThat(everything).hasSizeBetween(1_000, 2_200);
        assertThat(periods(everything).get("weekly")).hasSizeLessThanOrEqualTo(25);
    }

    private static long value(ScenarioFile file, JsonNode figure) {
        String kind = figure.get("kind").asString();
        Set<String> periods = strings(figure.get("periods"));
        Set<String> places = figure.has("places") ? strings(figure.get("places")) : null;
        String measure = figure.get("measure").asString();
        if (measure.equals("places")) {
            return file.catalogue().get("places").size();
        }
        List<Line> counted =
                lines(
                        file.submissions(),
                        line ->
                                periods.contains(line.period(kind))
                                        && (places == null || places.contains(line.place())));
        if (measure.equals("districts")) {
            return districts(file, counted);
        }
        return recount(counted).getOrDefault(measure, 0L);
    }

    private static long districts(ScenarioFile file, List<Line> lines) {
        Set<String> reported = lines.stream().map(Line::place).collect(Collectors.toSet());
        return file.catalogue()
                .get("places")
                .valueStream()
                .filter(place -> reported.contains(place.get("id").asString()))
                .map(place -> place.get("district").asString())
                .distinct()
                .count();
    }

    private static Map<String, Long> recount(List<Line> lines) {
        Map<String, Long> sums = new LinkedHashMap<>();
        for (Line line : lines) {
            boolean patrol = line.submission().path("activity").asString("").endsWith("-patrol");
            long people = line.submission().path("peopleEngaged").path("count").asLong(0);
            boolean estimated =
                    line.submission()
                            .path("peopleEngaged")
                            .path("method")
                            .asString("")
                            .equals("estimated");
            add(sums, "submissions", 1);
            add(sums, "engagements", line.engagement() ? 1 : 0);
            add(sums, "incidents", line.engagement() ? 0 : 1);
            add(sums, "patrols", patrol ? 1 : 0);
            add(sums, "patrols-of-15-minutes", patrol && length(line).toSeconds() >= 900 ? 1 : 0);
            add(sums, "person-minutes", patrol ? length(line).toMinutes() * line.sum("staff") : 0);
            add(sums, "people-engaged", people);
            add(sums, "people-engaged-estimated", estimated ? people : 0);
            add(sums, "people-screened", line.number("peopleScreened"));
            add(sums, "people-safeguarded", line.number("peopleSafeguarded"));
            add(sums, "flashpoints-prevented", line.number("flashpointsPrevented"));
            add(sums, "items-handed-out", line.sum("itemsHandedOut"));
            add(sums, "online-views", line.number("onlineViews"));
            add(sums, "concerns-raised", line.submission().path("concerns").size());
            add(sums, "arrests", line.number("arrests"));
            add(sums, "stop-searches", line.submission().path("stopSearches").size());
            add(sums, "weapons-seized", weapons(line));
            add(sums, "powers-used", line.sum("powersUsed"));
        }
        sums.values().removeIf(sum -> sum == 0);
        return sums;
    }

    private static void add(Map<String, Long> sums, String measure, long value) {
        sums.merge(measure, value, Long::sum);
    }

    private static long weapons(Line line) {
        return line.submission()
                .path("weaponsSeized")
                .valueStream()
                .mapToLong(weapon -> weapon.get("count").asLong())
                .sum();
    }

    private static Duration length(Line line) {
        return Duration.between(
                OffsetDateTime.parse(line.submission().get("startedAt").asString()), line.madeAt());
    }

    private static String hours(Line line) {
        return line.submission().get("startedAt").asString().substring(11, 16)
                + " to "
                + line.submission().get("endedAt").asString().substring(11, 16);
    }

    private static List<Line> of(JsonNode expected, List<Line> lines) {
        return lines(
                lines,
                line ->
                        line.period(expected.get("kind").asString())
                                .equals(expected.get("period").asString()));
    }

    private static List<Line> lines(List<Line> lines, Predicate<Line> wanted) {
        return lines.stream().filter(wanted).toList();
    }

    /// The measures that are not 0, as a scenario states them.
    private static Map<String, Long> measures(JsonNode expected) {
        return expected.get("measures")
                .propertyStream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> entry.getValue().asLong(),
                                Long::sum,
                                TreeMap::new));
    }

    private static Set<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    }

    private static Map<String, Set<String>> periods(JsonNode scenario) {
        return KINDS.stream()
                .collect(
                        Collectors.toMap(
                                kind -> kind,
                                kind ->
                                        scenario.get("expected")
                                                .valueStream()
                                                .filter(e -> e.get("kind").asString().equals(kind))
                                                .map(e -> e.get("period").asString())
                                                .collect(Collectors.toCollection(TreeSet::new))));
    }

    private static Map<String, Set<String>> periods(List<Line> lines) {
        return KINDS.stream()
                .collect(
                        Collectors.toMap(
                                kind -> kind,
                                kind -> {
                                    Stream<String> all = lines.stream().map(l -> l.period(kind));
                                    return all.collect(Collectors.toCollection(TreeSet::new));
                                }));
    }
}
