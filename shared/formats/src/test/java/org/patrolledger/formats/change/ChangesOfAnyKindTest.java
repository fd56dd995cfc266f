package org.patrolledger.formats.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.summary.Breakdown;
import org.patrolledger.domain.summary.Contribution.Part;
import org.patrolledger.domain.summary.Coverage;
import org.patrolledger.domain.summary.Figures;
import org.patrolledger.domain.summary.LineageLine;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.domain.summary.Tally;
import org.patrolledger.domain.time.Interval;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.formats.change.Change.Cause;
import org.patrolledger.formats.change.Changes.Engaged;

/// What holds of all changes, and changes of coverage.
class ChangesOfAnyKindTest extends ChangesFixture {
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
