package org.patrolledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.patrolledger.contract.RevisionRecord;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.CountedRevision;
import org.patrolledger.domain.submission.KeptRevision;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.submission.PlaceDays;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.time.OperationalDay;

/// What every [SubmissionLog] has to do when whole days are read from it, as a summary does.
public abstract class SubmissionLogReadingContract {
    private static final OperationalDay SATURDAY = Sample.FRIDAY.plusDays(1);

    /// The log under test; the same one throughout a test, empty at its start.
    protected abstract SubmissionLog log();

    @Test
    void a_day_without_submissions_has_none() {
        log().append(Form.engagement().first());

        assertThat(streamed(Sample.GRIP, List.of(SATURDAY))).isEmpty();
        assertThat(streamed(Sample.SAFE_SPACE, List.of(Sample.FRIDAY))).isEmpty();
        assertThat(streamed(Sample.GRIP, List.of())).isEmpty();
        try (var none = log().counted(List.of())) {
            assertThat(none).isEmpty();
        }
    }

    @Test
    void submissions_of_several_days_come_as_one_sorted_by_id() {
        var days = Sample.WEEK.days().toList();
        var expected = new ArrayList<CountedRevision>();
        for (int i = 0; i < 90; i++) {
            var form = i % 3 == 0 ? Form.incident() : Form.engagement();
            var day = days.get(i % days.size());
            var revision = form.of(Form.id(i)).at(day.start().plus(Duration.ofHours(5))).first();
            log().append(revision);
            expected.add(revision.counted());
        }
        expected.sort(Comparator.comparing(it -> it.submission().id()));

        assertThat(streamed(Sample.GRIP, days)).containsExactlyElementsOf(expected);
        assertThat(streamed(Sample.GRIP, days.reversed())).containsExactlyElementsOf(expected);
        assertThat(streamed(Sample.GRIP, days.subList(2, 4)))
                .containsExactlyElementsOf(
                        expected.stream()
                                .filter(it -> days.subList(2, 4).contains(it.submission().day()))
                                .toList());
    }

    @Test
    void submissions_of_several_operations_come_as_one_sorted_by_id() {
        var expected = new ArrayList<CountedRevision>();
        for (int i = 0; i < 20; i++) {
            var operation = List.of("grip", "safe-space", "henderson").get(i % 3);
            var revision = Form.engagement().of(Form.id(i)).with("operation", operation).first();
            log().append(revision);
            if (!operation.equals("henderson")) {
                expected.add(revision.counted());
            }
        }
        expected.sort(Comparator.comparing(it -> it.submission().id()));

        var both = List.of(Sample.SAFE_SPACE, Sample.GRIP);
        try (var stream = log().counted(OperationDay.each(both, List.of(Sample.FRIDAY)))) {
            assertThat(stream).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void a_day_named_twice_counts_once() {
        var first = Form.engagement().first();
        log().append(first);

        var twice = List.of(Sample.GRIP_ON_FRIDAY, Sample.GRIP_ON_FRIDAY);
        try (var stream = log().counted(twice)) {
            assertThat(stream).containsExactly(first.counted());
        }
    }

    @Test
    void a_submission_counts_on_its_operational_day_not_on_the_calendar_day() {
        var night = Form.incident().at(Instant.parse("2023-02-04T05:59:59Z")).first();
        var morning = Form.incident().at(Instant.parse("2023-02-04T06:00:00Z")).first();
        log().append(night);
        log().append(morning);

        assertThat(streamed(Sample.GRIP, List.of(Sample.FRIDAY))).containsExactly(night.counted());
        assertThat(streamed(Sample.GRIP, List.of(SATURDAY))).containsExactly(morning.counted());
    }

    @Test
    void only_the_current_revision_of_a_submission_comes_a_withdrawal_too() {
        var corrected = Form.engagement().first();
        var correction = Form.engagement().of(corrected.submission().id()).after(corrected);
        var withdrawn = Form.engagement().first();
        var withdrawal = Form.withdrawalOf(withdrawn);
        log().append(corrected);
        log().append(withdrawn);
        log().revise(corrected, correction);
        log().revise(withdrawn, withdrawal);

        assertThat(streamed(Sample.GRIP, List.of(Sample.FRIDAY)))
                .containsExactlyInAnyOrder(correction.counted(), withdrawal.counted());
    }

    @Test
    void a_submission_moved_to_another_day_comes_there_only() {
        var first = Form.engagement().first();
        var moved =
                Form.engagement()
                        .of(first.submission().id())
                        .at(SATURDAY.start().plus(Duration.ofHours(1)))
                        .after(first);
        log().append(first);
        log().revise(first, moved);

        assertThat(streamed(Sample.GRIP, List.of(Sample.FRIDAY))).isEmpty();
        assertThat(streamed(Sample.GRIP, List.of(SATURDAY))).containsExactly(moved.counted());
        assertThat(streamed(Sample.GRIP, List.of(Sample.FRIDAY, SATURDAY)))
                .containsExactly(moved.counted());
    }

    @Test
    void a_submission_moved_to_another_operation_and_back_comes_where_it_is() {
        var first = Form.engagement().first();
        var id = first.submission().id();
        var away = Form.engagement().of(id).with("operation", "safe-space").after(first);
        var back = Form.engagement().of(id).after(away);
        log().append(first);

        log().revise(first, away);
        assertThat(streamed(Sample.GRIP, List.of(Sample.FRIDAY))).isEmpty();
        assertThat(streamed(Sample.SAFE_SPACE, List.of(Sample.FRIDAY)))
                .containsExactly(away.counted());

        log().revise(away, back);
        assertThat(streamed(Sample.GRIP, List.of(Sample.FRIDAY))).containsExactly(back.counted());
        assertThat(streamed(Sample.SAFE_SPACE, List.of(Sample.FRIDAY))).isEmpty();
    }

    @Test
    void a_stream_can_be_closed_before_its_end_and_before_its_start() {
        for (int i = 0; i < 30; i++) {
            log().append(Form.engagement().of(Form.id(i)).first());
        }
        var days = List.of(Sample.GRIP_ON_FRIDAY);
        try (var stream = log().counted(days)) {
            assertThat(stream.limit(2)).hasSize(2);
        }
        log().counted(days).close();

        assertThat(streamed(Sample.GRIP, List.of(Sample.FRIDAY))).hasSize(30);
    }

    // used

    @Test
    void the_earliest_and_the_latest_used_day_of_a_place_are_found() {
        for (int i = 0; i < 20; i++) {
            var day = Sample.FRIDAY.plusDays(i % 5);
            log().append(
                            Form.engagement()
                                    .of(Form.id(i))
                                    .at(day.start().plusSeconds(43_200))
                                    .first());
        }

        assertThat(used("southend-high-street", 0, 9))
                .containsExactly(
                        Optional.of(Sample.FRIDAY), Optional.of(Sample.FRIDAY.plusDays(4)));
        assertThat(used("southend-high-street", 1, 3))
                .containsExactly(
                        Optional.of(Sample.FRIDAY.plusDays(1)),
                        Optional.of(Sample.FRIDAY.plusDays(3)));
        assertThat(used("southend-high-street", 4, 4))
                .containsOnly(Optional.of(Sample.FRIDAY.plusDays(4)));
        assertThat(used("southend-high-street", 5, 36_000)).containsOnly(Optional.empty());
        assertThat(used("southend-high-street", -8_000, -1)).containsOnly(Optional.empty());
    }

    @Test
    void places_and_operations_are_told_apart() {
        log().append(Form.engagement().first());
        log().append(Form.incident().with("place", "basildon-town-square").first());

        assertThat(used("southend-high-street", 0, 0)).containsOnly(Optional.of(Sample.FRIDAY));
        assertThat(used("basildon-town-square", 0, 0)).containsOnly(Optional.of(Sample.FRIDAY));
        assertThat(used("harlow-town-centre", 0, 0)).containsOnly(Optional.empty());
        assertThat(log().used(Sample.SAFE_SPACE, ends("southend-high-street", 0, 0)))
                .containsOnly(Optional.empty());
        assertThat(log().used(Sample.GRIP, List.of())).isEmpty();
    }

    @Test
    void a_place_that_a_submission_was_moved_away_from_is_unused_but_a_withdrawn_one_counts() {
        var first = Form.engagement().first();
        var moved =
                Form.engagement()
                        .of(first.submission().id())
                        .with("place", "basildon-town-square")
                        .after(first);
        log().append(first);
        log().revise(first, moved);
        log().revise(moved, Form.withdrawalOf(moved));

        assertThat(used("southend-high-street", 0, 0)).containsOnly(Optional.empty());
        assertThat(used("basildon-town-square", 0, 0)).containsOnly(Optional.of(Sample.FRIDAY));
    }

    /// An index need not hold every submission of a day, so each of them is moved away in turn.
    @Test
    void a_day_of_a_place_is_used_until_the_last_of_its_submissions_has_gone() {
        var later = Sample.FRIDAY.plusDays(1);
        var firsts =
                IntStream.range(0, 3)
                        .mapToObj(i -> Form.engagement().of(Form.id(i)).first())
                        .toList();
        firsts.forEach(log()::append);
        log().append(
                        Form.engagement()
                                .of(Form.id(3))
                                .at(later.start().plusSeconds(43_200))
                                .first());

        for (var first : firsts) {
            assertThat(used("southend-high-street", 0, 1))
                    .containsExactly(Optional.of(Sample.FRIDAY), Optional.of(later));
            var moved =
                    Form.engagement()
                            .of(first.submission().id())
                            .with("place", "basildon-town-square")
                            .after(first);
            assertThat(log().revise(first, moved)).isTrue();
        }

        assertThat(used("southend-high-street", 0, 1)).containsOnly(Optional.of(later));
        assertThat(used("southend-high-street", 0, 0)).containsOnly(Optional.empty());
        assertThat(used("basildon-town-square", 0, 1)).containsOnly(Optional.of(Sample.FRIDAY));
    }

    /// More of them than are asked about at once.
    @Test
    @Timeout(60)
    void many_places_that_submissions_were_moved_away_from_are_unused() {
        var places = IntStream.range(0, 40).mapToObj(i -> "place-" + i).toList();
        for (int i = 0; i < places.size(); i++) {
            var first = Form.engagement().of(Form.id(i)).with("place", places.get(i)).first();
            log().append(first);
            log().revise(first, Form.engagement().of(Form.id(i)).after(first));
        }

        assertThat(
                        log().used(
                                        Sample.GRIP,
                                        places.stream()
                                                .flatMap(it -> ends(it, -1, 1).stream())
                                                .toList()))
                .hasSize(80)
                .containsOnly(Optional.empty());
        assertThat(used("southend-high-street", 0, 0)).containsOnly(Optional.of(Sample.FRIDAY));
    }

    /// In order of the places asked for, however many they are.
    @Test
    void a_thousand_places_are_asked_for_at_once() {
        log().append(Form.engagement().first());
        var places =
                IntStream.range(0, 1_000)
                        .mapToObj(i -> i == 700 ? Sample.SOUTHEND.value() : "place-" + i)
                        .map(id -> ends(id, -8_000, 20_000).getFirst())
                        .toList();

        var used = log().used(Sample.GRIP, places);

        assertThat(used).hasSize(1_000);
        assertThat(used.get(700)).contains(Sample.FRIDAY);
        assertThat(used.stream().filter(Optional::isPresent)).hasSize(1);
    }

    private List<Optional<OperationalDay>> used(String place, int from, int until) {
        return log().used(Sample.GRIP, ends(place, from, until));
    }

    private static List<PlaceDays> ends(String place, int from, int until) {
        return Stream.of(PlaceDays.End.values())
                .map(end ->
                        new PlaceDays(
                                new PlaceId(place),
                                Sample.FRIDAY.plusDays(from),
                                Sample.FRIDAY.plusDays(until),
                                end))
                .toList();
    }

    @Test
    void revisions_are_read_from_any_one_on_and_as_many_as_wanted() {
        var current = Form.engagement().first();
        var id = current.submission().id();
        log().append(current);
        for (int i = 2; i <= 5; i++) {
            var next = Form.engagement().of(id).with("peopleScreened", i).after(current);
            log().revise(current, next);
            current = next;
        }

        assertThat(kept(id, 0, 100)).isEqualTo(log().revisions(id)).hasSize(5);
        assertThat(kept(id, 1, 3)).extracting(Revision::number).containsExactly(2, 3, 4);
        assertThat(kept(id, 4, 1)).containsExactly(current);
        assertThat(kept(id, 5, 1)).isEmpty();
    }

    private List<Revision> kept(SubmissionId id, int after, int most) {
        return log().kept(id, after, most).stream().map(KeptRevision::revision).toList();
    }

    @Test
    void the_digest_of_its_record_is_kept_with_a_revision() {
        var first = Form.engagement().first();
        var id = first.submission().id();
        var withdrawal = Form.withdrawalOf(first);
        log().append(first);
        log().revise(first, withdrawal);

        assertThat(log().kept(id, 0, 100))
                .containsExactly(
                        new KeptRevision(first, Optional.of(RevisionRecord.digest(first))),
                        new KeptRevision(
                                withdrawal, Optional.of(RevisionRecord.digest(withdrawal))));
    }

    @Test
    void a_day_is_read_from_after_any_submission_on() {
        for (int i = 0; i < 12; i++) {
            log().append(Form.engagement().first());
        }
        var day = Sample.GRIP_ON_FRIDAY;
        List<Revision> all;
        try (var stream = log().current(day, Optional.empty())) {
            all = stream.toList();
        }

        assertThat(all).hasSizeGreaterThanOrEqualTo(12);
        for (int i = 0; i < all.size(); i++) {
            try (var rest = log().current(day, Optional.of(all.get(i).submission().id()))) {
                assertThat(rest).isEqualTo(all.subList(i + 1, all.size()));
            }
        }
    }

    private List<CountedRevision> streamed(OperationId operation, Collection<OperationalDay> days) {
        try (var stream = log().counted(OperationDay.each(List.of(operation), days))) {
            var revisions = stream.toList();
            assertThat(revisions)
                    .extracting(revision -> revision.submission().id())
                    .isSortedAccordingTo(Comparator.<SubmissionId>naturalOrder());
            return revisions;
        }
    }
}
