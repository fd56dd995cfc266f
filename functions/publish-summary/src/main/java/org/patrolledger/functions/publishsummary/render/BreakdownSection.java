package org.patrolledger.functions.publishsummary.render;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.patrolledger.domain.summary.Breakdown;
import org.patrolledger.formats.markup.Markup;
import org.patrolledger.formats.words.Labels;
import org.patrolledger.formats.words.Quantities;
import org.patrolledger.functions.publishsummary.render.Tables.Column;

/// Counts by value: concerns as a chart of their own, the others as tables.
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
            var bars =
                    rows.stream()
                            .map(row ->
                                    new Charts.Bar(
                                            row.name(),
                                            row.count(),
                                            Quantities.number(row.count())))
                            .toList();
            Charts.bars(out, "raised", "Concerns raised, by what they are about", bars);
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
        occurring.forEach(breakdown -> table(out, page, breakdown));
        out.close().close();
    }

    private static void table(Markup out, RenderInput page, Breakdown breakdown) {
        var rows = rows(page, breakdown);
        long most = rows.getFirst().count();
        out.open("div", "class", "whole");
        Tables.begin(
                out,
                Labels.of(breakdown),
                List.of(Column.words("What"), Column.figures("Count"), Column.words("Share")));
        rows.forEach(row -> {
            out.open("tr");
            Tables.head(out, row.name());
            Tables.figure(out, Quantities.number(row.count()));
            out.open("td", "class", "bar");
            Charts.cell(out, row.count(), most);
            out.close().close();
        });
        Tables.end(out);
        out.close();
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
