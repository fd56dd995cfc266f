package org.patrolledger.domain.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.IsoFields;

/// A day from 06:00 to 06:00 the next morning, Europe/London wall-clock time, half-open; so a night
/// belongs to the evening it began on. 23 or 25 hours long where the clocks change within it.
///
/// @param date the calendar date on which the day starts
public record OperationalDay(LocalDate date) implements Comparable<OperationalDay> {
    /// Where the operations are; the one time zone of the ledger.
    public static final ZoneId ZONE = ZoneId.of("Europe/London");

    /// The years of which dates and times are taken, in forms, catalogue, queries and events alike.
    public static final int FIRST_YEAR = 2000;

    /// See [#FIRST_YEAR].
    public static final int LAST_YEAR = 2100;

    /// The wall-clock hour at which one day ends and the next starts. UK clocks change between
    /// 01:00 and 03:00, so 06:00 exists exactly once on every date.
    public static final LocalTime STARTS = LocalTime.of(6, 0);

    /// The day in which `moment` lies.
    public static OperationalDay of(Instant moment) {
        var local = moment.atZone(ZONE);
        var date = local.toLocalDate();
        return new OperationalDay(local.getHour() < STARTS.getHour() ? date.minusDays(1) : date);
    }

    /// Reads `2023-02-03`.
    ///
    /// @throws DateTimeParseException if it is not a day, or not in range
    public static OperationalDay parse(String text) {
        if (text.length() != 10) {
            // A LocalDate would also read signs and years of more than four digits.
            throw new DateTimeParseException("a date has ten characters", text, 0);
        }
        var day = new OperationalDay(LocalDate.parse(text));
        if (!day.isInRange()) {
            throw new DateTimeParseException("a date lies from 2000 to 2100", text, 0);
        }
        return day;
    }

    /// Whether the ledger takes reports of the day: from 2000-01-01 to 2100-12-31.
    public boolean isInRange() {
        return FIRST_YEAR <= date.getYear() && date.getYear() <= LAST_YEAR;
    }

    /// The first instant of the day.
    public Instant start() {
        return date.atTime(STARTS).atZone(ZONE).toInstant();
    }

    /// The first instant after the day.
    public Instant end() {
        return plusDays(1).start();
    }

    public OperationalDay plusDays(int days) {
        return new OperationalDay(date.plusDays(days));
    }

    /// The ISO 8601 week of the day.
    public Week week() {
        // Not `get`, which first works out what range the field has on that date.
        return new Week(
                Math.toIntExact(date.getLong(IsoFields.WEEK_BASED_YEAR)),
                Math.toIntExact(date.getLong(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
    }

    /// The calendar month of the day.
    public Month month() {
        return new Month(YearMonth.from(date));
    }

    @Override
    public int compareTo(OperationalDay other) {
        return date.compareTo(other.date);
    }

    @Override
    public String toString() {
        return date.toString();
    }
}
