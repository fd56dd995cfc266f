package org.patrolledger.functions.scheduledigests;

import java.nio.charset.StandardCharsets;
import org.patrolledger.formats.markup.Markup;
import org.patrolledger.functions.scheduledigests.DigestContent.Section;

/// An issue as HTML: real tables, no picture, no script, nothing fetched.
final class DigestHtml {
    /// The largest that a mail's HTML may be, in bytes: 20 KB with the reader's own link, twice, in
    /// the place of what stands for it. Some readers cut off what is much longer.
    static final int LARGEST = 20 * 1024 - 512;

    /// On a phone figures take the room that they need, as none may break within a number; what is
    /// left is that of their names, which break where it is not enough.
    private static final String CSS =
            """
            :root{color-scheme:light dark}
            body{font:16px/1.5 Arial,sans-serif;max-width:40em;margin:0 auto;padding:1em}
            table{border-collapse:collapse;width:100%;margin:.5em 0}
            caption{text-align:left;font-weight:bold}
            th,td{padding:.25em .5em .25em 0;border-bottom:1px solid #767676;text-align:right}
            th:first-child{text-align:left}
            th[scope=row]{font-weight:normal}
            h1{font-size:1.4em}h2{font-size:1.2em}
            a{color:#00c;overflow-wrap:anywhere}
            @media(max-width:24em){body{padding:.5em}th,td{padding-right:.25em;font-size:.85em}td{width:22%}th:first-child{hyphens:auto;overflow-wrap:anywhere}}
            @media(prefers-color-scheme:dark){body{background:#121212;color:#fff}a{color:#9cf}}
            """;

    private DigestHtml() {}

    /// The bytes of `digest.html`.
    static byte[] write(DigestContent content) {
        return page(content).getBytes(StandardCharsets.UTF_8);
    }

    private static String page(DigestContent content) {
        var out = new Markup();
        out.doctype().open("html", "lang", "en-GB").open("head");
        out.empty("meta", "charset", "utf-8");
        out.empty("meta", "name", "viewport", "content", "width=device-width");
        out.empty("meta", "name", "color-scheme", "content", "light dark");
        out.element("title", Wording.subject(content));
        out.style(CSS);
        out.close().open("body").open("main");
        out.element("h1", Wording.heading(content)).element("p", Wording.dates(content));
        if (!content.corrections().isEmpty()) {
            out.element("h2", "Corrections").open("ul");
            for (var correction : content.corrections()) {
                out.element("li", Wording.correction(correction, content));
            }
            out.close();
        }
        if (content.omittedCorrections() > 0) {
            out.element("p", Wording.omittedCorrections(content));
        }
        content.sections().forEach(section -> section(out, section));
        if (content.omitted() > 0) {
            out.element("p", Wording.omitted(content));
        }
        out.close().open("footer");
        out.element("p", Wording.reason(content));
        link(out, "Stop these e-mails", Wording.UNSUBSCRIBE);
        link(out, "About these e-mails", Wording.about(content));
        return out.close().close().close().toString();
    }

    private static void section(Markup out, Section section) {
        out.element("h2", section.name()).element("p", Wording.sentences(section));
        out.open("table").element("caption", Wording.caption(section));
        out.open("thead").open("tr");
        Wording.columns(section).forEach(column -> out.element("th", column, "scope", "col"));
        out.close().close().open("tbody");
        for (var row : FigureTable.rows(section)) {
            out.open("tr").element("th", row.label(), "scope", "row");
            figure(out, row.thisWeek());
            if (section.previous().isPresent()) {
                figure(out, row.lastWeek());
                figure(out, row.change());
            }
            out.close();
        }
        out.close().close();
        out.element("p", Wording.notes(section));
    }

    /// Three times beside one another are wider than a phone: hours may stand above their minutes.
    private static void figure(Markup out, String text) {
        out.element("td", text.replace("\u00a0h\u00a0", "\u00a0h "));
    }

    /// The address is its own text, so that page and text part say the same and nobody has to guess
    /// where a link leads.
    private static void link(Markup out, String label, String address) {
        out.open("p").text(label + ": ");
        out.element("a", address, "href", address).close();
    }
}
