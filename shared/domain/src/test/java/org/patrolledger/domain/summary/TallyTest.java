package org.patrolledger.domain.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patrolledger.domain.Samples;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.submission.Submission;

class TallyTest {
    private static final List<PlaceId> PLACES =
            Stream.of("harlow-town", "pier-gap", "grays-town-centre").map(PlaceId::new).toList();

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    private static List<Contribution> random(int seed) {
        var random = new Random(seed);
        var contributions = new ArrayList<Contribution>();
        int number = random.nextInt(150);
        for (int i = 0; i < number; i++) {
            contributions.add(Rules.contribution(submission(random), false));
        }
        return contributions;
    }

    private static Submission submission(Random random) {
        return Samples.random(
                random,
                new OperationId("grip"),
                PLACES,
                Instant.parse("2023-02-03T06:00:00Z"),
                Instant.parse("2023-02-05T06:00:00Z"));
    }

    private static Tally tally(List<Contribution> contributions) {
        var tally = new Tally();
        contributions.forEach(tally::add);
        return tally;
    }

    private static void assertSame(Tally tally, Tally other) {
        assertThat(tally.total()).isEqualTo(other.total());
        assertThat(tally.places()).isEqualTo(other.places());
        assertThat(tally.breakdowns()).isEqualTo(other.breakdowns());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_order_of_contributions_does_not_matter(int seed) {
        var contributions = random(seed);
        var expected = tally(contributions);
        for (int i = 0; i < 5; i++) {
            Collections.shuffle(contributions, new Random(i));
            assertSame(tally(contributions), expected);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void tallies_of_shards_add_up_to_the_tally_of_all(int seed) {
        var contributions = random(seed);
        var random = new Random(seed);
        var shards = Stream.generate(Tally::new).limit(8).toList();
        contributions.forEach(it -> shards.get(random.nextInt(8)).add(it));

        var inOrder = new Tally();
        shards.forEach(inOrder::add);
        assertSame(inOrder, tally(contributions));

        var pairwise = new ArrayList<>(shards);
        while (pairwise.size() > 1) {
            var one = pairwise.remove(random.nextInt(pairwise.size()));
            pairwise.get(random.nextInt(pairwise.size())).add(one);
        }
        assertSame(pairwise.getFirst(), tally(contributions));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void places_add_up_to_the_total_for_every_measure(int seed) {
        var tally = tally(random(seed));
        for (var measure : Measure.values()) {
            assertThat(tally.places().values().stream().mapToLong(it -> it.get(measure)).sum())
                    .as(measure.id())
                    .isEqualTo(tally.total().get(measure));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void breakdowns_add_up_to_the_measures_they_break_down(int seed) {
        var tally = tally(random(seed));
        var measures =
                Map.of(
                        Breakdown.ACTIVITY, Measure.ENGAGEMENTS,
                        Breakdown.CATEGORY, Measure.INCIDENTS,
                        Breakdown.ORGANISATION, Measure.SUBMISSIONS,
                        Breakdown.CONCERNS_RAISED, Measure.CONCERNS_RAISED,
                        Breakdown.ITEMS_HANDED_OUT, Measure.ITEMS_HANDED_OUT,
                        Breakdown.WEAPONS_SEIZED, Measure.WEAPONS_SEIZED,
                        Breakdown.POWERS_USED, Measure.POWERS_USED,
                        Breakdown.STOP_SEARCHES_OBJECT, Measure.STOP_SEARCHES,
                        Breakdown.STOP_SEARCHES_OUTCOME, Measure.STOP_SEARCHES);
        measures.forEach((breakdown, measure) ->
                assertThat(
                                tally.breakdowns().get(breakdown).values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum())
                        .as(breakdown.id())
                        .isEqualTo(tally.total().get(measure)));
    }

    /// The oracle adds plainly: a map of measures for each place; and walks along each place's time
    /// counting who is there, for patrol minutes.
    @ParameterizedTest
    @MethodSource("seeds")
    void a_tally_is_what_plain_addition_gives(int seed) {
        var contributions = random(seed);
        var sums = new TreeMap<PlaceId, Map<Measure, Long>>();
        var comings = new HashMap<PlaceId, TreeMap<Instant, Integer>>();
        for (var it : contributions) {
            var place = sums.computeIfAbsent(it.place(), _ -> new HashMap<>());
            it.adds().nonZero().forEach((measure, value) -> place.merge(measure, value, Long::sum));
            if (it.patrol().isPresent()) {
                var coming = comings.computeIfAbsent(it.place(), _ -> new TreeMap<>());
                coming.merge(it.patrol().get().from(), 1, Integer::sum);
                coming.merge(it.patrol().get().to(), -1, Integer::sum);
            }
        }
        comings.forEach(
                (place, coming) -> sums.get(place).put(Measure.PATROL_MINUTES, minutes(coming)));
        var expected = new TreeMap<PlaceId, Measures>();
        sums.forEach((place, measures) -> expected.put(place, Measures.of(measures)));

        assertThat(tally(contributions).places()).isEqualTo(expected);
    }

    private static long minutes(TreeMap<Instant, Integer> coming) {
        long nanos = 0;
        int there = 0;
        var before = Instant.EPOCH;
        for (var change : coming.entrySet()) {
            if (there > 0) {
                nanos += before.until(change.getKey(), ChronoUnit.NANOS);
            }
            there += change.getValue();
            before = change.getKey();
        }
        return nanos / 60_000_000_000L;
    }

    @Test
    void a_place_that_is_expected_has_zeros() {
        var tally = new Tally();
        tally.expect(PLACES.getFirst());
        var other = new Tally();
        other.expect(PLACES.getLast());
        tally.add(other);
        assertThat(tally.places())
                .isEqualTo(
                        Map.of(PLACES.getFirst(), Measures.ZERO, PLACES.getLast(), Measures.ZERO));
        assertThat(tally.total()).isEqualTo(Measures.ZERO);
    }
}
