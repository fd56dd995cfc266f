package org.patrolledger.domain.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.patrolledger.domain.Samples;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.catalogue.Place.Validity;
import org.patrolledger.domain.catalogue.Shift;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.submission.Engagement;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.domain.time.ReportingPeriod.Kind;

class ShiftPlanTest {
    /// 30 January to 5 February 2023.
    private static final ReportingPeriod WEEK =
            ReportingPeriod.parse(Kind.WEEKLY, "2023-W05").orElseThrow();

    private static final Validity OPEN = validity("2021-04-01", null);

    private static Validity validity(String from, String until) {
        return new Validity(
                OperationalDay.parse(from), Optional.ofNullable(until).map(OperationalDay::parse));
    }

    private static Place place(String id, Validity validity) {
        return new Place(new PlaceId(id), id, "E07000076", validity);
    }

    /// A shift from text such as `pier-gap FRI,SAT 18:00-22:00`.
    private static Shift shift(String text) {
        var words = text.split(" ");
        var hours = words[2].split("-");
        var days = new HashSet<DayOfWeek>();
        for (var day : DayOfWeek.values()) {
            if (words[1].equals("ALL") || words[1].contains(day.name().substring(0, 3))) {
                days.add(day);
            }
        }
        return new Shift(
                new PlaceId(words[0]), days, LocalTime.parse(hours[0]), LocalTime.parse(hours[1]));
    }

    private static Operation operation(Validity active, List<Place> places, String... shifts) {
        return new Operation(
                new OperationId("safe-space"),
                "Safe Space",
                1,
                active,
                List.of(new OrganisationId("essex-police")),
                places,
                Stream.of(shifts).map(ShiftPlanTest::shift).toList());
    }

    private static Operation operation(String... shifts) {
        return operation(OPEN, List.of(place("pier-gap", OPEN), place("island", OPEN)), shifts);
    }

    private static Coverage coverage(Operation operation, ReportingPeriod period, String... lines) {
        var plan = new ShiftPlan(List.of(operation), period);
        Stream.of(lines)
                .map(line -> Samples.engagement(line + " operation=safe-space"))
                .forEach(plan::report);
        return plan.coverage();
    }

    private static List<String> missing(Coverage coverage) {
        return coverage.missing().stream().map(it -> it.place() + " " + it.day()).toList();
    }

    @Test
    void shifts_are_counted_on_the_periods_operational_days() {
        var operation = operation("pier-gap FRI,SAT 18:00-22:00", "island FRI,SAT 22:00-02:00");
        assertThat(coverage(operation, WEEK).expected()).isEqualTo(4);
        assertThat(missing(coverage(operation, WEEK)))
                .containsExactly(
                        "island 2023-02-03",
                        "pier-gap 2023-02-03",
                        "island 2023-02-04",
                        "pier-gap 2023-02-04");
        var february = ReportingPeriod.parse(Kind.MONTHLY, "2023-02").orElseThrow();
        assertThat(coverage(operation, february).expected()).isEqualTo(16);
    }

    @Test
    void fifteen_hotspots_every_day_are_105_shifts_a_week() {
        var ids = IntStream.range(0, 15).mapToObj(i -> "hotspot-" + i).toList();
        var operation =
                operation(
                        OPEN,
                        ids.stream().map(id -> place(id, OPEN)).toList(),
                        ids.stream().map(id -> id + " ALL 16:00-00:00").toArray(String[]::new));
        assertThat(coverage(operation, WEEK).expected()).isEqualTo(105);
    }

    @Test
    void a_night_that_changes_place_at_22_reports_both_shifts() {
        var operation = operation("pier-gap FRI 18:00-22:00", "island FRI 22:00-02:00");
        assertThat(
                        coverage(
                                operation,
                                WEEK,
                                "safe-space place=pier-gap on=2023-02-03 at=18:00-22:00",
                                "safe-space place=island on=2023-02-03 at=22:00-02:00"))
                .isEqualTo(new Coverage(2, 2, List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        // Half-open at both ends of the shift.
        "17:00-18:00, 0",
        "17:00-18:00:00.000000001, 1",
        "02:00-03:00, 0",
        "01:59:59.999999999-03:00, 1",
        // Inside, around, and exactly.
        "20:00-20:01, 1",
        "12:00-05:00, 1",
        "18:00-02:00, 1",
        // The night before and the night after.
        "2023-02-02T18:00:00Z/2023-02-03T18:00:00Z, 0",
        "2023-02-04T02:00:00Z/2023-02-05T02:00:00Z, 0",
    })
    void a_shift_is_reported_by_an_engagement_that_overlaps_its_hours(String at, int reported) {
        var operation = operation("pier-gap FRI 18:00-02:00");
        var coverage = coverage(operation, WEEK, "event place=pier-gap on=2023-02-03 at=" + at);
        assertThat(coverage.reported()).isEqualTo(reported);
        assertThat(coverage.expected()).isEqualTo(1);
    }

    @Test
    void any_activity_reports_a_shift_but_only_at_its_place_and_of_its_operation() {
        var operation = operation("pier-gap FRI 18:00-02:00");
        for (var activity : List.of("foot-patrol", "safe-space", "stall", "online")) {
            var line = activity + " on=2023-02-03 at=19:00-20:00";
            assertThat(coverage(operation, WEEK, line + " place=pier-gap").reported()).isOne();
            assertThat(coverage(operation, WEEK, line + " place=island").reported()).isZero();
            var plan = new ShiftPlan(List.of(operation), WEEK);
            plan.report(Samples.engagement(line + " place=pier-gap operation=grip"));
            assertThat(plan.coverage().reported()).isZero();
        }
    }

    @Test
    void more_submissions_than_shifts_never_make_it_more_than_all() {
        var operation = operation("pier-gap FRI 18:00-22:00");
        var line = "safe-space place=pier-gap on=2023-02-03 at=18:30-19:00";
        assertThat(coverage(operation, WEEK, line, line, line, line.replace("19:00", "21:00")))
                .isEqualTo(new Coverage(1, 1, List.of()));
    }

    @Test
    void one_long_engagement_reports_every_shift_it_overlaps() {
        var operation = operation("pier-gap FRI 18:00-20:00", "pier-gap FRI 20:00-22:00");
        assertThat(
                        coverage(
                                        operation,
                                        WEEK,
                                        "event place=pier-gap on=2023-02-03 at=19:59-20:01")
                                .reported())
                .isEqualTo(2);
    }

    @Test
    void shifts_are_expected_only_while_the_operation_runs_and_the_place_is_valid() {
        var ended =
                operation(
                        validity("2023-01-31", "2023-02-04"),
                        List.of(
                                place("pier-gap", validity("2021-04-01", "2023-02-01")),
                                place("island", validity("2023-02-03", null))),
                        "pier-gap ALL 18:00-22:00",
                        "island ALL 22:00-02:00");
        assertThat(missing(coverage(ended, WEEK)))
                .containsExactly(
                        "pier-gap 2023-01-31",
                        "pier-gap 2023-02-01",
                        "island 2023-02-03",
                        "island 2023-02-04");
    }

    @Test
    void an_engagement_of_the_eve_can_report_the_first_morning() {
        var operation = operation("pier-gap MON 06:00-08:00");
        var eve = "event place=pier-gap at=2023-01-30T05:59:00Z/2023-01-30T06:00:00.000000001Z";
        assertThat(coverage(operation, WEEK, eve).reported()).isOne();
        assertThat(Samples.engagement(eve).day()).isEqualTo(WEEK.first().plusDays(-1));
        assertThat(neighbours(operation)).containsExactly("2023-01-29");
    }

    @Test
    void an_engagement_of_the_day_after_can_report_a_shift_that_runs_past_six() {
        var operation = operation("pier-gap SUN 22:00-08:00");
        var after = "event place=pier-gap at=2023-02-06T07:59:00Z/2023-02-06T09:00:00Z";
        assertThat(coverage(operation, WEEK, after).reported()).isOne();
        assertThat(Samples.engagement(after).day()).isEqualTo(WEEK.last().plusDays(1));
        assertThat(neighbours(operation)).containsExactly("2023-01-29", "2023-02-06");
        assertThat(neighbours(operation("pier-gap SUN 22:00-06:00"))).containsExactly("2023-01-29");
    }

    @Test
    void a_shift_is_reported_from_the_days_of_its_hours_and_of_the_longest_engagement_before() {
        assertThat(reporting(operation("pier-gap FRI,SAT 18:00-02:00"), "2023-02-03"))
                .containsExactly("2023-02-02", "2023-02-03");
        assertThat(reporting(operation("pier-gap FRI 22:00-08:00"), "2023-02-03"))
                .containsExactly("2023-02-02", "2023-02-03", "2023-02-04");
        assertThat(reporting(operation("pier-gap MON 18:00-02:00"), "2023-02-03")).isEmpty();
        // Saturday has 23 hours.
        assertThat(reporting(operation("pier-gap SUN 06:00-08:00"), "2023-03-26"))
                .containsExactly("2023-03-24", "2023-03-25", "2023-03-26");
    }

    private static List<String> reporting(Operation operation, String day) {
        var only = OperationalDay.parse(day);
        return new ShiftPlan(List.of(operation), only, only)
                .reporting().stream().map(it -> it.day().toString()).toList();
    }

    @Test
    void a_plan_without_shifts_needs_no_neighbours() {
        assertThat(neighbours(operation())).isEmpty();
        assertThat(coverage(operation(), WEEK)).isEqualTo(new Coverage(0, 0, List.of()));
    }

    private static List<String> neighbours(Operation operation) {
        return new ShiftPlan(List.of(operation), WEEK)
                .neighbours().stream().map(it -> it.day().toString()).toList();
    }

    static Stream<String> periods() {
        return Stream.of("2023-W05", "2023-W12", "2023-W43", "2023-03", "2023-10", "2024-02");
    }

    /// The oracle compares every engagement with every shift, and is given every engagement of the
    /// days around, not only those of the period and its neighbours.
    @ParameterizedTest
    @MethodSource("periods")
    void random_plans_are_covered_as_comparing_all_with_all_says(String id) {
        var kind = id.contains("W") ? Kind.WEEKLY : Kind.MONTHLY;
        var period = ReportingPeriod.parse(kind, id).orElseThrow();
        for (int seed = 0; seed < 30; seed++) {
            var random = new Random(seed);
            var operation = operation(randomShifts(random));
            var engagements = randomEngagements(random, period);
            int expected = 0;
            int reported = 0;
            for (var shift : operation.shifts()) {
                for (var day : period.days().filter(shift::fallsOn).toList()) {
                    var hours = shift.on(day);
                    expected++;
                    reported +=
                            engagements.stream()
                                            .filter(it -> it.place().equals(shift.place()))
                                            .anyMatch(it ->
                                                    it.time().from().isBefore(hours.to())
                                                            && it.time().to().isAfter(hours.from()))
                                    ? 1
                                    : 0;
                }
            }
            var plan = new ShiftPlan(List.of(operation), period);
            var near = plan.neighbours().stream().map(OperationDay::day).toList();
            engagements.stream()
                    .filter(it -> period.contains(it.day()) || near.contains(it.day()))
                    .forEach(plan::report);
            assertThat(plan.coverage().expected()).isEqualTo(expected);
            assertThat(plan.coverage().reported()).isEqualTo(reported);
            assertThat(plan.coverage().missing()).hasSize(expected - reported);
            var exact = new ShiftPlan(List.of(operation), period);
            var days = exact.reporting().stream().map(OperationDay::day).toList();
            engagements.stream().filter(it -> days.contains(it.day())).forEach(exact::report);
            assertThat(exact.coverage()).isEqualTo(plan.coverage());
        }
    }

    private static String[] randomShifts(Random random) {
        return Stream.generate(() ->
                        "%s %s %02d:%02d-%02d:%02d"
                                .formatted(
                                        random.nextBoolean() ? "pier-gap" : "island",
                                        random.nextBoolean() ? "ALL" : "FRI,SAT,SUN,MON",
                                        random.nextInt(24),
                                        15 * random.nextInt(4),
                                        random.nextInt(24),
                                        15 * random.nextInt(4)))
                .limit(1 + random.nextInt(6))
                .toArray(String[]::new);
    }

    private static List<Engagement> randomEngagements(Random random, ReportingPeriod period) {
        var engagements = new ArrayList<Engagement>();
        long seconds = period.to().getEpochSecond() - period.from().getEpochSecond() + 6 * 86_400;
        int number = random.nextInt(20);
        for (int i = 0; i < number; i++) {
            var from =
                    period.from()
                            .minusSeconds(3 * 86_400)
                            .plusSeconds(random.nextLong(seconds / 900) * 900);
            Instant to = from.plusSeconds(900L * (1 + random.nextInt(96)));
            engagements.add(
                    Samples.engagement(
                            "event operation=safe-space at="
                                    + from
                                    + "/"
                                    + to
                                    + " place="
                                    + (random.nextBoolean() ? "pier-gap" : "island")));
        }
        return engagements;
    }

    @Test
    void a_shift_that_a_clock_change_swallows_is_still_expected() {
        var operation = operation("pier-gap SAT 01:00-02:00");
        var spring = ReportingPeriod.parse(Kind.WEEKLY, "2023-W12").orElseThrow();
        assertThat(missing(coverage(operation, spring))).containsExactly("pier-gap 2023-03-25");
        assertThat(
                        coverage(
                                        operation,
                                        spring,
                                        "event place=pier-gap on=2023-03-25 at=23:00-03:00")
                                .reported())
                .isOne();
    }

    @Test
    void all_shifts_are_reported_or_missing() {
        assertThatThrownBy(() -> new Coverage(2, 1, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
