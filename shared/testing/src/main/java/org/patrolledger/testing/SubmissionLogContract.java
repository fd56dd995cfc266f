package org.patrolledger.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.SubmissionLog;

/// What every [SubmissionLog] has to do when it is written to. [SubmissionLogReadingContract] has
/// what concerns reading whole days.
public abstract class SubmissionLogContract {
    private static final int RUNNERS = 16;

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

            var answers = Race.of(RUNNERS, i -> log().append(entrants.get(i)));

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

            var won = Race.of(RUNNERS, i -> log().revise(first, entrants.get(i)));

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
                i -> {
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
        try (var stream = log().current(Sample.GRIP_ON_FRIDAY, Optional.empty())) {
            assertThat(stream).containsExactly(log().current(id).orElseThrow());
        }
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
}
