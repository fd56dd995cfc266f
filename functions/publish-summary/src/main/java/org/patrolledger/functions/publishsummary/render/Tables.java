package org.patrolledger.functions.publishsummary.render;

import java.util.List;
import org.patrolledger.formats.markup.Markup;

/// Tables that a screen reader can read out: captioned, each cell under a header that says what it
/// heads.
final class Tables {
    private Tables() {}

    /// A column's header.
    ///
    /// @param number whether its cells are figures
    record Column(String title, boolean number) {
        static Column words(String title) {
            return new Column(title, false);
        }

        static Column figures(String title) {
            return new Column(title, true);
        }
    }

    /// Opens a table and writes its caption and header; [#end] ends it.
    static void begin(Markup out, String caption, List<Column> columns) {
        out.open("table").element("caption", caption).open("thead").open("tr");
        for (var column : columns) {
            if (column.number()) {
                out.element("th", column.title(), "scope", "col", "class", "n");
            } else {
                out.element("th", column.title(), "scope", "col");
            }
        }
        out.close().close().open("tbody");
    }

    static void end(Markup out) {
        out.close().close();
    }

    /// The first cell of a row, which says what the row is about.
    static void head(Markup out, String text) {
        out.element("th", text, "scope", "row");
    }

    static void words(Markup out, String text) {
        out.element("td", text);
    }

    static void figure(Markup out, String text) {
        out.element("td", text, "class", "n");
    }

    /// A figure that is lighter where it is none.
    static void figure(Markup out, String text, boolean zero) {
        out.element("td", text, "class", zero ? "n zero" : "n");
    }

    /// Whoever sees it on a narrow screen can scroll it, also by keyboard.
    static void beginScroll(Markup out, String label) {
        out.open(
                "div",
                "class",
                "scroll wide",
                "role",
                "region",
                "aria-label",
                label,
                "tabindex",
                "0");
    }

    static void endScroll(Markup out) {
        out.close();
    }
}
