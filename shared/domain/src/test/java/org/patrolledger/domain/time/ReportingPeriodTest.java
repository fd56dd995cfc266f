package org.patrolledger.domain.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.domain.time.ReportingPeriod.Kind;

class ReportingPeriodTest {
    private static final OperationalDay FIRST = OperationalDay.parse("2000-01-01");
    private static final OperationalDay LAST = OperationalDay.parse("2100-12-31");

    /// Every period that has a day of 2000 to 2100, found by asking each day.
    private static List<ReportingPeriod> periods(Kind kind) {
        return FIRST.date()
                .datesUntil(LAST.date().plusDays(1))
                .map(date -> ReportingPeriod.of(kind, new OperationalDay(date)))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void every_day_lies_in_exactly_one_period(Kind kind) {
        var days = periods(kind).stream().flatMap(ReportingPeriod::days).toList();

        assertThat(days).isSorted().doesNotHaveDuplicates();
        assertThat(days.getFirst()).isLessThanOrEqualTo(FIRST);
        assertThat(days.getLast()).isGreaterThanOrEqualTo(LAST);
        assertThat(days.getLast().date().toEpochDay() - days.getFirst().date().toEpochDay() + 1)
                .isEqualTo(days.size());
    }

    @ParameterizedTest
    @EnumSource
    void a_period_holds_the_days_that_name_it_and_no_other(Kind kind) {
        for (var period : periods(kind)) {
            assertThat(period.days())
                    .allMatch(period::contains)
                    .allMatch(day -> ReportingPeriod.of(kind, day).equals(period));
            assertThat(period.contains(period.first().plusDays(-1))).isFalse();
            assertThat(period.contains(period.last().plusDays(1))).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_period_is_half_open_and_ends_where_the_next_one_starts(Kind kind) {
        for (var period : periods(kind)) {
            assertThat(period.from()).isEqualTo(period.first().start());
            assertThat(period.to()).isEqualTo(period.next().from());
            assertThat(OperationalDay.of(period.to())).isEqualTo(period.next().first());
            assertThat(OperationalDay.of(period.to().minusNanos(1))).isEqualTo(period.last());
            assertThat(period.previous().next()).isEqualTo(period);
            assertThat(period.next().previous()).isEqualTo(period);
        }
    }

    @Test
    void weeks_start_on_mondays_and_last_seven_days() {
        for (var week : periods(Kind.WEEKLY)) {
            assertThat(UkCalendar.weekday(week.first().date().toEpochDay())).isZero();
            assertThat(week.days()).hasSize(7);
        }
    }

    @Test
    void years_have_52_weeks_or_53_and_months_their_days() {
        for (int year = 1970; year <= 2100; year++) {
            int weeks = UkCalendar.weeksOf(year);
            assertThat(Week.parse(year + "-W" + weeks)).isPresent();
            assertThat(Week.parse(year + "-W" + (weeks + 1))).isEmpty();
            for (int month = 1; month <= 12; month++) {
                var days = new Month(YearMonth.of(year, month)).days().toList();
                assertThat(days).hasSize(UkCalendar.daysOf(year, month));
                assertThat(days.getFirst().date().toEpochDay())
                        .isEqualTo(UkCalendar.day(year, month, 1));
            }
        }
        assertThat(IntStream.rangeClosed(1970, 2100).filter(year -> UkCalendar.weeksOf(year) == 53))
                .containsExactly(
                        1970, 1976, 1981, 1987, 1992, 1998, 2004, 2009, 2015, 2020, 2026, 2032,
                        2037, 2043, 2048, 2054, 2060, 2065, 2071, 2076, 2082, 2088, 2093, 2099);
    }

    @ParameterizedTest
    @EnumSource
    void an_id_is_read_back_as_what_wrote_it(Kind kind) {
        for (var period : periods(kind)) {
            assertThat(ReportingPeriod.parse(kind, period.id())).contains(period);
            assertThat(period).hasToString(period.id());
            assertThat(period.kind()).isEqualTo(kind);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ids_of_periods_in_order_sort_as_text(Kind kind) {
        assertThat(periods(kind).stream().map(ReportingPeriod::id)).isSorted();
    }

    @Test
    void ids_are_written_in_ascii_whatever_the_default_locale() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(new Week(2023, 5).id()).isEqualTo("2023-W05");
            assertThat(new Month(YearMonth.of(2023, 2)).id()).isEqualTo("2023-02");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-W53",
                "2023-W00",
                "2023-W54",
                "2023-W5",
                "2023-W005",
                "2023W05",
                "2023-w05",
                "2023-05",
                "0999-W05",
                "0000-W01",
                "-2023-W05",
                "+2023-W05",
                "12023-W05",
                "20２3-W05",
                "٢٠٢٣-W٠٥",
                "2023-W０5",
                "2023-W05 ",
                " 2023-W05",
                "2023-W05\n",
                "2023–W05",
                "",
                "W05"
            })
    void an_impossible_week_is_refused(String id) {
        assertThat(ReportingPeriod.parse(Kind.WEEKLY, id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-13",
                "2023-00",
                "2023-2",
                "2023-002",
                "202302",
                "2023-W02",
                "0999-02",
                "12023-02",
                "-2023-02",
                "2023-0２",
                "٢٠٢٣-٠٢",
                "2023-02 ",
                "2023-02\n",
                "2023-02-01",
                ""
            })
    void an_impossible_month_is_refused(String id) {
        assertThat(ReportingPeriod.parse(Kind.MONTHLY, id)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2023, 53", "2023, 0", "2023, -1", "2023, 54", "2020, 54", "999, 1", "10000, 1"})
    void an_impossible_week_cannot_be_made(int year, int number) {
        assertThatThrownBy(() -> new Week(year, number))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"999, 12", "10000, 1", "0, 1"})
    void an_impossible_month_cannot_be_made(int year, int month) {
        var yearMonth = YearMonth.of(year, month);
        assertThatThrownBy(() -> new Month(yearMonth)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "WEEKLY, 2023-W05, 2022-W05",
        "WEEKLY, 2021-W01, 2020-W01",
        "WEEKLY, 2022-W52, 2021-W52",
        "WEEKLY, 2021-W52, 2020-W52",
        "WEEKLY, 2020-W53,",
        "MONTHLY, 2023-02, 2022-02",
        "MONTHLY, 2024-02, 2023-02",
    })
    void the_year_before_has_the_period_of_the_same_name_or_none(
            Kind kind, String id, String earlier) {
        assertThat(period(kind, id).yearEarlier())
                .isEqualTo(Optional.ofNullable(earlier).map(it -> period(kind, it)));
    }

    @ParameterizedTest
    @CsvSource({
        "WEEKLY, 2020-W53, 2021-W01",
        "WEEKLY, 2019-W52, 2020-W01",
        "WEEKLY, 2022-W52, 2023-W01",
        "WEEKLY, 2023-W05, 2023-W06",
        "MONTHLY, 2022-12, 2023-01",
        "MONTHLY, 2023-02, 2023-03",
    })
    void periods_follow_each_other_across_years(Kind kind, String id, String next) {
        assertThat(period(kind, id).next()).isEqualTo(period(kind, next));
        assertThat(period(kind, next).previous()).isEqualTo(period(kind, id));
    }

    @Test
    void a_week_is_published_on_the_monday_after_it_at_half_past_six() {
        for (var week : periods(Kind.WEEKLY)) {
            var monday = week.last().plusDays(1).date();
            assertThat(week.publishedAt())
                    .isEqualTo(uk(monday.toEpochDay(), monday.getYear(), 6, 30))
                    .isEqualTo(week.to().plusSeconds(30 * 60));
        }
    }

    @Test
    void a_month_is_published_on_the_first_after_it_at_seven() {
        for (var month : periods(Kind.MONTHLY)) {
            var first = month.last().plusDays(1).date();
            assertThat(month.publishedAt())
                    .isEqualTo(uk(first.toEpochDay(), first.getYear(), 7, 0))
                    .isEqualTo(month.to().plusSeconds(60 * 60));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_period_has_ended_from_its_first_instant_after(Kind kind) {
        for (var period : periods(kind)) {
            assertThat(ReportingPeriod.lastEndedBy(kind, period.to())).isEqualTo(period);
            assertThat(ReportingPeriod.lastEndedBy(kind, period.to().minusNanos(1)))
                    .isEqualTo(period.previous());
            assertThat(ReportingPeriod.lastEndedBy(kind, period.publishedAt().minusNanos(1)))
                    .isEqualTo(period);
            assertThat(ReportingPeriod.lastEndedBy(kind, period.publishedAt())).isEqualTo(period);
            assertThat(ReportingPeriod.lastEndedBy(kind, period.from()))
                    .isEqualTo(period.previous());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_period_is_provisional_for_fourteen_days_by_the_clock(Kind kind) {
        for (var period : periods(kind)) {
            var until = period.last().date().plusDays(15);
            assertThat(period.finalFrom()).isEqualTo(uk(until.toEpochDay(), until.getYear(), 6, 0));
        }
    }

    /// An engagement lasts 24 hours at most and a summary looks one day back for those that reach
    /// into its first morning. That is enough unless the day before it has 23 hours.
    @ParameterizedTest
    @EnumSource
    void no_period_starts_the_day_after_clocks_went_forward(Kind kind) {
        for (var period : periods(kind)) {
            var eve = period.first().plusDays(-1);
            assertThat(eve.start().plusSeconds(24 * 3600)).isBeforeOrEqualTo(eve.end());
        }
    }

    @Test
    void the_contracts_example_is_exact() {
        var week = period(Kind.WEEKLY, "2023-W05");
        assertThat(week.from()).isEqualTo(Instant.parse("2023-01-30T06:00:00Z"));
        assertThat(week.to()).isEqualTo(Instant.parse("2023-02-06T06:00:00Z"));
        assertThat(ReportingPeriod.lastEndedBy(Kind.WEEKLY, Instant.parse("2023-02-06T06:30:00Z")))
                .isEqualTo(week);
        assertThat(week.finalFrom()).isEqualTo(Instant.parse("2023-02-20T06:00:00Z"));
    }

    @Test
    void kinds_are_named_one_way_in_paths_and_another_in_documents() {
        assertThat(Arrays.stream(Kind.values()).map(Kind::path))
                .containsExactly("weekly", "monthly");
        assertThat(Arrays.stream(Kind.values()).map(Kind::word)).containsExactly("week", "month");
        assertThat(Kind.ofPath("weekly")).contains(Kind.WEEKLY);
        assertThat(Kind.ofPath("monthly")).contains(Kind.MONTHLY);
        assertThat(Stream.of("week", "WEEKLY", "", "daily").map(Kind::ofPath))
                .allMatch(Optional::isEmpty);
    }

    @Test
    void weeks_and_months_cut_the_same_days_differently() {
        var february = period(Kind.MONTHLY, "2023-02");
        var weeks = new ArrayList<ReportingPeriod>();
        february.days().map(OperationalDay::week).distinct().forEach(weeks::add);
        assertThat(weeks.stream().map(ReportingPeriod::id))
                .containsExactly("2023-W05", "2023-W06", "2023-W07", "2023-W08", "2023-W09");
        assertThat(february.contains(weeks.getFirst().first())).isFalse();
    }

    private static ReportingPeriod period(Kind kind, String id) {
        return ReportingPeriod.parse(kind, id).orElseThrow();
    }

    private static Instant uk(long day, int year, int hour, int minute) {
        return Instant.ofEpochSecond(UkCalendar.second(day, year, hour, minute));
    }

    /// One range for dates, times and periods: what has no day in it is none.
    @ParameterizedTest
    @CsvSource({
        "WEEKLY, 1999-W52, 1999-W51",
        "WEEKLY, 2100-W52, 2101-W01",
        "MONTHLY, 2000-01, 1999-12",
        "MONTHLY, 2100-12, 2101-01"
    })
    void a_period_is_read_only_if_the_ledger_takes_reports_of_a_day_of_it(
            Kind kind, String last, String beyond) {
        assertThat(ReportingPeriod.parse(kind, last)).map(ReportingPeriod::id).contains(last);
        assertThat(ReportingPeriod.parse(kind, beyond)).isEmpty();
    }
}
