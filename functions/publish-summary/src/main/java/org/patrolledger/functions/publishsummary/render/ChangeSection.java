package org.patrolledger.functions.publishsummary.render;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.formats.change.Change;
import org.patrolledger.formats.change.Change.Cause;
import org.patrolledger.formats.change.Figure;
import org.patrolledger.formats.markup.Markup;
import org.patrolledger.formats.words.Labels;
import org.patrolledger.formats.words.Quantities;
import org.patrolledger.functions.publishsummary.render.HtmlTables.Column;

/// What changed since the edition before. It comes first: a reader of that one at a meeting must
/// see it.
final class ChangeSection {
    /// As many rows below the totals as a page holds beside other things.
    private static final int MOST_BELOW = 40;

    private ChangeSection() {}

    static void write(Markup out, RenderInput page) {
        if (page.edition() == 1) {
            return;
        }
        int before = page.edition() - 1;
        out.open("section", "aria-labelledby", "changes")
                .element("h2", "What changed in this edition", "id", "changes");
        var changes = page.changes().stream().filter(Change::isOfTotal).toList();
        out.element("p", introduction(page, before), "class", "note");
        if (!changes.isEmpty()) {
            table(out, before, page.edition(), byMeasure(changes));
        }
        below(out, page, before);
        out.close();
    }

    /// What changed below the totals, as much of it as a page holds.
    private static void below(Markup out, RenderInput page, int before) {
        var figures = new LinkedHashMap<Figure, List<Change>>();
        page.changes().stream()
                .filter(it -> !it.isOfTotal())
                .forEach(it ->
                        figures.computeIfAbsent(it.figure(), key -> new ArrayList<>()).add(it));
        if (figures.isEmpty()) {
            return;
        }
        int more = figures.size() - MOST_BELOW;
        HtmlTables.beginWide(
                out,
                "below-caption",
                "What changed below the totals"
                        + (more > 0
                                ? "; " + Quantities.number(more) + " more in the workbook"
                                : ""),
                List.of(
                        Column.words("Of"),
                        Column.words("Figure"),
                        Column.figures("Edition " + before),
                        Column.figures("Edition " + page.edition()),
                        Column.figures("Difference"),
                        Column.words("Because of")));
        figures.entrySet().stream()
                .limit(MOST_BELOW)
                .forEach(entry -> {
                    var row = ChangeRow.of(entry.getKey(), page.names());
                    var first = entry.getValue().getFirst();
                    out.open("tr");
                    HtmlTables.headName(out, row.of().isEmpty() ? row.level() : row.of());
                    out.open("td").name(row.figure()).close();
                    HtmlTables.figure(out, row.shown(first.was()));
                    HtmlTables.figure(out, row.shown(first.now()));
                    HtmlTables.figure(out, row.difference(first.was(), first.now()));
                    HtmlTables.words(out, listed(causes(entry.getValue())));
                    out.close();
                });
        HtmlTables.endWide(out);
    }

    private static String introduction(RenderInput page, int before) {
        var replaces =
                String.format(
                        Locale.ROOT,
                        "This is edition %s; it replaces edition %s. ",
                        before + 1,
                        before);
        if (page.changes().stream().noneMatch(Change::isOfTotal)) {
            var why =
                    page.summary().status() == Status.FINAL && !page.correction()
                            ? "It makes the figures final."
                            : "It differs in what lies below the totals: places, categories,"
                                    + " shifts, or the reports behind the same figures.";
            return replaces + "No total changed. " + why;
        }
        int figures = byMeasure(page.changes()).size();
        return replaces
                + (figures == 1 ? "1 total changed, by " : figures + " totals changed, by ")
                + listed(causes(page.changes().stream().filter(Change::isOfTotal).toList()))
                + ".";
    }

    private static Map<Measure, List<Change>> byMeasure(List<Change> changes) {
        var rows = new TreeMap<Measure, List<Change>>();
        changes.forEach(change -> {
            if (change.figure() instanceof Figure.Measured total && total.isTotal()) {
                rows.computeIfAbsent(total.measure(), it -> new ArrayList<>()).add(change);
            }
        });
        return rows;
    }

    /// How many different submissions stand behind each cause, over all measures.
    private static List<String> causes(List<Change> changes) {
        Map<Cause, Set<SubmissionId>> submissions = new EnumMap<>(Cause.class);
        changes.forEach(change ->
                submissions
                        .computeIfAbsent(change.cause(), it -> new TreeSet<>())
                        .addAll(change.submissions()));
        return submissions.entrySet().stream()
                .map(it -> words(it.getKey(), it.getValue().size()))
                .toList();
    }

    private static String words(Cause cause, int submissions) {
        return switch (cause) {
            case LATE -> Quantities.counted(submissions, "late report", "late reports");
            case REVISED ->
                    Quantities.counted(submissions, "corrected report", "corrected reports");
            case MOVED -> Quantities.counted(submissions, "moved report", "moved reports");
            case WITHDRAWN ->
                    Quantities.counted(submissions, "withdrawn report", "withdrawn reports");
            case CATALOGUE -> "a change of the catalogue";
            case RULES -> "a change of the counting rules";
        };
    }

    static String listed(List<String> items) {
        return items.size() < 2
                ? String.join("", items)
                : String.join(", ", items.subList(0, items.size() - 1)) + " and " + items.getLast();
    }

    private static void table(
            Markup out, int before, int edition, Map<Measure, List<Change>> changes) {
        HtmlTables.beginWide(
                out,
                "changes-caption",
                String.format(
                        Locale.ROOT,
                        "Totals that changed from edition %s to edition %s",
                        before,
                        edition),
                List.of(
                        Column.words("Figure"),
                        Column.figures("Edition " + before),
                        Column.figures("Edition " + edition),
                        Column.figures("Difference"),
                        Column.words("Because of")));
        changes.forEach((measure, rows) -> {
            var first = rows.getFirst();
            out.open("tr");
            HtmlTables.head(out, Labels.of(measure));
            HtmlTables.figure(out, Quantities.of(measure, first.was()));
            HtmlTables.figure(out, Quantities.of(measure, first.now()));
            HtmlTables.figure(out, Quantities.difference(measure, first.was(), first.now()));
            HtmlTables.words(out, listed(causes(rows)));
            out.close();
        });
        HtmlTables.endWide(out);
    }
}
