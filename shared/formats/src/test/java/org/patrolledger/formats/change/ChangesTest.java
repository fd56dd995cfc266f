package org.patrolledger.formats.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.Breakdown;
import org.patrolledger.domain.summary.Contribution;
import org.patrolledger.domain.summary.Contribution.Part;
import org.patrolledger.domain.summary.Coverage;
import org.patrolledger.domain.summary.Figures;
import org.patrolledger.domain.summary.Inputs;
import org.patrolledger.domain.summary.LineageLine;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.domain.summary.Tally;
import org.patrolledger.domain.time.Interval;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.formats.change.Change.Cause;
import org.patrolledger.formats.change.Changes.Engaged;
import org.patrolledger.testing.Sample;

class ChangesTest {
    private static final String SIX = "2023-02-03T18:00:00Z";
    private static final String SEVEN = "2023-02-03T19:00:00Z";
    private static final String EIGHT = "2023-02-03T20:00:00Z";
    private static final Coverage NO_SHIFTS = new Coverage(0, 0, List.of());
    private static final Figure ARRESTS = Figure.total(Measure.ARRESTS);

    private final Map<SubmissionId, LineageLine> before = new TreeMap<>();
    private final Map<SubmissionId, LineageLine> after = new TreeMap<>();
    private final Map<SubmissionId, Cause> arrivals = new HashMap<>();
    private final List<SubmissionId> asked = new ArrayList<>();

    private static SubmissionId id(int number) {
        return new SubmissionId("%08x-0000-4000-8000-000000000000".formatted(number));
    }

    private static PlaceId place(String id) {
        return new PlaceId(id);
    }

    private static LineageLine line(int id, int revision, long arrests) {
        return line(id, revision, "grays", Map.of(Measure.ARRESTS, arrests), Optional.empty());
    }

    private static LineageLine patrol(int id, int revision, String place, String from, String to) {
        var interval = new Interval(Instant.parse(from), Instant.parse(to));
        return line(id, revision, place, Map.of(Measure.PATROLS, 1L), Optional.of(interval));
    }

    private static LineageLine line(
            int id,
            int revision,
            String place,
            Map<Measure, Long> adds,
            Optional<Interval> patrol,
            Part... parts) {
        return new LineageLine(
                id(id),
                revision,
                Digest.of(id + "." + revision),
                Optional.of(OperationalDay.parse("2023-02-03")),
                new Contribution(
                        Sample.GRIP, place(place), Measures.of(adds), List.of(parts), patrol));
    }

    private void stays(LineageLine... lines) {
        Stream.of(lines).forEach(line -> becomes(line, line));
    }

    private void becomes(LineageLine was, LineageLine is) {
        leaves(was);
        arrives(is);
    }

    private void leaves(LineageLine line) {
        before.put(line.submissionId(), line);
    }

    private void arrives(LineageLine line) {
        after.put(line.submissionId(), line);
    }

    private static Figures figures(Map<SubmissionId, LineageLine> lines) {
        var tally = new Tally();
        lines.values().forEach(line -> tally.add(line.contribution()));
        return figures(tally.total(), tally);
    }

    private static Figures figures(Measures total, Tally tally) {
        return new Figures(
                total,
                tally.breakdowns(),
                tally.places(),
                tally.priorities(),
                NO_SHIFTS,
                new Inputs.Running().inputs(),
                new TreeMap<>());
    }

    private List<Change> changes(SubmissionId... withdrawn) {
        return changes(figures(before), figures(after), withdrawn);
    }

    private List<Change> changes(Figures was, Figures now, SubmissionId... withdrawn) {
        return Changes.between(
                        was,
                        now,
                        before.values().iterator(),
                        after.values().iterator(),
                        new Changes.Causes() {
                            @Override
                            public Cause departed(SubmissionId submission) {
                                asked.add(submission);
                                return Set.of(withdrawn).contains(submission)
                                        ? Cause.WITHDRAWN
                                        : Cause.MOVED;
                            }

                            @Override
                            public Cause arrived(SubmissionId submission) {
                                return arrivals.getOrDefault(submission, Cause.MOVED);
                            }
                        })
                .rows();
    }

    private static List<Change> of(Figure figure, List<Change> changes) {
        return changes.stream().filter(it -> it.figure().equals(figure)).toList();
    }

    @Test
    void nothing_changed_where_all_figures_are_the_same() {
        stays(line(1, 1, 3));
        becomes(line(2, 1, 4), line(2, 2, 5));
        becomes(line(3, 1, 5), line(3, 2, 4));

        assertThat(changes()).isEmpty();
    }

    @Test
    void each_cause_has_its_share_and_its_submissions() {
        stays(line(1, 1, 3), line(9, 2, 1));
        becomes(line(2, 1, 4), line(2, 2, 6));
        leaves(line(3, 1, 7));
        leaves(line(4, 1, 1));
        arrives(line(5, 1, 2));
        arrives(line(6, 1, 2));
        arrives(line(7, 3, 3));

        assertThat(of(ARRESTS, changes(id(3))))
                .containsExactly(
                        new Change(ARRESTS, 16, 17, 4, Cause.LATE, List.of(id(5), id(6))),
                        new Change(ARRESTS, 16, 17, 2, Cause.REVISED, List.of(id(2))),
                        new Change(ARRESTS, 16, 17, 2, Cause.MOVED, List.of(id(4), id(7))),
                        new Change(ARRESTS, 16, 17, -7, Cause.WITHDRAWN, List.of(id(3))));
    }

    @Test
    void a_move_between_places_that_leaves_the_total_is_a_change_of_both_places() {
        var arrests = Map.of(Measure.ARRESTS, 2L);
        becomes(
                line(1, 1, "grays", arrests, Optional.empty()),
                line(1, 2, "harlow", arrests, Optional.empty()));

        var grays = Figure.at(place("grays"), Measure.ARRESTS);
        var harlow = Figure.at(place("harlow"), Measure.ARRESTS);
        assertThat(changes())
                .containsExactly(
                        new Change(grays, 2, 0, -2, Cause.MOVED, List.of(id(1))),
                        new Change(harlow, 0, 2, 2, Cause.MOVED, List.of(id(1))));
    }

    @Test
    void a_value_of_a_breakdown_that_came_and_one_that_went_are_changes() {
        var one = Map.of(Measure.SUBMISSIONS, 1L);
        becomes(
                line(
                        1,
                        1,
                        "grays",
                        one,
                        Optional.empty(),
                        new Part(Breakdown.CATEGORY, "drugs", 1)),
                line(
                        1,
                        2,
                        "grays",
                        one,
                        Optional.empty(),
                        new Part(Breakdown.CATEGORY, "robbery", 1)));

        var drugs = new Figure.Counted(Breakdown.CATEGORY, "drugs");
        var robbery = new Figure.Counted(Breakdown.CATEGORY, "robbery");
        assertThat(changes())
                .containsExactly(
                        new Change(drugs, 1, 0, -1, Cause.REVISED, List.of(id(1))),
                        new Change(robbery, 0, 1, 1, Cause.REVISED, List.of(id(1))));
    }

    @Test
    void priorities_that_the_catalogue_came_to_list_are_its_doing() {
        var one = Map.of(Measure.SUBMISSIONS, 1L);
        becomes(
                line(1, 1, "grays", one, Optional.empty()),
                line(
                        1,
                        1,
                        "grays",
                        one,
                        Optional.empty(),
                        new Part(Breakdown.PRIORITY, "violence", 1)));

        var measured = Figure.of(new PriorityId("violence"), Measure.SUBMISSIONS);
        var counted = new Figure.Counted(Breakdown.PRIORITY, "violence");
        assertThat(changes())
                .containsExactly(
                        new Change(measured, 0, 1, 1, Cause.CATALOGUE, List.of()),
                        new Change(counted, 0, 1, 1, Cause.CATALOGUE, List.of()));
    }

    @Test
    void one_that_arrived_since_is_late_though_it_was_corrected_before_it_counted() {
        stays(line(1, 1, 3));
        arrives(line(2, 2, 4));
        arrives(line(3, 2, 5));
        arrivals.put(id(2), Cause.LATE);

        assertThat(of(ARRESTS, changes()))
                .containsExactly(
                        new Change(ARRESTS, 3, 12, 4, Cause.LATE, List.of(id(2))),
                        new Change(ARRESTS, 3, 12, 5, Cause.MOVED, List.of(id(3))));
    }

    @Test
    void a_patrol_that_came_went_changed_or_moved_changed_the_time() {
        stays(patrol(1, 1, "grays", SIX, SEVEN), line(8, 1, 3));
        becomes(patrol(2, 1, "grays", SIX, SEVEN), patrol(2, 2, "harlow", SIX, SEVEN));
        becomes(patrol(3, 1, "grays", SIX, SEVEN), patrol(3, 2, "grays", SIX, EIGHT));
        leaves(patrol(4, 1, "harlow", SIX, EIGHT));
        arrives(patrol(5, 1, "clacton", SIX, EIGHT));

        var time = Figure.total(Measure.PATROL_MINUTES);
        // Clacton 120 more; Grays 60 more by the longer patrol; Harlow first nothing more by the
        // one that moved there, then 60 less by the one withdrawn.
        assertThat(of(time, changes(id(4))))
                .containsExactly(
                        new Change(time, 180, 300, 120, Cause.LATE, List.of(id(5))),
                        new Change(time, 180, 300, 60, Cause.REVISED, List.of(id(3))),
                        new Change(time, 180, 300, 0, Cause.MOVED, List.of(id(2))),
                        new Change(time, 180, 300, -60, Cause.WITHDRAWN, List.of(id(4))));
    }

    @Test
    void the_same_revision_counted_otherwise_is_the_rules_doing() {
        becomes(line(1, 1, 3), line(1, 1, 4));
        becomes(line(2, 1, 3), line(2, 2, 5));

        assertThat(of(ARRESTS, changes()))
                .containsExactly(
                        new Change(ARRESTS, 6, 9, 2, Cause.REVISED, List.of(id(2))),
                        new Change(ARRESTS, 6, 9, 1, Cause.RULES, List.of()));
    }

    @Test
    void a_total_that_no_submission_explains_is_the_rules_doing() {
        stays(line(1, 1, 3));
        var was = figures(Measures.of(Map.of(Measure.ARRESTS, 2L)), new Tally());
        var now = figures(Measures.of(Map.of(Measure.ARRESTS, 3L)), new Tally());

        assertThat(changes(was, now))
                .containsExactly(new Change(ARRESTS, 2, 3, 1, Cause.RULES, List.of()));
    }

    @Test
    void it_is_asked_once_what_became_of_each_that_left() {
        leaves(line(1, 1, 3));
        stays(line(2, 1, 3));
        leaves(line(3, 1, 0));

        changes(id(1), id(3));

        assertThat(asked).containsExactly(id(1), id(3));
    }

    @Test
    void the_shares_of_every_figure_add_up_to_its_difference_whatever_happened() {
        var random = new Random(7);
        for (int run = 0; run < 300; run++) {
            before.clear();
            after.clear();
            for (int i = 1; i <= 12; i++) {
                int what = random.nextInt(4);
                if (what > 0) {
                    leaves(any(random, i, 1));
                }
                if (what == 1) {
                    arrives(before.get(id(i)));
                } else if (what != 3) {
                    arrives(any(random, i, what == 0 ? 1 : 2));
                }
            }
            var was = figures(before);
            var now = figures(after);
            var changes = changes(was, now, id(1), id(5), id(9));
            var shares = new HashMap<Figure, Long>();
            for (var change : changes) {
                shares.merge(change.figure(), change.share(), Long::sum);
                assertThat(change.cause()).isNotIn(Cause.RULES, Cause.CATALOGUE);
                assertThat(change.submissions()).isNotEmpty().isSorted();
            }
            assertThat(shares).isEqualTo(differences(was, now));
        }
    }

    private static LineageLine any(Random random, int id, int revision) {
        var place = List.of("grays", "harlow").get(random.nextInt(2));
        var from = Instant.parse(SIX).plusSeconds(random.nextInt(7_200));
        var interval = new Interval(from, from.plusSeconds(1 + random.nextInt(3_600)));
        var priority = List.of("violence", "gangs-and-drugs", "none").get(random.nextInt(3));
        return line(
                id,
                revision,
                place,
                Map.of(Measure.PATROLS, 1L, Measure.ARRESTS, (long) random.nextInt(3)),
                random.nextInt(4) > 0 ? Optional.of(interval) : Optional.empty(),
                new Part(Breakdown.PRIORITY, priority, 1),
                new Part(Breakdown.ACTIVITY, "stall", 1 + random.nextInt(2)));
    }

    /// Every figure that differs, in the plainest way.
    private static Map<Figure, Long> differences(Figures was, Figures now) {
        var all = new HashMap<Figure, Long>();
        count(all, was, -1);
        count(all, now, 1);
        all.values().removeIf(it -> it == 0);
        return all;
    }

    private static void count(Map<Figure, Long> all, Figures figures, long sign) {
        for (var measure : Measure.values()) {
            all.merge(Figure.total(measure), sign * figures.measures().get(measure), Long::sum);
            figures.places()
                    .forEach((place, measures) ->
                            all.merge(
                                    Figure.at(place, measure),
                                    sign * measures.get(measure),
                                    Long::sum));
            figures.priorities()
                    .forEach((priority, measures) ->
                            all.merge(
                                    Figure.of(priority, measure),
                                    sign * measures.get(measure),
                                    Long::sum));
        }
        figures.breakdowns()
                .forEach((breakdown, values) ->
                        values.forEach((value, number) ->
                                all.merge(
                                        new Figure.Counted(breakdown, value),
                                        sign * number,
                                        Long::sum)));
    }

    @Test
    void a_lineage_out_of_order_is_refused() {
        var lines = List.of(line(2, 1, 1), line(1, 1, 1));
        var causes =
                new Changes.Causes() {
                    @Override
                    public Cause departed(SubmissionId submission) {
                        return Cause.MOVED;
                    }

                    @Override
                    public Cause arrived(SubmissionId submission) {
                        return Cause.MOVED;
                    }
                };

        assertThatThrownBy(() ->
                        Changes.between(
                                figures(Measures.ZERO, new Tally()),
                                figures(Measures.of(Map.of(Measure.ARRESTS, 2L)), new Tally()),
                                List.<LineageLine>of().iterator(),
                                lines.iterator(),
                                causes))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shifts_added_to_the_catalogue_are_its_doing_and_a_late_report_of_one_is_its_own() {
        var first = new Coverage.Missing(place("grays"), OperationalDay.parse("2023-02-03"));
        var second = new Coverage.Missing(place("grays"), OperationalDay.parse("2023-02-04"));
        var added = new Coverage.Missing(place("grays"), OperationalDay.parse("2023-02-05"));
        var was = new Coverage(2, 0, List.of(first, second));
        var now = new Coverage(4, 2, List.of(second, added));
        var underEarlier = new Coverage(2, 1, List.of(second));
        var late = new Engaged(id(1), place("grays"), Cause.LATE);

        assertThat(Changes.coverage(was, now, underEarlier, List.of(late)))
                .containsExactly(
                        new Change(Figure.Covered.EXPECTED, 2, 4, 2, Cause.CATALOGUE, List.of()),
                        new Change(Figure.Covered.REPORTED, 0, 2, 1, Cause.LATE, List.of(id(1))),
                        new Change(Figure.Covered.REPORTED, 0, 2, 1, Cause.CATALOGUE, List.of()));
    }

    @Test
    void a_shift_that_lost_its_engagement_to_a_day_further_off_lost_it_by_a_move() {
        var missing = new Coverage.Missing(place("grays"), OperationalDay.parse("2023-02-03"));
        var was = new Coverage(1, 1, List.of());
        var now = new Coverage(1, 0, List.of(missing));

        assertThat(Changes.coverage(was, now, now, List.of()))
                .containsExactly(
                        new Change(Figure.Covered.REPORTED, 1, 0, -1, Cause.MOVED, List.of()));
    }
}
