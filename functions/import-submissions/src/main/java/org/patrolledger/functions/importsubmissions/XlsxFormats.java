package org.patrolledger.functions.importsubmissions;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a spreadsheet shows for a number, by the format of its cell: a number, a date, a time of
/// day, or both. Dates are days since the end of 1899, or since 1904.
final class XlsxFormats {
    private static final String PART = "xl/styles.xml";

    /// Excel stores no more digits than these that mean anything.
    private static final MathContext DIGITS = new MathContext(15);

    private static final LocalDate OF_1900 = LocalDate.of(1899, 12, 30);
    private static final LocalDate OF_1904 = LocalDate.of(1904, 1, 1);

    /// 31 December 9999, the last day of a spreadsheet.
    private static final double LAST_DAY = 2_958_466;

    private static final int SECONDS_A_DAY = 86_400;

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /// As many as Excel has.
    private static final int MOST_STYLES = 65_490;

    private enum Shape {
        NUMBER,
        DAY,
        CLOCK,
        BOTH
    }

    private final List<Shape> styles;
    private final LocalDate firstDay;

    private XlsxFormats(List<Shape> styles, LocalDate firstDay) {
        this.styles = styles;
        this.firstDay = firstDay;
    }

    /// The formats of `parts`.
    ///
    /// @param from1904 whether its days are counted from 1904
    static XlsxFormats of(XlsxParts parts, boolean from1904) throws IOException {
        var styles = new ArrayList<Shape>();
        if (parts.has(PART)) {
            var own = parts.attributes(PART, "numFmt", "numFmtId", "formatCode");
            try (var xml = parts.read(PART)) {
                read(xml, own, styles);
            }
        }
        return new XlsxFormats(styles, from1904 ? OF_1904 : OF_1900);
    }

    private static void read(XlsxParts.Part xml, Map<String, String> own, List<Shape> styles)
            throws IOException {
        var known = new HashMap<String, Shape>();
        boolean within = false;
        while (xml.toElement()) {
            if (xml.is("xf")) {
                if (within && styles.size() < MOST_STYLES) {
                    styles.add(
                            known.computeIfAbsent(
                                    xml.attribute("numFmtId"), it -> shape(it, own.get(it))));
                }
            } else if (xml.is("cellXfs")) {
                within = true;
            } else if (xml.is("cellStyles") || xml.is("cellStyleXfs") || xml.is("dxfs")) {
                within = false;
            }
        }
    }

    private static Shape shape(String id, @Nullable String code) {
        if (code != null) {
            var bare =
                    code.replaceAll("\"[^\"]*\"|\\\\.|_.|\\*.|\\[[^]]*]", "")
                            .toLowerCase(java.util.Locale.ROOT);
            boolean day = bare.matches(".*[yd].*");
            boolean clock = bare.matches(".*[hs].*") || code.matches("(?i).*\\[[hms]+].*");
            if (bare.equals("general")) {
                return Shape.NUMBER;
            }
            // A month alone, as in mmm-yy, has a year beside it; m beside h are minutes.
            return day
                    ? (clock ? Shape.BOTH : Shape.DAY)
                    : clock ? Shape.CLOCK : bare.contains("m") ? Shape.DAY : Shape.NUMBER;
        }
        return switch (id) {
            case "14", "15", "16", "17" -> Shape.DAY;
            case "18", "19", "20", "21", "45", "46", "47" -> Shape.CLOCK;
            case "22" -> Shape.BOTH;
            // Days and times of East Asian versions.
            case "27", "28", "29", "30", "31", "36", "50", "51", "52", "53", "54", "57", "58" ->
                    Shape.DAY;
            default -> Shape.NUMBER;
        };
    }

    /// The text of a number that is stored as `value`.
    ///
    /// @param style the number of the cell's style; empty for none
    String text(String value, String style) {
        double number;
        try {
            number = Double.parseDouble(value);
        } catch (NumberFormatException e) {
            return value;
        }
        if (!Double.isFinite(number)) {
            return value;
        }
        int index = style.matches("[0-9]{1,6}") ? Integer.parseInt(style) : -1;
        var shape = index >= 0 && index < styles.size() ? styles.get(index) : Shape.NUMBER;
        return shape == Shape.NUMBER || number < 0 || number >= LAST_DAY
                ? plain(number)
                : moment(number, shape);
    }

    private static String plain(double number) {
        return number == 0
                ? "0"
                : new BigDecimal(number).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    private String moment(double number, Shape shape) {
        long seconds = Math.round(number * SECONDS_A_DAY);
        long days = seconds / SECONDS_A_DAY;
        var clock = LocalTime.ofSecondOfDay(seconds % SECONDS_A_DAY);
        if (days == 0 && shape != Shape.DAY) {
            return CLOCK.format(clock);
        }
        // Spreadsheets have a 29 February 1900.
        var day = firstDay.plusDays(days < 60 && firstDay.equals(OF_1900) ? days + 1 : days);
        return shape == Shape.DAY && clock.equals(LocalTime.MIDNIGHT)
                ? day.toString()
                : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(LocalDateTime.of(day, clock));
    }
}
