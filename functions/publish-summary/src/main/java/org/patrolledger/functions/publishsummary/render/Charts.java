package org.patrolledger.functions.publishsummary.render;

import java.util.List;
import java.util.stream.Collectors;
import org.patrolledger.formats.markup.Markup;

/// Bar charts as inline SVG. Each has a title, and a description that gives all it shows, so that
/// nothing is lost on whoever does not see it.
final class Charts {
    private static final int WIDTH = 720;
    private static final int ROW = 22;
    private static final int BAR = 14;
    private static final int BARS_FROM = 240;
    private static final int BARS_TO = 630;
    private static final int LONGEST_LABEL = 36;

    private Charts() {}

    /// A bar.
    ///
    /// @param value 0 or more, its length
    /// @param shown the value as written beside it
    record Bar(String label, long value, String shown) {}

    /// Horizontal bars on one scale.
    ///
    /// @param id unlike that of any other chart of the page
    static void bars(Markup out, String id, String title, List<Bar> bars) {
        long longest = bars.stream().mapToLong(Bar::value).max().orElse(0);
        int height = bars.size() * ROW + 4;
        var description =
                bars.stream()
                        .map(bar -> bar.label() + " " + bar.shown())
                        .collect(Collectors.joining("; ", "", "."));
        begin(out, id, title, description, height);
        for (int i = 0; i < bars.size(); i++) {
            var bar = bars.get(i);
            int top = 2 + i * ROW;
            long length = length(bar.value(), longest, BARS_TO - BARS_FROM);
            label(out, BARS_FROM - 8, top + 12, "end", shortened(bar.label()));
            rect(out, "now", BARS_FROM, top, length, BAR);
            label(out, BARS_FROM + length + 6, top + 12, "start", bar.shown());
        }
        out.empty(
                "line",
                "class",
                "axis",
                "x1",
                n(BARS_FROM),
                "x2",
                n(BARS_FROM),
                "y1",
                "0",
                "y2",
                n(height));
        out.close();
    }

    /// One bar, filled for `part` of `whole`; `whole` is above 0.
    static void share(
            Markup out, String id, String title, String description, long part, long whole) {
        begin(out, id, title, description, 26);
        long filled = length(part, whole, WIDTH - 2);
        if (part < whole) {
            rect(out, "rest", 1, 2, WIDTH - 2, 22);
        }
        rect(out, "now", 1, 2, filled, 22);
        out.close();
    }

    /// A bar in a table's cell, beside the figure it shows.
    static void cell(Markup out, long value, long longest) {
        decoration(out, "0 0 100 10");
        rect(out, "now", 0, 0, length(value, longest, 100), 10);
        out.close();
    }

    /// Up to three bars above one another, to compare; `earlier` and `before` may be missing (-1).
    static void compare(Markup out, long now, long before, long earlier) {
        long longest = Math.max(now, Math.max(before, earlier));
        decoration(out, "0 0 100 14");
        rect(out, "now", 0, 0, length(now, longest, 100), 5);
        if (before >= 0) {
            rect(out, "before", 0, 6, length(before, longest, 100), 3);
        }
        if (earlier >= 0) {
            rect(out, "earlier", 0, 10, length(earlier, longest, 100), 3);
        }
        out.close();
    }

    private static void begin(Markup out, String id, String title, String description, int height) {
        var names = id + "-title " + id + "-desc";
        var box = "0 0 " + WIDTH + " " + height;
        out.open("svg", "class", "chart", "viewBox", box, "role", "img", "aria-labelledby", names)
                .element("title", title, "id", id + "-title")
                .element("desc", description, "id", id + "-desc");
    }

    /// Shows what stands in words beside it.
    private static void decoration(Markup out, String box) {
        out.open(
                "svg",
                "class",
                "micro",
                "viewBox",
                box,
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

    private static void label(Markup out, long x, long y, String anchor, String text) {
        out.element("text", text, "x", n(x), "y", n(y), "text-anchor", anchor);
    }

    /// The length for `value` where `longest` is `most` long; at least 1 for what is not 0.
    private static long length(long value, long longest, int most) {
        return value == 0 ? 0 : Math.max(1, Math.round((double) value * most / longest));
    }

    private static String shortened(String label) {
        return label.codePointCount(0, label.length()) <= LONGEST_LABEL
                ? label
                : label.substring(0, label.offsetByCodePoints(0, LONGEST_LABEL - 1)) + "…";
    }

    private static String n(long number) {
        return Long.toString(number);
    }
}
