package org.patrolledger.domain.time;

/// An oracle for calendar and clocks, written without `java.time`: the proleptic Gregorian calendar
/// by arithmetic on day numbers, and UK legal time by the rules of its statutes.
///
/// Days are counted from 1970-01-01, as epoch seconds are.
final class UkCalendar {
    private static final long DAY = 86_400;
    private static final int MONDAY = 0;
    private static final int SUNDAY = 6;

    private UkCalendar() {}

    static boolean leap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    static int daysOf(int year, int month) {
        return switch (month) {
            case 2 -> leap(year) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /// The number of the day, by counting whole years and months.
    static long day(int year, int month, int dayOfMonth) {
        long before = year - 1L;
        long days = before * 365 + before / 4 - before / 100 + before / 400 - 719_162;
        for (int m = 1; m < month; m++) {
            days += daysOf(year, m);
        }
        return days + dayOfMonth - 1;
    }

    /// 0 for Monday to 6 for Sunday; 1970-01-01 was a Thursday.
    static int weekday(long day) {
        return (int) Math.floorMod(day + 3, 7L);
    }

    static long sundayOnOrAfter(int year, int month, int dayOfMonth) {
        long day = day(year, month, dayOfMonth);
        while (weekday(day) != SUNDAY) {
            day++;
        }
        return day;
    }

    static long lastSunday(int year, int month) {
        return sundayOnOrAfter(year, month, daysOf(year, month) - 6);
    }

    /// Whether clocks show UTC plus one hour at `epochSecond`, from 1970 on.
    static boolean ahead(long epochSecond, int year) {
        if (year <= 1971) {
            // British Standard Time lasted from 1968 to 31 October 1971, 02:00 UTC.
            return epochSecond < day(1971, 10, 31) * DAY + 2 * 3600;
        }
        return epochSecond >= forward(year) && epochSecond < back(year);
    }

    /// When clocks go forward in `year`, 1972 or later.
    static long forward(int year) {
        return year <= 1980
                ? sundayOnOrAfter(year, 3, 16) * DAY + 2 * 3600
                : lastSunday(year, 3) * DAY + 3600;
    }

    /// When clocks go back in `year`, 1972 or later.
    static long back(int year) {
        if (year <= 1980) {
            return sundayOnOrAfter(year, 10, 23) * DAY + 2 * 3600;
        } else if (year <= 1989) {
            return sundayOnOrAfter(year, 10, 23) * DAY + 3600;
        } else if (year <= 1995) {
            return sundayOnOrAfter(year, 10, 22) * DAY + 3600;
        }
        return lastSunday(year, 10) * DAY + 3600;
    }

    /// The epoch second at which clocks show `hour`:`minute` on a day of `year`; for hours at which
    /// no clock is ever changed.
    static long second(long day, int year, int hour, int minute) {
        long utc = day * DAY + hour * 3600L + minute * 60L;
        return ahead(utc, year) ? utc - 3600 : utc;
    }

    /// An ISO 8601 week: its year and number.
    record IsoWeek(int year, int number) {}

    /// The week of a day, which is that of its Thursday; numbers count Thursdays of a year.
    static IsoWeek week(long day, int year) {
        long thursday = day - weekday(day) + 3;
        int weekYear = year;
        if (thursday < day(year, 1, 1)) {
            weekYear = year - 1;
        } else if (thursday >= day(year + 1, 1, 1)) {
            weekYear = year + 1;
        }
        return new IsoWeek(weekYear, (int) ((thursday - day(weekYear, 1, 1)) / 7) + 1);
    }

    /// A year has a week 53 where it starts on a Thursday, or is a leap year that starts on a
    /// Wednesday.
    static int weeksOf(int year) {
        int first = weekday(day(year, 1, 1));
        return first == MONDAY + 3 || (leap(year) && first == MONDAY + 2) ? 53 : 52;
    }
}
