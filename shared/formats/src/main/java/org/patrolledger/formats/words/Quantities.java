package org.patrolledger.formats.words;

import java.util.Locale;
import org.patrolledger.domain.summary.Measure;

/// Numbers and times in words.
public final class Quantities {
    /// Below this a percentage says more than the figures can bear.
    private static final long SMALLEST_BASE = 10;

    private static final long MINUTES_OF_HOUR = 60;
    private static final long MINUTES_OF_DAY = 24 * MINUTES_OF_HOUR;

    /// From two days on, days say more than hours.
    private static final long DAYS_FROM = 2 * MINUTES_OF_DAY;

    private static final char MINUS = '\u2212';
    private static final String HARD_SPACE = "\u00a0";

    private Quantities() {}

    /// `3,300,000`.
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// `41 h 05 min`, `50 min`.
    public static String time(long minutes) {
        long hours = minutes / 60;
        return hours == 0
                ? minutes + HARD_SPACE + "min"
                : number(hours)
                        + HARD_SPACE
                        + "h"
                        + HARD_SPACE
                        + String.format(Locale.ROOT, "%02d", minutes % 60)
                        + HARD_SPACE
                        + "min";
    }

    /// The value of `measure`, as a number or a time.
    public static String of(Measure measure, long value) {
        return Labels.isTime(measure) ? time(value) : number(value);
    }

    /// The way from `before` to `now`: `+3`, `−2 h 10 min`, `no change`.
    public static String difference(Measure measure, long before, long now) {
        long difference = now - before;
        if (difference == 0) {
            return "no change";
        }
        return (difference > 0 ? "+" : MINUS) + of(measure, Math.abs(difference));
    }

    /// The same in per cent, `+8%`; empty where `before` is too small for it to mean anything.
    public static String percentage(long before, long now) {
        if (before < SMALLEST_BASE) {
            return "";
        }
        if (before == now) {
            return "0%";
        }
        var sign = now > before ? "+" : String.valueOf(MINUS);
        long percent = Math.round(100.0 * Math.abs(now - before) / before);
        if (percent == 0) {
            return "under " + sign + "1%";
        }
        return now > 0 && now < before && percent == 100
                ? "over " + sign + "99%"
                : sign + number(percent) + "%";
    }

    /// A part of a whole in per cent, to the nearest whole one; but only none of it is 0%, and only
    /// all of it 100%. Empty where there is no whole.
    public static String share(long part, long whole) {
        if (whole == 0) {
            return "";
        }
        long percent = Math.round(100.0 * part / whole);
        if (percent == 0 && part > 0) {
            return "under 1%";
        }
        return percent == 100 && part < whole ? "over 99%" : percent + "%";
    }

    /// A delay as one says it: `50 minutes`, `3 hours 20 minutes`, `12 days 21 hours`.
    public static String delay(long minutes) {
        if (minutes < MINUTES_OF_HOUR) {
            return unit(minutes, "minute");
        }
        return minutes < DAYS_FROM
                ? units(minutes, MINUTES_OF_HOUR, "hour", 1, "minute")
                : units(minutes, MINUTES_OF_DAY, "day", MINUTES_OF_HOUR, "hour");
    }

    private static String units(long minutes, long large, String one, long small, String other) {
        long rest = minutes % large / small;
        var first = unit(minutes / large, one);
        return rest == 0 ? first : first + " " + unit(rest, other);
    }

    private static String unit(long count, String unit) {
        return number(count) + HARD_SPACE + unit + (count == 1 ? "" : "s");
    }

    /// `£22,511`, `22,511 EUR`: whole units.
    public static String money(long amount, String currency) {
        return currency.equals("GBP")
                ? "£" + number(amount)
                : number(amount) + HARD_SPACE + currency;
    }

    /// `1 report`, `2 reports`.
    public static String counted(long count, String one, String many) {
        return number(count) + " " + (count == 1 ? one : many);
    }
}
