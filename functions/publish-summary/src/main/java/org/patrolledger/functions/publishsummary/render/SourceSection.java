package org.patrolledger.functions.publishsummary.render;

import java.util.List;
import java.util.Locale;
import org.patrolledger.formats.markup.Markup;
import org.patrolledger.formats.words.Quantities;
import org.patrolledger.functions.publishsummary.render.HtmlTables.Column;

/// How promptly reports came, and what the page was made from.
final class SourceSection {
    private SourceSection() {}

    static void timeliness(Markup out, RenderInput page) {
        var timeliness = page.summary().figures().timeliness();
        out.open("section", "aria-labelledby", "timeliness")
                .element("h2", "How promptly reports came", "id", "timeliness");
        if (timeliness.isEmpty()) {
            out.element("p", "No reports came for this period.").close();
            return;
        }
        out.element(
                "p",
                "On time is a report received by 06:30 on the Monday after its week. The delay runs"
                        + " from the end of what is reported to its first receipt; half of the"
                        + " reports came sooner than the median, half later.");
        HtmlTables.beginWide(
                out,
                "timeliness-caption",
                "Reports by organisation",
                List.of(
                        Column.words("Organisation"),
                        Column.figures("On time"),
                        Column.figures("Late"),
                        Column.figures("of these corrected"),
                        Column.figures("Withdrawn"),
                        Column.figures("Median delay")));
        timeliness.forEach((organisation, it) -> {
            var median = it.medianDelayMinutes();
            out.open("tr");
            HtmlTables.headName(out, page.names().of(organisation));
            HtmlTables.figure(out, Quantities.number(it.onTime()), it.onTime() == 0);
            HtmlTables.figure(out, Quantities.number(it.late()), it.late() == 0);
            HtmlTables.figure(out, Quantities.number(it.revised()), it.revised() == 0);
            HtmlTables.figure(out, Quantities.number(it.withdrawn()), it.withdrawn() == 0);
            HtmlTables.figure(
                    out, median.isPresent() ? Quantities.delay(median.getAsLong()) : "none");
            out.close();
        });
        HtmlTables.endWide(out);
        out.close();
    }

    static void provenance(Markup out, RenderInput page) {
        var inputs = page.summary().figures().inputs();
        out.open("section", "aria-labelledby", "provenance")
                .element("h2", "Where the figures come from", "id", "provenance")
                .element(
                        "p",
                        String.format(
                                        Locale.ROOT,
                                        "The figures are counted from %s, by version %s of the rules. Beside this page lie the same figures as",
                                        Quantities.counted(
                                                inputs.submissions(), "report", "reports"),
                                        page.rules())
                                + " a workbook and as CSV, and lineage.jsonl, which names every"
                                + " report and what it adds. The signed manifest.json holds the"
                                + " digest of each file, this one too; the verifier checks them all"
                                + " and counts again.");
        HtmlTables.begin(
                out,
                String.format(
                        Locale.ROOT,
                        "Edition %s, file by file (SHA-256)",
                        page.summary().edition()),
                List.of(Column.words("File"), Column.words("Digest")));
        page.sources().forEach((name, digest) -> digest(out, name, digest.hex()));
        digest(out, "all reports counted", inputs.digest().hex());
        HtmlTables.end(out);
        out.close();
    }

    private static void digest(Markup out, String name, String hex) {
        out.open("tr");
        HtmlTables.head(out, name);
        out.element("td", hex, "class", "digest").close();
    }
}
