package org.patrolledger.domain.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationalDayTest {
    private static final long LAST = UkCalendar.day(2100, 12, 31);

    static IntStream years() {
        return IntStream.rangeClosed(1970, 2100);
    }

    /// Every day of a year as year, month, day of month and day number.
    private record Civil(int year, int month, int dayOfMonth, long number) {
        OperationalDay day() {
            return new OperationalDay(LocalDate.of(year, month, dayOfMonth));
        }

        Instant start() {
            return Instant.ofEpochSecond(UkCalendar.second(number, year, 6, 0));
        }
    }

    private static Stream<Civil> daysOf(int year) {
        return IntStream.rangeClosed(1, 12)
                .boxed()
                .flatMap(month ->
                        IntStream.rangeClosed(1, UkCalendar.daysOf(year, month))
                                .mapToObj(day ->
                                        new Civil(
                                                year,
                                                month,
                                                day,
                                                UkCalendar.day(year, month, day))));
    }

    @ParameterizedTest
    @MethodSource("years")
    void a_day_starts_at_six_and_ends_where_the_next_one_starts(int year) {
        daysOf(year)
                .forEach(civil -> {
                    var day = civil.day();
                    assertThat(day.start()).as("%s", day).isEqualTo(civil.start());
                    assertThat(day.end()).isEqualTo(day.plusDays(1).start());
                    assertThat(day.plusDays(1).plusDays(-1)).isEqualTo(day);
                });
    }

    @ParameterizedTest
    @MethodSource("years")
    void a_moment_lies_in_the_day_whose_half_open_hours_hold_it(int year) {
        var random = new Random(year);
        daysOf(year)
                .forEach(civil -> {
                    var day = civil.day();
                    long length = day.end().getEpochSecond() - day.start().getEpochSecond();
                    assertThat(OperationalDay.of(day.start())).isEqualTo(day);
                    assertThat(OperationalDay.of(day.end().minusNanos(1))).isEqualTo(day);
                    assertThat(OperationalDay.of(day.end())).isEqualTo(day.plusDays(1));
                    assertThat(OperationalDay.of(day.start().minusNanos(1)))
                            .isEqualTo(day.plusDays(-1));
                    assertThat(OperationalDay.of(day.start().plusSeconds(random.nextLong(length))))
                            .isEqualTo(day);
                });
    }

    @ParameterizedTest
    @MethodSource("years")
    void a_day_knows_its_iso_week_and_its_calendar_month(int year) {
        daysOf(year)
                .forEach(civil -> {
                    var week = UkCalendar.week(civil.number(), year);
                    assertThat(civil.day().week()).isEqualTo(new Week(week.year(), week.number()));
                    assertThat(civil.day().month().id())
                            .isEqualTo(year + (civil.month() < 10 ? "-0" : "-") + civil.month());
                });
    }

    @Test
    void two_days_a_year_have_23_and_25_hours_from_1972_on_and_all_others_24() {
        years().forEach(year -> {
            var lengths = new TreeMap<Long, Integer>();
            daysOf(year)
                    .forEach(civil -> {
                        var day = civil.day();
                        long seconds = day.end().getEpochSecond() - day.start().getEpochSecond();
                        assertThat(seconds % 3600).isZero();
                        lengths.merge(seconds / 3600, 1, Integer::sum);
                    });
            int days = UkCalendar.leap(year) ? 366 : 365;
            assertThat(lengths)
                    .as("%d", year)
                    .isEqualTo(
                            switch (year) {
                                case 1970 -> Map.of(24L, days);
                                case 1971 -> Map.of(24L, days - 1, 25L, 1);
                                default -> Map.of(23L, 1, 24L, days - 2, 25L, 1);
                            });
        });
    }

    @Test
    void the_oracle_counts_every_day_once() {
        assertThat(UkCalendar.day(1970, 1, 1)).isZero();
        assertThat(years().boxed().flatMap(OperationalDayTest::daysOf).map(Civil::number))
                .hasSize((int) LAST + 1)
                .containsExactly(
                        IntStream.rangeClosed(0, (int) LAST)
                                .mapToObj(Long::valueOf)
                                .toArray(Long[]::new));
    }

    /// Moments and their day, each worked out by hand.
    @ParameterizedTest
    @CsvSource({
        // A shift from Friday 18:00 to Saturday 02:00 is Friday's.
        "2023-02-03T18:00:00+00:00, 2023-02-03",
        "2023-02-04T02:00:00+00:00, 2023-02-03",
        "2023-02-04T05:59:59.999999999+00:00, 2023-02-03",
        "2023-02-04T06:00:00+00:00, 2023-02-04",
        // In summer 06:00 is 05:00 UTC.
        "2023-07-08T04:59:59Z, 2023-07-07",
        "2023-07-08T05:00:00Z, 2023-07-08",
        // The offset of a time does not matter, the moment does.
        "2023-07-08T14:00:00+09:00, 2023-07-08",
        "2023-07-07T23:59:59-05:00, 2023-07-07",
        // Clocks go forward on Sunday 26 March 2023, 01:00 UTC: Saturday has 23 hours.
        "2023-03-26T00:59:59Z, 2023-03-25",
        "2023-03-26T01:00:00Z, 2023-03-25",
        "2023-03-26T04:59:59Z, 2023-03-25",
        "2023-03-26T05:00:00Z, 2023-03-26",
        // Clocks go back on Sunday 29 October 2023, 01:00 UTC: both 01:30s are Saturday's.
        "2023-10-29T01:30:00+01:00, 2023-10-28",
        "2023-10-29T01:30:00+00:00, 2023-10-28",
        "2023-10-29T05:59:59Z, 2023-10-28",
        "2023-10-29T06:00:00Z, 2023-10-29",
        // British Standard Time: UTC plus one in midwinter.
        "1970-01-01T04:59:59Z, 1969-12-31",
        "1970-01-01T05:00:00Z, 1970-01-01",
        "1971-10-31T05:59:59Z, 1971-10-30",
        "1971-10-31T06:00:00Z, 1971-10-31",
        // New Year's Eve.
        "2024-01-01T05:59:00Z, 2023-12-31",
        "2024-02-29T05:59:00Z, 2024-02-28",
        "2024-03-01T05:59:00Z, 2024-02-29",
    })
    void a_night_belongs_to_the_evening_it_began_on(String moment, String day) {
        assertThat(OperationalDay.of(OffsetDateTime.parse(moment).toInstant()))
                .isEqualTo(new OperationalDay(LocalDate.parse(day)));
    }

    @Test
    void days_sort_by_date_and_print_as_one() {
        var earlier = OperationalDay.parse("2023-09-30");
        assertThat(earlier)
                .isLessThan(OperationalDay.parse("2023-10-01"))
                .hasToString("2023-09-30");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-02-29",
                "2023-13-01",
                "2023-00-10",
                "2023-1-01",
                "2023-01-01T06:00",
                "+12023-01-01",
                "-0044-03-15",
                "٢٠٢٣-01-01",
                "2023-02",
                " 2023-02-03",
                ""
            })
    void what_is_no_date_is_refused(String text) {
        assertThatThrownBy(() -> OperationalDay.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1999-12-31", "2101-01-01", "0205-04-01", "0001-01-01", "9999-12-31"})
    void a_day_of_a_year_that_the_ledger_does_not_take_is_not_read(String text) {
        assertThatThrownBy(() -> OperationalDay.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
