package org.patrolledger.domain.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.time.Interval;
import org.patrolledger.domain.time.OperationalDay;

class ShiftTest {
    private static final PlaceId PLACE = new PlaceId("pier-gap");

    private static Shift shift(String from, String to, DayOfWeek... days) {
        return new Shift(PLACE, Set.of(days), LocalTime.parse(from), LocalTime.parse(to));
    }

    /// Hours worked out by hand. 2023-02-03 is a Friday in winter, 2023-07-07 one in summer.
    @ParameterizedTest
    @CsvSource({
        // On one calendar day.
        "2023-02-03, 18:00, 22:00, 2023-02-03T18:00:00Z, 2023-02-03T22:00:00Z",
        "2023-07-07, 18:00, 22:00, 2023-07-07T17:00:00Z, 2023-07-07T21:00:00Z",
        // From the first moment of the day, and to its last.
        "2023-02-03, 06:00, 07:00, 2023-02-03T06:00:00Z, 2023-02-03T07:00:00Z",
        "2023-02-03, 05:00, 06:00, 2023-02-04T05:00:00Z, 2023-02-04T06:00:00Z",
        // A `to` not after `from` ends on the next calendar day.
        "2023-02-03, 18:00, 02:00, 2023-02-03T18:00:00Z, 2023-02-04T02:00:00Z",
        "2023-02-03, 22:00, 00:00, 2023-02-03T22:00:00Z, 2023-02-04T00:00:00Z",
        "2023-02-03, 20:00, 06:00, 2023-02-03T20:00:00Z, 2023-02-04T06:00:00Z",
        "2023-02-03, 18:00, 18:00, 2023-02-03T18:00:00Z, 2023-02-04T18:00:00Z",
        "2023-02-03, 06:00, 06:00, 2023-02-03T06:00:00Z, 2023-02-04T06:00:00Z",
        // An hour before 06:00 is that of the following morning.
        "2023-02-03, 00:00, 02:00, 2023-02-04T00:00:00Z, 2023-02-04T02:00:00Z",
        "2023-02-03, 02:00, 05:59, 2023-02-04T02:00:00Z, 2023-02-04T05:59:00Z",
        "2023-02-03, 05:59, 06:01, 2023-02-04T05:59:00Z, 2023-02-04T06:01:00Z",
        "2023-02-03, 04:00, 03:00, 2023-02-04T04:00:00Z, 2023-02-05T03:00:00Z",
        // Past 06:00, into the next operational day.
        "2023-02-03, 22:00, 07:30, 2023-02-03T22:00:00Z, 2023-02-04T07:30:00Z",
        "2023-02-03, 05:00, 09:00, 2023-02-04T05:00:00Z, 2023-02-04T09:00:00Z",
        // Clocks go forward on Sunday 2023-03-26 at 01:00 UTC: seven hours, not eight.
        "2023-03-25, 18:00, 02:00, 2023-03-25T18:00:00Z, 2023-03-26T01:00:00Z",
        "2023-03-25, 23:00, 06:00, 2023-03-25T23:00:00Z, 2023-03-26T05:00:00Z",
        // 01:30 does not exist that night: it is 02:30.
        "2023-03-25, 22:00, 01:30, 2023-03-25T22:00:00Z, 2023-03-26T01:30:00Z",
        "2023-03-25, 01:30, 04:00, 2023-03-26T01:30:00Z, 2023-03-26T03:00:00Z",
        // Where nothing is left of it, a minute is.
        "2023-03-25, 01:00, 02:00, 2023-03-26T01:00:00Z, 2023-03-26T01:01:00Z",
        "2023-03-25, 01:30, 02:00, 2023-03-26T01:30:00Z, 2023-03-26T01:31:00Z",
        // Clocks go back on Sunday 2023-10-29 at 01:00 UTC: nine hours.
        "2023-10-28, 18:00, 02:00, 2023-10-28T17:00:00Z, 2023-10-29T02:00:00Z",
        // 01:30 comes twice: the first is meant.
        "2023-10-28, 22:00, 01:30, 2023-10-28T21:00:00Z, 2023-10-29T00:30:00Z",
        "2023-10-28, 01:30, 03:00, 2023-10-29T00:30:00Z, 2023-10-29T03:00:00Z",
        // New Year's Eve.
        "2023-12-31, 21:00, 03:00, 2023-12-31T21:00:00Z, 2024-01-01T03:00:00Z",
    })
    void hours_lie_on_the_operational_day(
            String day, String from, String to, Instant start, Instant end) {
        assertThat(shift(from, to, DayOfWeek.FRIDAY).on(OperationalDay.parse(day)))
                .isEqualTo(new Interval(start, end));
    }

    @Test
    void a_shift_starts_on_its_day_whatever_its_hours() {
        for (int from = 0; from < 24; from++) {
            for (int to = 0; to < 24; to++) {
                var shift =
                        new Shift(
                                PLACE,
                                Set.of(DayOfWeek.SUNDAY),
                                LocalTime.of(from, 0),
                                LocalTime.of(to, 30));
                for (var date : List.of("2023-02-03", "2023-03-25", "2023-10-28")) {
                    var day = OperationalDay.parse(date);
                    var hours = shift.on(day);
                    assertThat(OperationalDay.of(hours.from())).isEqualTo(day);
                    assertThat(hours.to()).isBeforeOrEqualTo(day.plusDays(1).end());
                }
            }
        }
    }

    @Test
    void a_shift_falls_on_its_days_of_the_week_as_operational_days() {
        var weekend = shift("00:30", "02:00", DayOfWeek.FRIDAY, DayOfWeek.SATURDAY);
        assertThat(
                        Stream.iterate(OperationalDay.parse("2023-01-30"), day -> day.plusDays(1))
                                .limit(7)
                                .filter(weekend::fallsOn)
                                .map(OperationalDay::toString))
                .containsExactly("2023-02-03", "2023-02-04");
    }

    @Test
    void days_iterate_from_monday_on() {
        assertThat(shift("18:00", "02:00", DayOfWeek.values()).days())
                .containsExactly(DayOfWeek.values());
    }

    @Test
    void a_shift_without_days_is_refused() {
        assertThatThrownBy(() -> shift("18:00", "02:00"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
