package org.patrolledger.functions.publishsummary.render;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.patrolledger.domain.summary.Breakdown;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.formats.markup.Markup;
import org.patrolledger.formats.words.Labels;
import org.patrolledger.formats.words.Quantities;
import org.patrolledger.functions.publishsummary.render.HtmlTables.Column;

/// Counts by value: concerns in a section of their own, the others beside one another.
final class BreakdownSection {
    private record Row(String name, long count) {}

    private BreakdownSection() {}

    static void concerns(Markup out, RenderInput page) {
        var rows = rows(page, Breakdown.CONCERNS_RAISED);
        out.open("section", "aria-labelledby", "concerns")
                .element("h2", "Concerns raised", "id", "concerns");
        if (rows.isEmpty()) {
            out.element("p", "Nobody raised a concern in this period.");
        } else {
            long all = rows.stream().mapToLong(Row::count).sum();
            out.open("div", "class", "whole");
            out.element(
                    "p",
                    "People raised "
                            + Quantities.counted(all, "concern", "concerns")
                            + "; most often about "
                            + lowered(rows.getFirst().name())
                            + ".");
            table(out, page, Breakdown.CONCERNS_RAISED, "Concerns, by what they are about");
            out.close();
        }
        out.close();
    }

    /// In a sentence; an abbreviation stays as it is.
    private static String lowered(String name) {
        return name.length() > 1 && Character.isUpperCase(name.charAt(1))
                ? name
                : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    static void tables(Markup out, RenderInput page) {
        var occurring =
                page.summary().figures().breakdowns().entrySet().stream()
                        .filter(it -> it.getKey() != Breakdown.CONCERNS_RAISED)
                        .filter(it -> !it.getValue().isEmpty())
                        .map(Map.Entry::getKey)
                        .toList();
        if (occurring.isEmpty()) {
            return;
        }
        out.open("section", "aria-labelledby", "breakdowns")
                .element("h2", "In detail", "id", "breakdowns")
                .open("div", "class", "pair");
        occurring.forEach(breakdown -> {
            out.open("div", "class", "whole");
            table(out, page, breakdown, Labels.of(breakdown));
            out.close();
        });
        out.close().close();
    }

    private static void table(Markup out, RenderInput page, Breakdown breakdown, String caption) {
        var rows = rows(page, breakdown);
        long whole = whole(page, breakdown, rows);
        HtmlTables.begin(
                out,
                caption + overlapping(breakdown),
                List.of(
                        Column.words(breakdown == Breakdown.ORGANISATION ? "Who" : "What"),
                        Column.figures("Count"),
                        Column.figures("Share"),
                        Column.words("Bar")));
        rows.forEach(row -> {
            out.open("tr");
            HtmlTables.headName(out, row.name());
            HtmlTables.figure(out, Quantities.number(row.count()));
            HtmlTables.figure(out, Quantities.share(row.count(), whole));
            HtmlTables.bar(out, row.count(), whole);
            out.close();
        });
        HtmlTables.end(out);
    }

    /// What the shares are of: all that is counted; where one engagement can count under several
    /// values, the engagements.
    private static long whole(RenderInput page, Breakdown breakdown, List<Row> rows) {
        var measures = page.summary().figures().measures();
        if (breakdown == Breakdown.PRIORITY) {
            return measures.get(Measure.SUBMISSIONS);
        }
        return overlaps(breakdown)
                ? measures.get(Measure.ENGAGEMENTS)
                : rows.stream().mapToLong(Row::count).sum();
    }

    private static boolean overlaps(Breakdown breakdown) {
        return breakdown == Breakdown.THEME
                || breakdown == Breakdown.AUDIENCE
                || breakdown == Breakdown.PRIORITY;
    }

    private static String overlapping(Breakdown breakdown) {
        return overlaps(breakdown)
                ? "; one can have several, so the shares can add up to more than 100%"
                : "";
    }

    /// The most frequent first; of equals, by name.
    private static List<Row> rows(RenderInput page, Breakdown breakdown) {
        var values = page.summary().figures().breakdowns().get(breakdown);
        return values == null
                ? List.of()
                : values.entrySet().stream()
                        .map(it -> new Row(page.names().of(breakdown, it.getKey()), it.getValue()))
                        .sorted(
                                Comparator.comparing(Row::count)
                                        .reversed()
                                        .thenComparing(Row::name))
                        .toList();
    }
}
