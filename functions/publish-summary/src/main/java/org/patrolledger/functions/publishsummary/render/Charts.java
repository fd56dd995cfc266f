package org.patrolledger.functions.publishsummary.render;

import java.util.List;
import java.util.OptionalLong;
import org.patrolledger.formats.markup.Markup;

/// Shapes that show what stands in words and figures beside them. They hold no text of their own,
/// which would shrink with them on a narrow screen, and are nothing to a screen reader.
final class Charts {
    private static final int WIDTH = 100;
    private static final int BAR_HEIGHT = 10;
    private static final int COLUMN = 10;
    private static final int COLUMN_GAP = 2;
    private static final int COLUMNS_HEIGHT = 48;

    private Charts() {}

    /// A bar filled for `part` of `whole`.
    static void bar(Markup out, long part, long whole) {
        begin(out, "micro", WIDTH, BAR_HEIGHT);
        rect(out, "ground", 0, 0, WIDTH, BAR_HEIGHT);
        rect(out, "now", 0, 0, length(part, whole, WIDTH), BAR_HEIGHT);
        out.close();
    }

    /// Up to three bars above one another, to compare; `earlier` and `before` may be missing (-1).
    static void compare(Markup out, long now, long before, long earlier) {
        long longest = Math.max(now, Math.max(before, earlier));
        begin(out, "micro", WIDTH, 14);
        rect(out, "now", 0, 0, length(now, longest, WIDTH), 5);
        if (before >= 0) {
            rect(out, "before", 0, 6, length(before, longest, WIDTH), 3);
        }
        if (earlier >= 0) {
            rect(out, "earlier", 0, 10, length(earlier, longest, WIDTH), 3);
        }
        out.close();
    }

    /// A column for each value, the last one marked; a gap where there is none.
    static void columns(Markup out, List<OptionalLong> values) {
        long highest = values.stream().flatMapToLong(OptionalLong::stream).max().orElse(0);
        begin(out, "columns", values.size() * COLUMN, COLUMNS_HEIGHT);
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).isPresent()) {
                long height = length(values.get(i).getAsLong(), highest, COLUMNS_HEIGHT - 1);
                rect(
                        out,
                        i == values.size() - 1 ? "now" : "before",
                        (long) i * COLUMN + 1,
                        COLUMNS_HEIGHT - 1 - height,
                        COLUMN - COLUMN_GAP,
                        height);
            }
        }
        rect(out, "axis", 0, COLUMNS_HEIGHT - 1, (long) values.size() * COLUMN, 1);
        out.close();
    }

    private static void begin(Markup out, String kind, int width, int height) {
        out.open(
                "svg",
                "class",
                kind,
                "viewBox",
                "0 0 " + width + " " + height,
                "preserveAspectRatio",
                "none",
                "aria-hidden",
                "true",
                "focusable",
                "false");
    }

    private static void rect(Markup out, String kind, long x, long y, long width, long height) {
        out.empty(
                "rect", "class", kind, "x", n(x), "y", n(y), "width", n(width), "height",
                n(height));
    }

    /// The length for `value` where `longest` is `most` long; at least 1 for what is not 0.
    private static long length(long value, long longest, int most) {
        return value == 0 ? 0 : Math.max(1, Math.round((double) value * most / longest));
    }

    private static String n(long number) {
        return Long.toString(number);
    }
}
