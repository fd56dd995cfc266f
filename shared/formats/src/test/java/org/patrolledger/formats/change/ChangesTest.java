package org.patrolledger.formats.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.Contribution;
import org.patrolledger.domain.summary.LineageLine;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.domain.summary.Tally;
import org.patrolledger.domain.time.Interval;
import org.patrolledger.formats.change.Change.Cause;
import org.patrolledger.formats.change.Changes.Arrival;
import org.patrolledger.formats.change.Changes.Departure;
import org.patrolledger.testing.Sample;

class ChangesTest {
    private final Map<SubmissionId, LineageLine> before = new TreeMap<>();
    private final Map<SubmissionId, LineageLine> after = new TreeMap<>();

    private static SubmissionId id(int number) {
        return new SubmissionId("%08x-0000-4000-8000-000000000000".formatted(number));
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
            Optional<Interval> patrol) {
        return new LineageLine(
                id(id),
                revision,
                Digest.of(id + "." + revision),
                new Contribution(
                        Sample.GRIP, new PlaceId(place), Measures.of(adds), List.of(), patrol));
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

    private static Measures total(Map<SubmissionId, LineageLine> lines) {
        var tally = new Tally();
        lines.values().forEach(line -> tally.add(line.contribution()));
        return tally.total();
    }

    private List<Change> changes(SubmissionId... withdrawn) {
        return Changes.between(
                total(before),
                total(after),
                before.values().iterator(),
                after.values().iterator(),
                id -> Set.of(withdrawn).contains(id) ? Departure.WITHDRAWN : Departure.MOVED,
                id -> Arrival.MOVED);
    }

    @Test
    void nothing_changed_where_totals_are_the_same() {
        stays(line(1, 1, 3));
        becomes(line(2, 1, 4), line(2, 2, 5));
        becomes(line(3, 1, 5), line(3, 2, 4));

        assertThat(changes()).isEmpty();
    }

    @Test
    void each_cause_has_a_row_with_its_submissions() {
        stays(line(1, 1, 3), line(9, 2, 1));
        becomes(line(2, 1, 4), line(2, 2, 6));
        leaves(line(3, 1, 7));
        leaves(line(4, 1, 1));
        arrives(line(5, 1, 2));
        arrives(line(6, 1, 2));
        arrives(line(7, 3, 3));

        assertThat(changes(id(3)))
                .containsExactly(
                        new Change(Measure.ARRESTS, 16, 17, Cause.LATE, List.of(id(5), id(6))),
                        new Change(
                                Measure.ARRESTS,
                                16,
                                17,
                                Cause.REVISED,
                                List.of(id(2), id(4), id(7))),
                        new Change(Measure.ARRESTS, 16, 17, Cause.WITHDRAWN, List.of(id(3))));
    }

    @Test
    void one_that_arrived_since_is_late_though_it_was_corrected_before_it_counted() {
        stays(line(1, 1, 3));
        arrives(line(2, 2, 4));
        arrives(line(3, 2, 5));

        var changes =
                Changes.between(
                        total(before),
                        total(after),
                        before.values().iterator(),
                        after.values().iterator(),
                        id -> Departure.MOVED,
                        id -> id.equals(id(2)) ? Arrival.NEW : Arrival.MOVED);

        assertThat(changes)
                .containsExactly(
                        new Change(Measure.ARRESTS, 3, 12, Cause.LATE, List.of(id(2))),
                        new Change(Measure.ARRESTS, 3, 12, Cause.REVISED, List.of(id(3))));
    }

    @Test
    void a_patrol_that_came_went_changed_or_moved_changed_the_time() {
        var six = "2023-02-03T18:00:00Z";
        var seven = "2023-02-03T19:00:00Z";
        var eight = "2023-02-03T20:00:00Z";
        stays(patrol(1, 1, "grays", six, seven), line(8, 1, 3));
        becomes(patrol(2, 1, "grays", six, seven), patrol(2, 2, "harlow", six, seven));
        becomes(patrol(3, 1, "grays", six, seven), patrol(3, 2, "grays", six, eight));
        leaves(patrol(4, 1, "harlow", six, eight));
        arrives(patrol(5, 1, "clacton", six, eight));

        var time =
                changes(id(4)).stream()
                        .filter(it -> it.measure() == Measure.PATROL_MINUTES)
                        .toList();
        assertThat(time)
                .containsExactly(
                        new Change(Measure.PATROL_MINUTES, 180, 300, Cause.LATE, List.of(id(5))),
                        new Change(
                                Measure.PATROL_MINUTES,
                                180,
                                300,
                                Cause.REVISED,
                                List.of(id(2), id(3))),
                        new Change(
                                Measure.PATROL_MINUTES, 180, 300, Cause.WITHDRAWN, List.of(id(4))));
    }

    @Test
    void the_same_revision_counted_otherwise_is_the_rules_doing() {
        becomes(line(1, 1, 3), line(1, 1, 4));
        becomes(line(2, 1, 3), line(2, 2, 5));

        assertThat(changes())
                .containsExactly(
                        new Change(Measure.ARRESTS, 6, 9, Cause.REVISED, List.of(id(2))),
                        new Change(Measure.ARRESTS, 6, 9, Cause.RULES, List.of()));
    }

    @Test
    void a_total_that_no_submission_explains_is_the_rules_doing() {
        stays(line(1, 1, 3));

        var changes =
                Changes.between(
                        Measures.of(Map.of(Measure.ARRESTS, 2L)),
                        Measures.of(Map.of(Measure.ARRESTS, 3L)),
                        before.values().iterator(),
                        after.values().iterator(),
                        id -> Departure.MOVED,
                        id -> Arrival.MOVED);

        assertThat(changes)
                .containsExactly(new Change(Measure.ARRESTS, 2, 3, Cause.RULES, List.of()));
    }

    @Test
    void it_is_asked_once_what_became_of_each_that_left() {
        leaves(line(1, 1, 3));
        stays(line(2, 1, 3));
        leaves(line(3, 1, 0));
        var asked = new ArrayList<SubmissionId>();

        Changes.between(
                total(before),
                total(after),
                before.values().iterator(),
                after.values().iterator(),
                id -> {
                    asked.add(id);
                    return Departure.WITHDRAWN;
                },
                id -> Arrival.MOVED);

        assertThat(asked).containsExactly(id(1), id(3));
    }

    @Test
    void a_lineage_out_of_order_is_refused() {
        var lines = List.of(line(2, 1, 1), line(1, 1, 1));

        assertThatThrownBy(() ->
                        Changes.between(
                                Measures.ZERO,
                                Measures.of(Map.of(Measure.ARRESTS, 2L)),
                                List.<LineageLine>of().iterator(),
                                lines.iterator(),
                                id -> Departure.MOVED,
                                id -> Arrival.MOVED))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
