package org.patrolledger.domain.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.patrolledger.domain.Samples;
import org.patrolledger.domain.time.Interval;

class TimeUnionTest {
    private static final Instant START = Instant.parse("2023-02-03T18:00:00Z");

    private static long minutes(Iterable<Interval> intervals) {
        var union = new TimeUnion();
        intervals.forEach(union::add);
        return union.minutes();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "18:00-18:15, 15",
        "18:00-18:15 18:00-18:15, 15",
        "18:00-18:15 18:15-18:30, 30",
        "18:15-18:30 18:00-18:15, 30",
        "18:00-18:15 18:16-18:30, 29",
        "18:00-19:00 18:10-18:20, 60",
        "18:10-18:20 18:00-19:00, 60",
        "18:00-18:20 18:10-18:30, 30",
        "18:10-18:30 18:00-18:20, 30",
        "18:00-18:10 18:20-18:30 18:05-18:25, 30",
        "18:00-18:10 18:20-18:30 18:40-18:50 18:10-18:40, 50",
        // Truncated once: three times 20.9 seconds are 62.7.
        "18:00:00-18:00:20.9 18:01:00-18:01:20.9 18:02:00-18:02:20.9, 1",
        "18:00:00-18:00:59.999999999, 0",
        "18:00:00-18:00:30 18:01:00-18:01:29.999999999, 0",
        "18:00:00-18:00:30 18:01:00-18:01:30, 1",
        // An overlap of half a second or of a nanosecond counts once as well.
        "18:00:00-18:00:30 18:00:29.5-18:00:59.9, 0",
        "18:00:00-18:00:30.000000001 18:00:30-18:00:59.999999999, 0",
        // Past midnight and 06:00.
        "22:00-02:00 01:00-05:30, 450",
    })
    void overlaps_count_once_and_gaps_not_at_all(String intervals, long minutes) {
        assertThat(
                        minutes(
                                Stream.of(intervals.split(" "))
                                        .filter(it -> !it.isEmpty())
                                        .map(it -> Samples.interval("2023-02-03", it))
                                        .toList()))
                .isEqualTo(minutes);
    }

    @Test
    void time_is_counted_to_the_nanosecond_however_far_apart_it_is() {
        var old = Instant.parse("1800-01-01T00:00:00.999999999Z");
        var late = Instant.parse("2080-01-01T00:00:00Z");
        for (var order : List.of(List.of(old, late), List.of(late, old))) {
            var union = new TimeUnion();
            order.forEach(it -> union.add(new Interval(it, it.plusNanos(30_000_000_000L))));
            assertThat(union.minutes()).isEqualTo(1);
            order.forEach(it -> union.add(new Interval(it.plusNanos(1), it.plusSeconds(29))));
            assertThat(union.minutes()).isEqualTo(1);
        }
    }

    @Test
    void times_too_far_apart_to_count_are_never_a_wrong_figure() {
        var union = new TimeUnion();
        union.add(new Interval(Instant.EPOCH, Instant.EPOCH.plusSeconds(60)));
        var far = Instant.parse("2400-01-01T00:00:00Z");
        assertThatThrownBy(() -> union.add(new Interval(far, far.plusSeconds(60))))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void a_night_with_a_clock_change_is_measured_in_elapsed_time() {
        assertThat(minutes(List.of(Samples.interval("2023-03-25", "23:00-03:00")))).isEqualTo(180);
        assertThat(minutes(List.of(Samples.interval("2023-10-28", "23:00-03:00")))).isEqualTo(300);
    }

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    /// The oracle paints every second and counts; it knows nothing of stretches.
    private static long painted(List<Interval> intervals) {
        var seconds = new BitSet();
        for (var interval : intervals) {
            seconds.set(
                    (int) (interval.from().getEpochSecond() - START.getEpochSecond()),
                    (int) (interval.to().getEpochSecond() - START.getEpochSecond()));
        }
        return seconds.cardinality() / 60;
    }

    private static List<Interval> random(int seed) {
        var random = new Random(seed);
        var intervals = new ArrayList<Interval>();
        int number = random.nextInt(120);
        int longest = random.nextBoolean() ? 600 : 20_000;
        int step = random.nextBoolean() ? 1 : 300;
        for (int i = 0; i < number; i++) {
            var from = START.plusSeconds((long) random.nextInt(200_000) / step * step);
            intervals.add(
                    new Interval(from, from.plusSeconds((1L + random.nextInt(longest)) * step)));
        }
        return intervals;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void random_intervals_cover_as_many_minutes_as_painting_every_second(int seed) {
        var intervals = random(seed);
        assertThat(minutes(intervals)).isEqualTo(painted(intervals));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neither_order_nor_shards_matter(int seed) {
        var intervals = random(seed);
        long expected = painted(intervals);
        var random = new Random(seed);
        for (int i = 0; i < 5; i++) {
            Collections.shuffle(intervals, random);
            var merged = new TimeUnion();
            var shard = new TimeUnion();
            for (var interval : intervals) {
                shard.add(interval);
                if (random.nextInt(4) == 0) {
                    merged.add(shard);
                    shard = new TimeUnion();
                }
            }
            shard.add(merged);
            assertThat(shard.minutes()).isEqualTo(expected);
        }
    }

    @Test
    void a_union_added_to_itself_is_what_it_was() {
        var union = new TimeUnion();
        random(7).forEach(union::add);
        long minutes = union.minutes();
        union.add(union);
        assertThat(union.minutes()).isEqualTo(minutes);
    }
}
