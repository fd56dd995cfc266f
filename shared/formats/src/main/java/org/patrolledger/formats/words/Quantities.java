package org.patrolledger.formats.words;

import java.util.Locale;
import org.patrolledger.domain.summary.Measure;

/// Numbers and times in words.
public final class Quantities {
    /// Below this a percentage says more than the figures can bear.
    private static final long SMALLEST_BASE = 10;

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
        if (before < SMALLEST_BASE || before == now) {
            return "";
        }
        long percent = Math.round(100.0 * (now - before) / before);
        return percent == 0
                ? "under 1%"
                : (percent > 0 ? "+" : MINUS) + number(Math.abs(percent)) + "%";
    }

    /// A part of a whole in per cent, rounded down so that only all of it is 100%.
    public static String share(long part, long whole) {
        return whole == 0 ? "" : 100 * part / whole + "%";
    }

    /// `1 report`, `2 reports`.
    public static String counted(long count, String one, String many) {
        return number(count) + " " + (count == 1 ? one : many);
    }
}
