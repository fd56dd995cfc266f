package org.patrolledger.formats.words;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.patrolledger.domain.time.Month;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.domain.time.Week;

/// Dates and periods in English words. Spelt out here, since what a Java platform's locale data say
/// changes from release to release, and a summary's bytes must not.
public final class Times {
    private Times() {}

    /// `Week 5 of 2023`, `February 2023`.
    public static String period(ReportingPeriod period) {
        return switch (period) {
            case Week week ->
                    String.format(Locale.ROOT, "Week %s of %s", week.number(), week.year());
            case Month month -> monthAndYear(month.first().date());
        };
    }

    /// The same in little room: `Week 5, 2023`, `Feb 2023`.
    public static String shortPeriod(ReportingPeriod period) {
        return switch (period) {
            case Week week -> String.format(Locale.ROOT, "Week %s, %s", week.number(), week.year());
            case Month month -> {
                var date = month.first().date();
                yield month(date).substring(0, 3) + " " + date.getYear();
            }
        };
    }

    /// The same within a sentence: `week 5 of 2023`, `February 2023`.
    public static String periodInText(ReportingPeriod period) {
        return switch (period) {
            case Week week ->
                    String.format(Locale.ROOT, "week %s of %s", week.number(), week.year());
            case Month month -> period(month);
        };
    }

    /// `Monday 30 January to Sunday 5 February 2023`; the year once where it is the same.
    public static String dates(ReportingPeriod period) {
        var first = period.first().date();
        var last = period.last().date();
        var from = weekday(first) + " " + dayAndMonth(first);
        return (first.getYear() == last.getYear() ? from : from + " " + first.getYear())
                + " to "
                + weekday(last)
                + " "
                + date(last);
    }

    /// `30 January to 5 February`.
    public static String daysAndMonths(ReportingPeriod period) {
        return dayAndMonth(period.first().date()) + " to " + dayAndMonth(period.last().date());
    }

    /// `Fri 3 Feb`.
    public static String shortDay(OperationalDay day) {
        var date = day.date();
        return weekday(date).substring(0, 3)
                + " "
                + date.getDayOfMonth()
                + " "
                + month(date).substring(0, 3);
    }

    /// `20 February 2023`.
    public static String date(LocalDate date) {
        return dayAndMonth(date) + " " + date.getYear();
    }

    /// `6 February 2023 at 06:30`, Europe/London.
    public static String moment(Instant moment) {
        var local = moment.atZone(OperationalDay.ZONE);
        return date(local.toLocalDate())
                + String.format(Locale.ROOT, " at %02d:%02d", local.getHour(), local.getMinute());
    }

    private static String dayAndMonth(LocalDate date) {
        return date.getDayOfMonth() + " " + month(date);
    }

    private static String monthAndYear(LocalDate date) {
        return month(date) + " " + date.getYear();
    }

    private static String weekday(LocalDate date) {
        return capitalised(date.getDayOfWeek().name());
    }

    private static String month(LocalDate date) {
        return capitalised(date.getMonth().name());
    }

    private static String capitalised(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
