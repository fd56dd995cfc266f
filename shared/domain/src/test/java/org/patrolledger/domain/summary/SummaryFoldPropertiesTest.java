package org.patrolledger.domain.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.domain.Samples;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.submission.CountedRevision;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.domain.time.ReportingPeriod.Kind;

/// What holds of the figures of any submissions.
class SummaryFoldPropertiesTest extends FoldFixture {
    static IntStream seeds() {
        return IntStream.range(0, 30);
    }

    private static List<CountedRevision> random(int seed, ReportingPeriod period) {
        var random = new Random(seed);
        var places = Stream.of("harlow-town", "clacton", "pier-gap").map(PlaceId::new).toList();
        var revisions = new ArrayList<CountedRevision>();
        int number = random.nextInt(200);
        for (int i = 0; i < number; i++) {
            var submission =
                    Samples.random(
                            random,
                            random.nextBoolean() ? GRIP : SPACE,
                            places,
                            period.from(),
                            period.to());
            var first = submission.over().plusSeconds(random.nextInt(10 * 86_400));
            int revision = 1 + random.nextInt(3);
            revisions.add(
                    Samples.counted(
                            submission,
                            revision,
                            first,
                            first.plusSeconds(revision * 60L),
                            revision > 1 && random.nextInt(4) == 0));
        }
        return revisions;
    }

    /// Shards are read in pages and merged by id, as storage does it; how they were cut must not
    /// show.
    @ParameterizedTest
    @MethodSource("seeds")
    void figures_do_not_depend_on_shards_and_places_add_up(int seed) {
        var key =
                new SummaryKey(
                        ReportingPeriod.parse(Kind.WEEKLY, "2023-W05").orElseThrow(),
                        OperationId.ALL);
        var revisions = random(seed, key.period());
        var figures = new ArrayList<Figures>();
        for (int shards : List.of(1, 2, 8)) {
            var merged = merge(revisions, shards);
            assertThat(merged).hasSameSizeAs(revisions);
            var fold = new SummaryFold(key, CATALOGUE);
            merged.forEach(fold::add);
            figures.add(fold.figures());
        }
        assertThat(figures).containsOnly(figures.getFirst());
        for (var measure : Measure.values()) {
            assertThat(
                            figures.getFirst().places().values().stream()
                                    .mapToLong(it -> it.get(measure))
                                    .sum())
                    .as(measure.id())
                    .isEqualTo(figures.getFirst().measures().get(measure));
        }
    }

    /// Shards by hash, each sorted, merged by always taking the lowest head.
    private static List<CountedRevision> merge(List<CountedRevision> revisions, int shards) {
        var order = Comparator.comparing((CountedRevision it) -> it.submission().id());
        var queues = new ArrayList<ArrayList<CountedRevision>>();
        for (int shard = 0; shard < shards; shard++) {
            int own = shard;
            queues.add(
                    new ArrayList<>(
                            revisions.stream()
                                    .filter(it ->
                                            Math.floorMod(it.submission().id().hashCode(), shards)
                                                    == own)
                                    .sorted(order)
                                    .toList()));
        }
        var merged = new ArrayList<CountedRevision>();
        while (merged.size() < revisions.size()) {
            merged.add(
                    queues.stream()
                            .filter(it -> !it.isEmpty())
                            .min(Comparator.comparing(ArrayList::getFirst, order))
                            .orElseThrow()
                            .removeFirst());
        }
        return merged;
    }

    /// Summaries of the operations add up to that of all of them, but for patrol minutes at the
    /// three places: time that operations share there counts once, and is truncated once.
    @ParameterizedTest
    @MethodSource("seeds")
    void all_operations_is_the_sum_of_operations(int seed) {
        var period = ReportingPeriod.parse(Kind.MONTHLY, "2023-02").orElseThrow();
        var revisions = merge(random(seed, period), 1);
        var all = new SummaryFold(new SummaryKey(period, OperationId.ALL), CATALOGUE);
        revisions.forEach(all::add);
        var sums = new Measures.Sums();
        for (var operation : List.of(GRIP, SPACE)) {
            var fold = new SummaryFold(new SummaryKey(period, operation), CATALOGUE);
            revisions.stream()
                    .filter(it -> it.submission().operation().equals(operation))
                    .forEach(fold::add);
            sums.add(fold.figures().measures());
        }
        for (var measure : Measure.values()) {
            long whole = all.figures().measures().get(measure);
            long parts = sums.measures().get(measure);
            if (measure.isSum()) {
                assertThat(whole).as(measure.id()).isEqualTo(parts);
            } else {
                assertThat(whole).as(measure.id()).isBetween(parts / 2, parts + 3);
            }
        }
    }

    @Test
    void neighbours_report_shifts_and_add_nothing_else() {
        // Shifts at harlow-town on Monday and Sunday, 04:00 to 08:00 the next morning.
        var fold = fold(GRIP, "2023-W05");
        assertThat(fold.neighbours().stream().map(it -> it.day().toString()))
                .containsExactly("2023-01-29", "2023-02-06");
        var sunday = Samples.submission("foot-patrol at=2023-02-06T07:59:00Z/2023-02-06T09:00:00Z");
        var at = sunday.over();
        fold.addNeighbour(Samples.counted(sunday, 2, at, at, true));
        fold.addNeighbour(Samples.counted(Samples.submission("robbery at=2023-02-06T07:00:00Z")));
        assertThat(fold.figures().coverage().reported()).isZero();
        fold.addNeighbour(Samples.counted(sunday));
        var figures = fold.figures();
        assertThat(figures.coverage().reported()).isOne();
        assertThat(figures.coverage().missing())
                .containsExactly(
                        new Coverage.Missing(
                                new PlaceId("harlow-town"), OperationalDay.parse("2023-01-30")));
        assertThat(figures.measures()).isEqualTo(Measures.ZERO);
        assertThat(figures.inputs().submissions()).isZero();
        assertThat(figures.timeliness()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-W05", "2023-01", "2023-02", "2023-03", "2020-W53", "2024-12"})
    void lateness_is_that_of_the_submissions_own_week_in_any_period(String id) {
        var kind = id.contains("W") ? Kind.WEEKLY : Kind.MONTHLY;
        var period = ReportingPeriod.parse(kind, id).orElseThrow();
        period.days()
                .forEach(day -> {
                    var submission = Samples.submission("robbery at=" + day.start());
                    Instant due = day.week().publishedAt();
                    for (int late : List.of(0, 1)) {
                        var at = due.plusMillis(late);
                        var revision = Samples.revision(submission, 1, at, at, false);
                        var fold =
                                new SummaryFold(new SummaryKey(period, OperationId.ALL), CATALOGUE);
                        fold.add(revision.counted());
                        var timeliness = fold.figures().timeliness().get(submission.organisation());
                        assertThat(timeliness.late()).as("%s", day).isEqualTo(late);
                        assertThat(timeliness.onTime()).isEqualTo(1 - late);
                        assertThat(revision.late()).isEqualTo(late == 1);
                    }
                });
    }
}
