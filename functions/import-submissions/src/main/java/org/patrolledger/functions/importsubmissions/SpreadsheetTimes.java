package org.patrolledger.functions.importsubmissions;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Rfc3339;
import org.patrolledger.contract.imports.ImportMapping;
import org.patrolledger.contract.imports.ImportMapping.DateFormat;

/// Times as spreadsheets and other forms write them. Without an offset they are those of
/// Europe/London; what cannot be read is left as it is, for the form's reader to name the fault.
final class SpreadsheetTimes {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    /// Lies on the operational day of its date, all the year.
    private static final LocalTime NOON = LocalTime.NOON;

    private static final Pattern ISO =
            Pattern.compile(
                    "([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?)\\s*([Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?)?");
    private static final Pattern SLASHED =
            Pattern.compile(
                    "([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})(?:[ ,T]+(\\S+(?: ?[AaPp][Mm])?))?");
    private static final Pattern CLOCK =
            Pattern.compile(
                    "([0-9]{1,2})(?:[:.]([0-9]{2})(?::([0-9]{2})(\\.[0-9]{1,9})?)?)? ?([AaPp]\\.?[Mm]\\.?)?");

    private static final int LONGEST_DATE = "2023-02-03".length();

    private final boolean dateOnly;
    private final Optional<DateFormat> format;

    SpreadsheetTimes(ImportMapping mapping) {
        this.dateOnly = mapping.dateOnly().isPresent();
        this.format = mapping.dateFormat();
    }

    /// The time that `text` is, as RFC 3339; `text` itself where it is not a time.
    String time(String text) {
        var iso = ISO.matcher(text);
        if (iso.matches()) {
            return iso(text, iso);
        }
        var parts = text.split("[ ,T]+", 2);
        var date = parts[0].length() > LONGEST_DATE ? null : date(parts[0]);
        if (date == null || parts.length == 1) {
            return date == null ? text : dateOnly(date, text);
        }
        var clock = clock(parts[1]);
        if (clock == null) {
            return text;
        }
        // Files that have days only write them as midnights.
        boolean day = dateOnly && clock.equals(LocalTime.MIDNIGHT);
        return london(date.atTime(day ? NOON : clock));
    }

    private String iso(String text, Matcher iso) {
        var date = isoDate(iso.group(1));
        if (date == null) {
            return text;
        }
        if (iso.group(2) == null) {
            return dateOnly(date, text);
        }
        var clock = clock(iso.group(2));
        if (dateOnly && iso.group(2).matches("00:00(:00(\\.0+)?)?")) {
            // Files that have days only write them as midnights.
            return dateOnly(date, text);
        }
        if (iso.group(3) != null) {
            return Rfc3339.read(text) != null ? text : withOffset(text, iso);
        }
        return clock == null ? text : london(date.atTime(clock));
    }

    private static String withOffset(String text, Matcher iso) {
        try {
            var local = LocalDateTime.of(isoDate(iso.group(1)), LocalTime.parse(iso.group(2)));
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                    local.atOffset(ZoneOffset.of(iso.group(3).toUpperCase(Locale.ROOT))));
        } catch (DateTimeException e) {
            return text;
        }
    }

    private String dateOnly(LocalDate date, String text) {
        return dateOnly ? london(date.atTime(NOON)) : text;
    }

    /// The moment of a wall clock in London; the first where it shows that time twice. What the
    /// spring change leaves out is written without an offset, and so is a fault.
    private static String london(LocalDateTime local) {
        if (LONDON.getRules().getValidOffsets(local).isEmpty()) {
            return local.toString();
        }
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                local.atZone(LONDON).toOffsetDateTime());
    }

    /// The date that `text` is; null where it is not a date.
    @Nullable LocalDate date(String text) {
        var slashed = SLASHED.matcher(text);
        if (!slashed.matches()) {
            return isoDate(text.length() > 10 ? text.substring(0, 10) : text);
        }
        boolean monthFirst = format.filter(it -> it == DateFormat.MONTH_FIRST).isPresent();
        int first = Integer.parseInt(slashed.group(1));
        int second = Integer.parseInt(slashed.group(2));
        try {
            return LocalDate.of(
                    Integer.parseInt(slashed.group(3)),
                    monthFirst ? first : second,
                    monthFirst ? second : first);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable LocalDate isoDate(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// The time of day that `text` is, `18:00`, `18:00:00.000`, `6pm` or `11.30 pm`; null where it
    /// is not a time.
    static @Nullable LocalTime clock(String text) {
        // A workbook's cell may hold a date with the time, or before it.
        var matcher = CLOCK.matcher(text.strip().replaceFirst("^[0-9]{4}-[0-9]{2}-[0-9]{2}T", ""));
        if (!matcher.matches() || (matcher.group(2) == null && matcher.group(5) == null)) {
            return null;
        }
        int hour = Integer.parseInt(matcher.group(1));
        int minute = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        int second = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        int nano = nanos(matcher.group(4));
        var half = matcher.group(5);
        if (half != null) {
            if (hour < 1 || hour > 12) {
                return null;
            }
            hour = hour % 12 + (half.toLowerCase(Locale.ROOT).startsWith("p") ? 12 : 0);
        }
        return hour > 23 || minute > 59 || second > 59
                ? null
                : LocalTime.of(hour, minute, second, nano);
    }

    /// The nanoseconds of `.5`; 0 where there is no fraction.
    private static int nanos(@Nullable String fraction) {
        return fraction == null
                ? 0
                : new BigDecimal("0" + fraction).movePointRight(9).intValueExact();
    }

    /// The moment of `date` and `clock` in London.
    String moment(LocalDate date, LocalTime clock) {
        return london(date.atTime(clock));
    }

    /// `minutes` after `start`; null where `start` is no time.
    static @Nullable String after(String start, long minutes) {
        var from = Rfc3339.read(start);
        return from == null ? null : london(from.plusSeconds(minutes * 60));
    }

    /// A calendar day after `time`, at the same time of day in London.
    static String nextDay(Instant time) {
        return london(time.atZone(LONDON).toLocalDateTime().plusDays(1));
    }

    private static String london(Instant moment) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                moment.atZone(LONDON).toOffsetDateTime());
    }
}
