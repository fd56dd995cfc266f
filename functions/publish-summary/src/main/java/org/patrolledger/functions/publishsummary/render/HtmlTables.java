package org.patrolledger.functions.publishsummary.render;

import java.util.List;
import org.patrolledger.formats.markup.Markup;

/// Tables that a screen reader can read out: captioned, each cell under a header that says what it
/// heads.
final class HtmlTables {
    private HtmlTables() {}

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

    /// Opens a table that fits a narrow screen, and writes its caption and header; [#end] ends it.
    static void begin(Markup out, String caption, List<Column> columns) {
        out.open("table").element("caption", caption);
        header(out, columns);
    }

    static void end(Markup out) {
        out.close().close();
    }

    /// Opens a table that may be wider than the screen, in a region of its own that scrolls, by
    /// keyboard too; the page itself never does. The caption names the region and stays in sight.
    /// [#endWide] ends it.
    ///
    /// @param id unlike any other of the page
    static void beginWide(Markup out, String id, String caption, List<Column> columns) {
        out.open("div", "class", "scroll", "role", "region", "aria-labelledby", id, "tabindex", "0")
                .open("table", "class", "wide")
                .open("caption")
                .element("span", caption, "id", id, "class", "caption")
                .close();
        header(out, columns);
    }

    static void endWide(Markup out) {
        end(out);
        out.close();
    }

    private static void header(Markup out, List<Column> columns) {
        out.open("thead").open("tr");
        for (var column : columns) {
            if (column.number()) {
                out.element("th", column.title(), "scope", "col", "class", "n");
            } else {
                out.element("th", column.title(), "scope", "col");
            }
        }
        out.close().close().open("tbody");
    }

    /// The first cell of a row, which says what the row is about.
    static void head(Markup out, String text) {
        out.element("th", text, "scope", "row");
    }

    /// The same where somebody else gave the name.
    static void headName(Markup out, String name) {
        out.open("th", "scope", "row").name(name).close();
    }

    static void words(Markup out, String text) {
        out.element("td", text);
    }

    static void figure(Markup out, String text) {
        out.element("td", text, "class", "n");
    }

    /// A figure that is lighter where there is none.
    static void figure(Markup out, String text, boolean zero) {
        out.element("td", text, "class", zero ? "n zero" : "n");
    }

    /// A bar filled for `part` of `whole`, beside the figure that it shows.
    static void bar(Markup out, long part, long whole) {
        out.open("td", "class", "bar");
        Charts.bar(out, part, whole);
        out.close();
    }
}
