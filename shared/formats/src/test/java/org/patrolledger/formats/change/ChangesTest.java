package org.patrolledger.formats.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.summary.Breakdown;
import org.patrolledger.domain.summary.Contribution.Part;
import org.patrolledger.domain.summary.LineageLine;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.domain.summary.Tally;
import org.patrolledger.formats.change.Change.Cause;

/// Which cause changed which figure.
class ChangesTest extends ChangesFixture {
    private void stays(LineageLine... lines) {
        Stream.of(lines).forEach(line -> becomes(line, line));
    }

    private void becomes(LineageLine was, LineageLine is) {
        leaves(was);
        arrives(is);
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
}
