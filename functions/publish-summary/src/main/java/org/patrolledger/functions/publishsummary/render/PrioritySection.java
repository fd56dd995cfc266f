package org.patrolledger.functions.publishsummary.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.catalogue.Funding;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.formats.markup.Markup;
import org.patrolledger.formats.words.Labels;
import org.patrolledger.formats.words.Quantities;
import org.patrolledger.formats.words.Times;
import org.patrolledger.functions.publishsummary.render.HtmlTables.Column;

/// What was done for each of the operation's priorities, and what pays for it.
final class PrioritySection {
    private PrioritySection() {}

    static void write(Markup out, RenderInput page) {
        var priorities = page.summary().figures().priorities();
        var funding = page.names().funding(page.summary().edition().summary().period());
        if (priorities.isEmpty() && funding.isEmpty()) {
            return;
        }
        out.open("section", "aria-labelledby", "priorities")
                .element(
                        "h2",
                        priorities.isEmpty() ? "Funding" : "Priorities and funding",
                        "id",
                        "priorities");
        if (!priorities.isEmpty()) {
            table(out, page);
        }
        if (!funding.isEmpty()) {
            out.open("ul");
            funding.forEach(it -> fund(out, it));
            out.close();
        }
        out.close();
    }

    private static void table(Markup out, RenderInput page) {
        var summary = page.summary();
        var priorities = summary.figures().priorities();
        var measures =
                Stream.concat(
                                Stream.of(Measure.SUBMISSIONS),
                                FigureSection.telling(List.copyOf(priorities.values())).stream())
                        .toList();
        var columns = new ArrayList<>(List.of(Column.words("Priority")));
        measures.forEach(it -> columns.add(Column.figures(Labels.of(it))));
        HtmlTables.beginWide(
                out,
                "priorities-caption",
                "Figures of each priority"
                        + summary.previous()
                                .map(it ->
                                        ", with their change on "
                                                + Times.periodInText(
                                                        it.edition().summary().period()))
                                .orElse("")
                        + ". A report can serve several priorities and counts under each",
                columns);
        priorities.forEach((priority, values) -> {
            out.open("tr");
            HtmlTables.headName(out, page.names().of(priority));
            for (var measure : measures) {
                long value = values.get(measure);
                out.open("td", "class", value == 0 ? "n zero" : "n")
                        .text(Quantities.of(measure, value));
                summary.previous()
                        .ifPresent(
                                it -> change(out, measure, value, it.priorities().get(priority)));
                out.close();
            }
            out.close();
        });
        HtmlTables.endWide(out);
    }

    /// What changed, below the figure. A priority that the period before had not yet has nothing to
    /// be compared with.
    private static void change(Markup out, Measure measure, long value, @Nullable Measures before) {
        if (before != null && before.get(measure) != value) {
            out.element("small", Quantities.difference(measure, before.get(measure), value));
        }
    }

    private static void fund(Markup out, Funding fund) {
        out.open("li")
                .name(fund.fund())
                .text(": " + Quantities.money(fund.amount(), fund.currency()) + ", ")
                .text(
                        fund.until()
                                .map(it ->
                                        Times.date(fund.from().date())
                                                + " to "
                                                + Times.date(it.date()))
                                .orElseGet(() -> "from " + Times.date(fund.from().date())))
                .close();
    }
}
