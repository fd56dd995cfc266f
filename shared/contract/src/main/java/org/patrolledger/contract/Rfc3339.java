package org.patrolledger.contract;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.time.OperationalDay;

/// Reads RFC 3339 times with an offset, of the years 2000 to 2100, in the one form that the schemas
/// state.
///
/// Written out rather than a regular expression and a formatter: it runs several times for each
/// submission of a summary, and those two took a fifth of the fold. Offsets beyond 18 hours, which
/// RFC 3339 allows and [java.time.OffsetDateTime] refuses, are read too.
public final class Rfc3339 {
    /// Up to the seconds: `2023-02-03T18:00:00`.
    private static final int SECONDS_END = 19;

    private static final int NANOSECOND_DIGITS = 9;

    private Rfc3339() {}

    /// The moment `text` names; null where it is no such time, or of a day that no calendar has.
    public static @Nullable Instant read(String text) {
        // What is not of this character set becomes a question mark, which no time has.
        var characters = text.getBytes(StandardCharsets.ISO_8859_1);
        return read(characters, 0, characters.length);
    }

    /// The moment that the characters of `text` name from `from` up to `to`; null as for a text.
    public static @Nullable Instant read(byte[] text, int from, int to) {
        int zone = zone(text, from, to);
        if (zone < 0
                || text[from + 4] != '-'
                || text[from + 7] != '-'
                || (text[from + 10] | 0x20) != 't'
                || text[from + 13] != ':'
                || text[from + 16] != ':') {
            return null;
        }
        int year = number(text, from, 4);
        int month = number(text, from + 5, 2);
        int day = number(text, from + 8, 2);
        int hour = number(text, from + 11, 2);
        int minute = number(text, from + 14, 2);
        int second = number(text, from + 17, 2);
        int nanos = nanos(text, from + SECONDS_END, zone);
        int offset = offset(text, zone, to);
        if (year < OperationalDay.FIRST_YEAR
                || year > OperationalDay.LAST_YEAR
                || month < 1
                || month > 12
                || day < 1
                || (day > 28 && day > YearMonth.of(year, month).lengthOfMonth())
                || outside(hour, 23)
                || outside(minute, 59)
                || outside(second, 59)
                || nanos < 0
                || offset == Integer.MIN_VALUE) {
            return null;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Instant.ofEpochSecond(
                days * 86_400 + hour * 3600L + minute * 60L + second - offset, nanos);
    }

    /// Where the offset begins; negative where there can be none.
    private static int zone(byte[] text, int from, int to) {
        if (to - from <= SECONDS_END) {
            return -1;
        }
        int zone = (text[to - 1] | 0x20) == 'z' ? to - 1 : to - 6;
        return zone < from + SECONDS_END ? -1 : zone;
    }

    private static boolean outside(int value, int most) {
        return value < 0 || value > most;
    }

    /// Digits as a number; negative where one of them is none.
    private static int number(byte[] text, int from, int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = text[i] - '0';
            if (outside(digit, 9)) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /// The fraction of the second; negative where what stands there is none.
    private static int nanos(byte[] text, int from, int zone) {
        if (zone == from) {
            return 0;
        }
        int digits = zone - from - 1;
        if (text[from] != '.' || digits < 1 || digits > NANOSECOND_DIGITS) {
            return -1;
        }
        int nanos = number(text, from + 1, digits);
        for (int i = digits; i < NANOSECOND_DIGITS; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    /// Seconds; [Integer#MIN_VALUE] where what stands there is no offset.
    private static int offset(byte[] text, int zone, int to) {
        if (zone == to - 1) {
            return 0;
        }
        byte sign = text[zone];
        int hours = number(text, zone + 1, 2);
        int minutes = number(text, zone + 4, 2);
        if ((sign != '+' && sign != '-')
                || text[zone + 3] != ':'
                || outside(hours, 23)
                || outside(minutes, 59)) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3600 + minutes * 60;
        return sign == '-' ? -seconds : seconds;
    }
}
