package org.patrolledger.functions.publishsummary.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.formats.markup.Markup;
import org.patrolledger.formats.words.Labels;
import org.patrolledger.formats.words.Times;

/// A summary as `summary.html`: one page to read on a screen or print on A4, which needs nothing
/// but itself. No script, nothing fetched, and a content security policy that would forbid both.
/// Well-formed as HTML and as XML; the same [RenderInput] gives the same bytes.
final class SummaryHtml {
    private static final String STYLE = style();
    private static final String POLICY =
            String.format(
                    Locale.ROOT,
                    "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'",
                    hash(STYLE));

    private SummaryHtml() {}

    private static String style() {
        try (var in = SummaryHtml.class.getResourceAsStream("summary.css")) {
            var bytes = Objects.requireNonNull(in, "summary.css is packed with this class");
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("summary.css cannot be read", e);
        }
    }

    private static String hash(String style) {
        var sha256 = Digest.sha256().digest(style.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(sha256);
    }

    /// The bytes of `summary.html`.
    static byte[] write(RenderInput page) {
        var out = new Markup().doctype().open("html", "lang", "en-GB");
        head(out, page);
        out.open("body").element("a", "Skip to the figures", "class", "skip", "href", "#figures");
        masthead(out, page);
        out.open("main");
        ChangeSection.write(out, page);
        FigureSection.headlines(out, page);
        TrendSection.write(out, page);
        PrioritySection.write(out, page);
        CoverageSection.write(out, page);
        PlaceSection.time(out, page);
        BreakdownSection.concerns(out, page);
        PlaceSection.table(out, page);
        FigureSection.all(out, page);
        BreakdownSection.tables(out, page);
        SourceSection.timeliness(out, page);
        SourceSection.provenance(out, page);
        out.close();
        footer(out, page);
        out.close().close();
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void head(Markup out, RenderInput page) {
        out.open("head")
                .empty("meta", "charset", "utf-8")
                .empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY)
                .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .empty("meta", "name", "color-scheme", "content", "light")
                .element("title", title(page))
                .style(STYLE)
                .close();
    }

    private static String title(RenderInput page) {
        return String.format(
                Locale.ROOT,
                "%s, %s, edition %s",
                page.names().operation(),
                period(page),
                page.edition());
    }

    private static String period(RenderInput page) {
        return Times.period(page.summary().edition().summary().period());
    }

    private static void masthead(Markup out, RenderInput page) {
        var summary = page.summary();
        var period = summary.edition().summary().period();
        out.open("header")
                .element("p", "Operation summary", "class", "kicker")
                .open("h1")
                .name(page.names().operation())
                .close()
                .open("p", "class", "period")
                .element("b", Times.period(period))
                .text(" · " + Times.dates(period))
                .close()
                .open("dl", "class", "facts");
        fact(out, "Status", status(page));
        fact(out, "Edition", String.valueOf(page.edition()));
        fact(out, "Published", Times.moment(page.publishedAt()));
        fact(out, "Operational days", "06:00 to 06:00");
        out.close().element("p", standing(page), "class", "quiet").close();
    }

    private static void fact(Markup out, String name, String value) {
        out.open("div").element("dt", name).element("dd", value).close();
    }

    private static String status(RenderInput page) {
        var status = Labels.of(page.summary().status());
        return page.correction() ? status + ", corrected" : status;
    }

    static String standing(RenderInput page) {
        if (page.summary().status() == Status.PROVISIONAL) {
            var day = page.summary().edition().summary().period().finalFrom();
            return "Provisional: late and corrected reports may still change these figures. They"
                    + " become final on "
                    + Times.date(day.atZone(OperationalDay.ZONE).toLocalDate())
                    + ".";
        }
        return page.correction()
                ? "These figures correct an edition that was already final."
                : "These figures are final. A later correction would make a further edition, marked"
                        + " as one.";
    }

    private static void footer(Markup out, RenderInput page) {
        out.open("footer")
                .open("p")
                .name(page.names().operation())
                .text(", " + period(page) + ", edition " + page.edition() + ", ")
                .text(page.summary().status().id() + ". Published by ")
                .name(page.publisher().name())
                .text(" under the licence at " + page.publisher().licence() + ".")
                .close()
                .element("p", "This ledger keeps no personal data about the public.")
                .close();
    }
}
