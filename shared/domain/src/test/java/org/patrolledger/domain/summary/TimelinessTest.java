package org.patrolledger.domain.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.patrolledger.domain.Samples;
import org.patrolledger.domain.submission.CountedRevision;
import org.patrolledger.domain.submission.Submission;

class TimelinessTest {
    private static final Submission SHIFT = Samples.submission("safe-space at=18:00-02:00");
    private static final Instant DUE = Instant.parse("2023-02-06T06:30:00Z");

    private static CountedRevision revision(int number, Instant first, boolean withdrawn) {
        return Samples.counted(SHIFT, number, first, first.plusSeconds(600), withdrawn);
    }

    private static Timeliness of(CountedRevision... revisions) {
        var running = new Timeliness.Running();
        for (var revision : revisions) {
            running.add(revision, DUE);
        }
        return running.timeliness();
    }

    /// Delays are counted by minute up to 22 days, and by name beyond.
    @ParameterizedTest
    @CsvSource({
        "10, 10",
        "32767, 32767",
        "32768, 32768",
        "10 32767 32768, 32767",
        "10 32768 2000000, 32768",
        "2000000 1000000 32767 10, 32767",
        "2000000 1000000 32768 32768, 32768",
    })
    void the_median_is_the_lower_middle_one_however_long_delays_are(String delays, long median) {
        var revisions =
                Stream.of(delays.split(" "))
                        .map(it -> SHIFT.over().plusSeconds(60 * Long.parseLong(it) + 59))
                        .map(it -> revision(1, it, false))
                        .toArray(CountedRevision[]::new);
        assertThat(of(revisions).medianDelayMinutes()).hasValue(median);
    }

    @Test
    void nothing_has_no_median() {
        assertThat(of()).isEqualTo(new Timeliness(0, 0, 0, 0, OptionalLong.empty()));
    }

    @Test
    void the_first_receipt_decides_what_was_on_time() {
        assertThat(of(revision(1, DUE, false)).onTime()).isOne();
        assertThat(of(revision(1, DUE.plusMillis(1), false)).late()).isOne();
        var corrected = of(revision(2, DUE, false));
        assertThat(corrected.onTime()).isOne();
        assertThat(corrected.late()).isZero();
        assertThat(corrected.revised()).isOne();
        assertThat(of(revision(2, DUE.plusMillis(1), false)).late()).isOne();
    }

    @Test
    void a_withdrawn_submission_is_in_none_of_the_others() {
        assertThat(of(revision(2, DUE.plusSeconds(60), true)))
                .isEqualTo(new Timeliness(0, 0, 0, 1, OptionalLong.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "60, 1",
        "119, 1",
        "0, 0",
        "59, 0",
        // Up to five minutes early is accepted, and no delay.
        "-300, 0",
        "864000, 14400",
    })
    void the_delay_runs_from_the_end_of_what_was_reported_in_whole_minutes(int late, long minutes) {
        var timeliness = of(revision(1, SHIFT.over().plusSeconds(late), false));
        assertThat(timeliness.medianDelayMinutes()).hasValue(minutes);
    }

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_median_is_the_middle_or_the_lower_of_two_middles(int seed) {
        var random = new Random(seed);
        long[] delays = random.longs(1 + random.nextInt(30), 0, 40).toArray();
        var revisions = new ArrayList<CountedRevision>();
        for (long delay : delays) {
            revisions.add(revision(1, SHIFT.over().plusSeconds(delay * 60 + 59), false));
        }
        Arrays.sort(delays);
        assertThat(of(revisions.toArray(CountedRevision[]::new)).medianDelayMinutes())
                .hasValue(delays[(delays.length - 1) / 2]);
    }

    @Test
    void counts_add_up() {
        var timeliness =
                of(
                        Stream.of(
                                        revision(1, DUE, false),
                                        revision(2, DUE, false),
                                        revision(1, DUE.plusSeconds(1), false),
                                        revision(3, DUE.plusSeconds(1), true))
                                .toArray(CountedRevision[]::new));
        assertThat(timeliness.onTime()).isEqualTo(2);
        assertThat(timeliness.late()).isEqualTo(1);
        assertThat(timeliness.revised()).isEqualTo(1);
        assertThat(timeliness.withdrawn()).isEqualTo(1);
    }
}
