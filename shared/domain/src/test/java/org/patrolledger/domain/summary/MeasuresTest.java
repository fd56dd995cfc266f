package org.patrolledger.domain.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.Samples;
import org.patrolledger.domain.summary.Contribution.Part;

class MeasuresTest {
    @Test
    void ids_are_read_back() {
        assertThat(Measure.values()).allMatch(it -> Measure.of(it.id()).equals(Optional.of(it)));
        assertThat(Breakdown.values())
                .allMatch(it -> Breakdown.of(it.id()).equals(Optional.of(it)));
        assertThat(Measure.of("arrest")).isEmpty();
        assertThat(Breakdown.of("stop-searches")).isEmpty();
    }

    @Test
    void all_but_patrol_minutes_are_plain_sums() {
        assertThat(Stream.of(Measure.values()).filter(it -> !it.isSum()))
                .containsExactly(Measure.PATROL_MINUTES);
    }

    @Test
    void what_a_map_leaves_out_is_zero() {
        var measures = Measures.of(Map.of(Measure.ARRESTS, 8L));
        assertThat(measures.get(Measure.ARRESTS)).isEqualTo(8);
        assertThat(measures.get(Measure.PATROLS)).isZero();
        assertThat(measures.all().keySet()).containsExactly(Measure.values());
        assertThat(measures.nonZero()).isEqualTo(Map.of(Measure.ARRESTS, 8L));
        assertThat(Measures.of(measures.all())).isEqualTo(measures).hasSameHashCodeAs(measures);
        assertThat(Measures.of(Map.of())).isEqualTo(Measures.ZERO).isNotEqualTo(measures);
    }

    @Test
    void a_measure_below_zero_is_refused() {
        assertThatThrownBy(() -> Measures.of(Map.of(Measure.ARRESTS, -1L)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sums_go_on_without_changing_what_was_taken_from_them() {
        var sums = new Measures.Sums();
        sums.add(Measure.ARRESTS, 1);
        var one = sums.measures();
        sums.add(one);
        sums.add(sums.measures());
        assertThat(one.get(Measure.ARRESTS)).isEqualTo(1);
        assertThat(sums.measures().get(Measure.ARRESTS)).isEqualTo(4);
    }

    @Test
    void overflow_is_an_error_and_never_a_wrong_figure() {
        var sums = new Measures.Sums();
        sums.add(Measure.ONLINE_VIEWS, Long.MAX_VALUE);
        assertThatThrownBy(() -> sums.add(Measure.ONLINE_VIEWS, 1))
                .isInstanceOf(ArithmeticException.class);
        var most = sums.measures();
        assertThatThrownBy(() -> sums.add(most)).isInstanceOf(ArithmeticException.class);

        var views = "online views=" + Long.MAX_VALUE;
        var tally = new Tally();
        tally.add(Rules.contribution(Samples.submission(views), false));
        assertThatThrownBy(() -> tally.add(Rules.contribution(Samples.submission(views), false)))
                .isInstanceOf(ArithmeticException.class);

        var elsewhere = new Tally();
        elsewhere.add(Rules.contribution(Samples.submission(views + " place=elsewhere"), false));
        var both = new Tally();
        both.add(elsewhere);
        both.add(Rules.contribution(Samples.submission(views), false));
        assertThatThrownBy(both::total).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> both.add(elsewhere)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void a_breakdown_does_not_overflow_either() {
        var parts = List.of(new Part(Breakdown.ITEMS_HANDED_OUT, "torch", Long.MAX_VALUE));
        var made = Rules.contribution(Samples.submission("event"), false);
        var contribution =
                new Contribution(
                        made.operation(), made.place(), Measures.ZERO, parts, Optional.empty());
        var tally = new Tally();
        tally.add(contribution);
        assertThatThrownBy(() -> tally.add(contribution)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void contributions_that_cannot_be_are_refused() {
        var made = Rules.contribution(Samples.submission("event"), false);
        var minutes = Measures.of(Map.of(Measure.PATROL_MINUTES, 1L));
        assertThatThrownBy(() ->
                        new Contribution(
                                made.operation(),
                                made.place(),
                                minutes,
                                List.of(),
                                Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Part(Breakdown.ACTIVITY, "event", 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
