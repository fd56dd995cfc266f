package org.patrolledger.domain.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patrolledger.domain.Samples;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.submission.CountedRevision;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.Submission;

/// Which submissions count where.
class SummaryFoldTest extends FoldFixture {
    @Test
    void nothing_submitted_gives_zeros_for_every_place_valid_in_the_period() {
        var figures = fold(GRIP, "2023-W05").figures();
        assertThat(figures.measures()).isEqualTo(Measures.ZERO);
        assertThat(figures.places().keySet().stream().map(PlaceId::value))
                .containsExactly("clacton", "from-sunday", "harlow-town", "until-monday");
        assertThat(figures.places().values()).containsOnly(Measures.ZERO);
        assertThat(figures.breakdowns().keySet())
                .as("this operation lists no priorities")
                .containsExactlyElementsOf(EnumSet.complementOf(EnumSet.of(Breakdown.PRIORITY)));
        assertThat(figures.priorities()).isEmpty();
        assertThat(figures.breakdowns().values()).allMatch(Map::isEmpty);
        assertThat(figures.inputs()).isEqualTo(new Inputs(0, Digest.of("")));
        assertThat(figures.timeliness()).isEmpty();
    }

    @Test
    void a_submission_at_a_place_no_longer_valid_still_counts_there() {
        var figures = figures(fold(GRIP, "2023-W05"), Stream.of("robbery arrests=1 place=ended"));
        assertThat(figures.measures().get(Measure.ARRESTS)).isOne();
        assertThat(figures.places().get(new PlaceId("ended")).get(Measure.ARRESTS)).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "2023-W05, 2023-01-30T06:00:00Z, true",
        "2023-W05, 2023-01-30T05:59:59.999999999Z, false",
        "2023-W05, 2023-02-06T05:59:59.999999999Z, true",
        "2023-W05, 2023-02-06T06:00:00Z, false",
        "2023-02, 2023-02-01T06:00:00Z, true",
        "2023-02, 2023-02-01T05:59:59.999999999Z, false",
        "2023-02, 2023-03-01T05:59:59.999999999Z, true",
        "2023-02, 2023-03-01T06:00:00Z, false",
        // Summer: 06:00 is 05:00 UTC.
        "2023-W27, 2023-07-03T05:00:00Z, true",
        "2023-W27, 2023-07-03T04:59:59.999999999Z, false",
        "2023-03, 2023-04-01T04:59:59.999999999Z, true",
        "2023-03, 2023-04-01T05:00:00Z, false",
    })
    void a_period_takes_its_own_submissions_only(String id, String at, boolean own) {
        var revision = Samples.counted(Samples.submission("robbery at=" + at));
        var fold = fold(GRIP, id);
        if (own) {
            assertThat(fold.add(revision)).isPresent();
            assertThatThrownBy(() -> fold(GRIP, id).addNeighbour(revision))
                    .isInstanceOf(IllegalArgumentException.class);
        } else {
            fold.addNeighbour(revision);
            assertThatThrownBy(() -> fold.add(revision))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void an_operation_takes_its_own_submissions_only_and_all_operations_those_in_the_catalogue() {
        var space = Samples.counted(Samples.submission("robbery operation=safe-space"));
        var stranger = Samples.counted(Samples.submission("robbery operation=unheard-of"));
        assertThatThrownBy(() -> fold(GRIP, "2023-W05").add(space))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(fold(OperationId.ALL, "2023-W05").add(space)).isPresent();
        assertThatThrownBy(() -> fold(OperationId.ALL, "2023-W05").add(stranger))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void all_operations_covers_every_operation_whether_active_or_not() {
        var fold = fold(OperationId.ALL, "2023-W05");
        assertThat(fold.operations().stream().map(OperationId::value))
                .containsExactly("grip", "henderson", "safe-space");
        assertThat(fold.figures().places().keySet().stream().map(PlaceId::value))
                .doesNotContain("station")
                .contains("pier-gap", "clacton", "harlow-town");
        assertThat(fold(GRIP, "2023-W05").operations()).containsExactly(GRIP);
    }

    @Test
    void only_the_active_days_of_each_operation_are_read() {
        // Henderson ends on Saturday 31 December, a day before the week does.
        var days = fold(OperationId.ALL, "2022-W52").days();
        assertThat(days).hasSize(7 + 7 + 6).doesNotHaveDuplicates();
        assertThat(days)
                .filteredOn(it -> it.operation().value().equals("henderson"))
                .extracting(it -> it.day().toString())
                .startsWith("2022-12-26")
                .endsWith("2022-12-31");
        assertThat(fold(GRIP, "2023-02").days()).hasSize(28);
    }

    @Test
    void all_operations_adds_equal_places_and_unites_their_patrols() {
        var lines =
                List.of(
                        "foot-patrol place=clacton at=18:00-19:00 staff=officer:2",
                        "foot-patrol place=clacton at=18:30-19:30 operation=safe-space");
        var all = figures(fold(OperationId.ALL, "2023-W05"), lines.stream());
        var clacton = all.places().get(new PlaceId("clacton"));
        assertThat(clacton.get(Measure.PATROLS)).isEqualTo(2);
        assertThat(clacton.get(Measure.PATROL_MINUTES)).isEqualTo(90);
        assertThat(clacton.get(Measure.PERSON_MINUTES)).isEqualTo(180);
        assertThat(all.measures()).isEqualTo(clacton);
        var grip = figures(fold(GRIP, "2023-W05"), lines.stream().limit(1));
        assertThat(grip.measures().get(Measure.PATROL_MINUTES)).isEqualTo(60);
    }

    @Test
    void revisions_come_sorted_each_submission_once() {
        var revisions =
                IntStream.range(0, 2)
                        .mapToObj(i -> Samples.submission("robbery arrests=" + i))
                        .sorted(Comparator.comparing(Submission::id))
                        .map(Samples::counted)
                        .toList();
        var fold = fold(GRIP, "2023-W05");
        fold.add(revisions.get(1));
        assertThatThrownBy(() -> fold.add(revisions.get(0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fold.add(revisions.get(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_withdrawal_counts_for_timeliness_only() {
        var submission = Samples.submission("robbery arrests=1");
        var at = submission.over();
        var fold = fold(GRIP, "2023-W05");
        assertThat(fold.add(Samples.counted(submission, 2, at, at, true))).isEmpty();
        var figures = fold.figures();
        assertThat(figures.measures()).isEqualTo(Measures.ZERO);
        assertThat(figures.inputs().submissions()).isZero();
        assertThat(figures.timeliness().get(submission.organisation()).withdrawn()).isOne();
        assertThat(figures.sameAs(fold(GRIP, "2023-W05").figures())).isTrue();
    }

    @Test
    void a_line_of_the_lineage_says_which_revision_adds_what() {
        var submission = Samples.submission("foot-patrol at=18:00-18:20 staff=officer:2");
        var at = submission.over();
        var revision = Samples.counted(submission, 3, at, at, false);
        var line = fold(GRIP, "2023-W05").add(revision).orElseThrow();
        assertThat(line)
                .isEqualTo(
                        new LineageLine(
                                submission.id(),
                                3,
                                revision.digest(),
                                Optional.of(submission.day()),
                                Rules.contribution(submission, false)));
    }

    @Test
    void the_inputs_are_digested_as_the_contract_writes_them() {
        var revisions = new ArrayList<CountedRevision>();
        for (int i = 0; i < 50; i++) {
            var submission = Samples.submission("robbery arrests=" + i);
            var at = submission.over();
            revisions.add(Samples.counted(submission, 1 + i % 12, at, at, i % 12 > 9));
        }
        revisions.sort(Comparator.comparing(it -> it.submission().id().value()));
        var fold = fold(GRIP, "2023-W05");
        var lines = new StringBuilder();
        int counted = 0;
        for (var it : revisions) {
            fold.add(it);
            if (!it.withdrawn()) {
                counted++;
                lines.append(
                        "%s %d %s\n".formatted(it.submission().id(), it.number(), it.digest()));
            }
        }
        assertThat(fold.figures().inputs()).isEqualTo(new Inputs(counted, Digest.of("" + lines)));
    }
}
