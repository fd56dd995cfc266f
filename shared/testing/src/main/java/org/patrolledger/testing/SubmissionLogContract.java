package org.patrolledger.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.time.OperationalDay;

/// What every [SubmissionLog] has to do.
public abstract class SubmissionLogContract {
    private static final int RUNNERS = 16;
    private static final OperationalDay SATURDAY = Sample.FRIDAY.plusDays(1);

    /// The log under test; the same one throughout a test, empty at its start.
    protected abstract SubmissionLog log();

    // append

    @Test
    void what_was_appended_is_current_and_revision_1() {
        var first = Form.engagement().first();

        assertThat(log().append(first)).isEmpty();

        var id = first.submission().id();
        assertThat(log().current(id)).contains(first);
        assertThat(log().revision(id, 1)).contains(first);
        assertThat(log().revisions(id)).containsExactly(first);
    }

    @Test
    void an_engagement_with_every_field_is_read_back_as_it_was_written() {
        var form =
                Form.engagement()
                        .with("startedAt", "2023-02-03T23:30:00.123456789+01:00")
                        .with("staff", Map.of("officer", 1, "volunteer", 3))
                        .with("peopleEngaged", Map.of("count", 250, "method", "estimated"))
                        .with("visibility", "uniform")
                        .with("scheduled", true)
                        .with("measuredBy", "gps")
                        .with("peopleScreened", 40)
                        .with("peopleSafeguarded", 2)
                        .with("flashpointsPrevented", 1)
                        .with("onlineViews", 3_300_000)
                        .with("itemsHandedOut", Map.of("bottle-topper", 30, "keyring-torch", 12))
                        .with("audiences", List.of("women-and-girls", "students"))
                        .with("themes", List.of("trust-and-confidence"))
                        .with("partners", List.of("open-road"))
                        .with("concerns", List.of(Map.of("category", "cctv", "note", "Is dark.")))
                        .with("note", "“Zoë” said: 🙂 is \"fine\"\n\tat <Pier> & Gap \u2028");
        var first = form.with("endedAt", "2023-02-04T00:30:00+00:00").first();

        log().append(first);

        assertThat(log().current(first.submission().id())).contains(first);
    }

    @Test
    void an_incident_with_searches_weapons_and_powers_is_read_back_as_it_was_written() {
        var search =
                Map.of(
                        "type", "Person search",
                        "legislation", "Misuse of Drugs Act 1971 (section 23)",
                        "objectOfSearch", "Controlled drugs",
                        "outcome", "Arrest");
        var first =
                Form.incident()
                        .with("stopSearches", List.of(search, search))
                        .with("weaponsSeized", List.of(Map.of("kind", "knife", "count", 2)))
                        .with("powersUsed", Map.of("dispersal", 4))
                        .first();

        log().append(first);

        assertThat(log().current(first.submission().id())).contains(first);
    }

    @Test
    void a_second_append_of_an_id_changes_nothing_and_answers_the_first() {
        var first = Form.engagement().first();
        log().append(first);
        var id = first.submission().id();

        var other = Form.incident().of(id).with("arrests", 3).first();
        var again = Form.engagement().of(id).first();

        assertThat(log().append(other)).contains(first);
        assertThat(log().append(again)).contains(first);
        assertThat(log().revisions(id)).containsExactly(first);
    }

    @Test
    void an_append_after_a_correction_answers_revision_1() {
        var first = Form.engagement().first();
        log().append(first);
        log().revise(first, Form.engagement().of(first.submission().id()).after(first));

        var again = Form.engagement().of(first.submission().id()).first();

        assertThat(log().append(again)).contains(first);
    }

    /// As the SDK does when the answer to the first write was lost.
    @Test
    void a_call_that_meets_its_own_write_has_appended() {
        var first = Form.engagement().first();

        assertThat(log().append(first)).isEmpty();
        assertThat(log().append(first)).isEmpty();
        assertThat(log().revisions(first.submission().id())).containsExactly(first);
    }

    @Test
    void of_many_concurrent_appends_of_an_id_exactly_one_appends_and_all_agree_which() {
        for (int round = 0; round < 5; round++) {
            var id = Form.id(1_000_000 + round);
            var entrants =
                    IntStream.range(0, RUNNERS)
                            .mapToObj(
                                    i -> Form.engagement().of(id).with("peopleScreened", i).first())
                            .toList();

            var answers = Race.of(RUNNERS, i -> () -> log().append(entrants.get(i)));

            var winners =
                    IntStream.range(0, RUNNERS)
                            .filter(i -> answers.get(i).isEmpty())
                            .mapToObj(entrants::get)
                            .toList();
            assertThat(winners).hasSize(1);
            assertThat(log().current(id)).contains(winners.getFirst());
            assertThat(answers.stream().flatMap(Optional::stream).distinct().toList())
                    .containsExactlyElementsOf(winners);
        }
    }

    @Test
    void only_revision_1_can_be_appended() {
        var first = Form.engagement().first();
        var second = Form.engagement().of(first.submission().id()).after(first);

        assertThatThrownBy(() -> log().append(second)).isInstanceOf(IllegalArgumentException.class);
        assertThat(log().revisions(first.submission().id())).isEmpty();
    }

    // revise

    @Test
    void a_revision_of_the_current_one_becomes_current_and_all_are_kept_oldest_first() {
        var first = Form.engagement().first();
        var id = first.submission().id();
        var second = Form.engagement().of(id).with("peopleScreened", 7).after(first, "Miscounted.");
        var third = Form.withdrawalOf(second);
        log().append(first);

        assertThat(log().revise(first, second)).isTrue();
        assertThat(log().current(id)).contains(second);
        assertThat(log().revise(second, third)).isTrue();

        assertThat(log().current(id)).contains(third);
        assertThat(log().revisions(id)).containsExactly(first, second, third);
        assertThat(log().revision(id, 1)).contains(first);
        assertThat(log().revision(id, 2)).contains(second);
        assertThat(log().revision(id, 3)).contains(third);
        assertThat(log().revision(id, 4)).isEmpty();
    }

    @Test
    void a_revision_of_one_that_is_no_longer_current_is_refused() {
        var first = Form.engagement().first();
        var id = first.submission().id();
        var second = Form.engagement().of(id).after(first);
        log().append(first);
        log().revise(first, second);

        assertThat(log().revise(first, Form.engagement().of(id).after(first))).isFalse();
        assertThat(log().revise(first, Form.withdrawalOf(first))).isFalse();

        assertThat(log().revisions(id)).containsExactly(first, second);
    }

    @Test
    void a_revision_of_one_that_was_never_appended_is_refused() {
        var first = Form.engagement().first();
        var second = Form.engagement().of(first.submission().id()).after(first);
        var third = Form.engagement().of(first.submission().id()).after(second);

        assertThat(log().revise(first, second)).isFalse();
        log().append(first);
        assertThat(log().revise(second, third)).isFalse();

        assertThat(log().revisions(first.submission().id())).containsExactly(first);
    }

    @Test
    void a_call_that_meets_its_own_write_has_revised() {
        var first = Form.engagement().first();
        var second = Form.engagement().of(first.submission().id()).after(first);
        log().append(first);

        assertThat(log().revise(first, second)).isTrue();
        assertThat(log().revise(first, second)).isTrue();
        assertThat(log().revisions(first.submission().id())).containsExactly(first, second);
    }

    @Test
    void of_many_concurrent_revisions_of_one_exactly_one_is_appended() {
        for (int round = 0; round < 3; round++) {
            var first = Form.engagement().first();
            var id = first.submission().id();
            log().append(first);
            var entrants =
                    IntStream.range(0, RUNNERS)
                            .mapToObj(i ->
                                    Form.engagement().of(id).with("note", "n" + i).after(first))
                            .toList();

            var won = Race.of(RUNNERS, i -> () -> log().revise(first, entrants.get(i)));

            assertThat(won).containsOnlyOnce(true);
            assertThat(log().revisions(id)).containsExactly(first, entrants.get(won.indexOf(true)));
        }
    }

    @Test
    void revisions_made_by_many_at_once_follow_each_other_without_a_gap() {
        var first = Form.engagement().first();
        var id = first.submission().id();
        log().append(first);

        Race.of(
                6,
                i ->
                        () -> {
                            for (int made = 0; made < 2; ) {
                                var current = log().current(id).orElseThrow();
                                var next = Form.engagement().of(id).after(current);
                                made += log().revise(current, next) ? 1 : 0;
                            }
                            return true;
                        });

        assertThat(log().revisions(id))
                .extracting(Revision::number)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 13).boxed().toList());
        assertThat(streamed(Sample.GRIP, List.of(Sample.FRIDAY)))
                .containsExactly(log().current(id).orElseThrow());
    }

    @Test
    void only_the_number_after_the_current_one_of_the_same_submission_can_be_a_revision() {
        var first = Form.engagement().first();
        var second = Form.engagement().of(first.submission().id()).after(first);
        var third = Form.engagement().of(first.submission().id()).after(second);
        log().append(first);

        assertThatThrownBy(() -> log().revise(first, third))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> log().revise(first, Form.engagement().after(first)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // reading one

    @Test
    void of_an_unknown_submission_there_is_nothing() {
        var id = Form.id(0);

        assertThat(log().current(id)).isEmpty();
        assertThat(log().revision(id, 1)).isEmpty();
        assertThat(log().revisions(id)).isEmpty();
    }

    // reading those of some days

    @Test
    void a_day_without_submissions_has_none() {
        log().append(Form.engagement().first());

        assertThat(streamed(Sample.GRIP, List.of(SATURDAY))).isEmpty();
        assertThat(streamed(Sample.SAFE_SPACE, List.of(Sample.FRIDAY))).isEmpty();
        assertThat(streamed(Sample.GRIP, List.of())).isEmpty();
        try (var none = log().current(List.of(), List.of(Sample.FRIDAY))) {
            assertThat(none).isEmpty();
        }
    }

    @Test
    void submissions_of_several_days_come_as_one_sorted_by_id() {
        var days = Sample.WEEK.days().toList();
        var expected = new ArrayList<Revision>();
        for (int i = 0; i < 90; i++) {
            var form = i % 3 == 0 ? Form.incident() : Form.engagement();
            var day = days.get(i % days.size());
            var revision = form.of(Form.id(i)).at(day.start().plus(Duration.ofHours(5))).first();
            log().append(revision);
            expected.add(revision);
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
        var expected = new ArrayList<Revision>();
        for (int i = 0; i < 20; i++) {
            var operation = List.of("grip", "safe-space", "henderson").get(i % 3);
            var revision = Form.engagement().of(Form.id(i)).with("operation", operation).first();
            log().append(revision);
            if (!operation.equals("henderson")) {
                expected.add(revision);
            }
        }
        expected.sort(Comparator.comparing(it -> it.submission().id()));

        var both = List.of(Sample.SAFE_SPACE, Sample.GRIP);
        try (var stream = log().current(both, List.of(Sample.FRIDAY))) {
            assertThat(stream).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void a_day_or_an_operation_named_twice_counts_once() {
        var first = Form.engagement().first();
        log().append(first);

        var twice = List.of(Sample.GRIP, Sample.GRIP);
        try (var stream = log().current(twice, List.of(Sample.FRIDAY, Sample.FRIDAY))) {
            assertThat(stream).containsExactly(first);
        }
    }

    @Test
    void a_submission_counts_on_its_operational_day_not_on_the_calendar_day() {
        var night = Form.incident().at(Instant.parse("2023-02-04T05:59:59Z")).first();
        var morning = Form.incident().at(Instant.parse("2023-02-04T06:00:00Z")).first();
        log().append(night);
        log().append(morning);

        assertThat(streamed(Sample.GRIP, List.of(Sample.FRIDAY))).containsExactly(night);
        assertThat(streamed(Sample.GRIP, List.of(SATURDAY))).containsExactly(morning);
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
                .containsExactlyInAnyOrder(correction, withdrawal);
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
        assertThat(streamed(Sample.GRIP, List.of(SATURDAY))).containsExactly(moved);
        assertThat(streamed(Sample.GRIP, List.of(Sample.FRIDAY, SATURDAY))).containsExactly(moved);
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
        assertThat(streamed(Sample.SAFE_SPACE, List.of(Sample.FRIDAY))).containsExactly(away);

        log().revise(away, back);
        assertThat(streamed(Sample.GRIP, List.of(Sample.FRIDAY))).containsExactly(back);
        assertThat(streamed(Sample.SAFE_SPACE, List.of(Sample.FRIDAY))).isEmpty();
    }

    @Test
    void a_stream_can_be_closed_before_its_end_and_before_its_start() {
        for (int i = 0; i < 30; i++) {
            log().append(Form.engagement().of(Form.id(i)).first());
        }
        var days = List.of(Sample.FRIDAY);
        try (var stream = log().current(List.of(Sample.GRIP), days)) {
            assertThat(stream.limit(2)).hasSize(2);
        }
        log().current(List.of(Sample.GRIP), days).close();

        assertThat(streamed(Sample.GRIP, days)).hasSize(30);
    }

    // anyOn

    @Test
    void whether_an_operation_has_any_on_some_days_is_told() {
        log().append(Form.engagement().first());
        var days = Sample.MONTH.days().toList();

        assertThat(log().anyOn(Sample.GRIP, Optional.empty(), List.of(Sample.FRIDAY))).isTrue();
        assertThat(log().anyOn(Sample.GRIP, Optional.empty(), days)).isTrue();
        assertThat(log().anyOn(Sample.GRIP, Optional.empty(), List.of(SATURDAY))).isFalse();
        assertThat(log().anyOn(Sample.GRIP, Optional.empty(), List.of())).isFalse();
        assertThat(log().anyOn(Sample.SAFE_SPACE, Optional.empty(), days)).isFalse();
    }

    @Test
    void whether_a_place_has_any_on_some_days_is_told() {
        for (int i = 0; i < 20; i++) {
            log().append(Form.engagement().of(Form.id(i)).first());
        }
        log().append(Form.incident().with("place", "basildon-town-square").first());
        var friday = List.of(Sample.FRIDAY);

        assertThat(log().anyOn(Sample.GRIP, Optional.of(Sample.SOUTHEND), friday)).isTrue();
        assertThat(log().anyOn(Sample.GRIP, place("basildon-town-square"), friday)).isTrue();
        assertThat(log().anyOn(Sample.GRIP, place("harlow-town-centre"), friday)).isFalse();
        assertThat(log().anyOn(Sample.GRIP, place("basildon-town-square"), List.of(SATURDAY)))
                .isFalse();
    }

    @Test
    void a_place_that_a_submission_was_moved_away_from_has_none_but_a_withdrawn_one_counts() {
        var first = Form.engagement().first();
        var moved =
                Form.engagement()
                        .of(first.submission().id())
                        .with("place", "basildon-town-square")
                        .after(first);
        log().append(first);
        log().revise(first, moved);
        log().revise(moved, Form.withdrawalOf(moved));
        var friday = List.of(Sample.FRIDAY);

        assertThat(log().anyOn(Sample.GRIP, Optional.of(Sample.SOUTHEND), friday)).isFalse();
        assertThat(log().anyOn(Sample.GRIP, place("basildon-town-square"), friday)).isTrue();
    }

    private static Optional<PlaceId> place(String id) {
        return Optional.of(new PlaceId(id));
    }

    private List<Revision> streamed(OperationId operation, Collection<OperationalDay> days) {
        try (var stream = log().current(List.of(operation), days)) {
            var revisions = stream.toList();
            assertThat(revisions)
                    .extracting(revision -> revision.submission().id())
                    .isSortedAccordingTo(Comparator.<SubmissionId>naturalOrder());
            return revisions;
        }
    }
}
