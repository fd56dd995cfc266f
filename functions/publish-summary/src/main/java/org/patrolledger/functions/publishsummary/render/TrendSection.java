package org.patrolledger.functions.publishsummary.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.formats.markup.Markup;
import org.patrolledger.formats.words.Labels;
import org.patrolledger.formats.words.Quantities;
import org.patrolledger.formats.words.Times;
import org.patrolledger.functions.publishsummary.render.HtmlTables.Column;

/// The headline figures over twelve periods, of which this one is the last.
final class TrendSection {
    private static final int MOST_CHARTS = 4;
    private static final String NONE = "\u2013";

    private TrendSection() {}

    /// A period and what was published of it, if anything was.
    private record Slot(ReportingPeriod period, Optional<Measures> measures) {
        OptionalLong value(Measure measure) {
            return measures.map(it -> OptionalLong.of(it.get(measure)))
                    .orElseGet(OptionalLong::empty);
        }
    }

    static void write(Markup out, RenderInput page) {
        var summary = page.summary();
        if (summary.trend().isEmpty()) {
            return;
        }
        var slots = slots(summary);
        var measures =
                FigureSection.telling(
                        slots.stream().flatMap(it -> it.measures().stream()).toList());
        out.open("section", "aria-labelledby", "trend")
                .element("h2", "The last twelve " + periods(summary), "id", "trend")
                .open("ul", "class", "tiles trend");
        measures.stream().limit(MOST_CHARTS).forEach(it -> chart(out, it, slots));
        out.close();
        table(out, summary, slots, measures);
        out.close();
    }

    private static String periods(Summary summary) {
        return summary.edition().summary().period().kind().word() + "s";
    }

    /// Twelve periods, the oldest first; those before the first that is published are left out.
    private static List<Slot> slots(Summary summary) {
        var slots = new ArrayList<Slot>();
        var period = summary.edition().summary().period();
        slots.add(new Slot(period, Optional.of(summary.figures().measures())));
        var first = summary.trend().getFirst().edition().summary().period();
        while (!period.equals(first)) {
            period = period.previous();
            slots.add(new Slot(period, published(summary, period)));
        }
        return slots.reversed();
    }

    private static Optional<Measures> published(Summary summary, ReportingPeriod period) {
        return summary.trend().stream()
                .filter(it -> it.edition().summary().period().equals(period))
                .map(Summary.Comparison::measures)
                .findFirst();
    }

    private static void chart(Markup out, Measure measure, List<Slot> slots) {
        var values = slots.stream().map(it -> it.value(measure)).toList();
        long highest = values.stream().flatMapToLong(OptionalLong::stream).max().orElse(0);
        long lowest = values.stream().flatMapToLong(OptionalLong::stream).min().orElse(0);
        out.open("li").element("h3", Labels.of(measure));
        Charts.columns(out, values);
        out.element(
                        "p",
                        String.format(
                                Locale.ROOT,
                                "%s to %s",
                                Times.shortPeriod(slots.getFirst().period()),
                                Times.shortPeriod(slots.getLast().period())))
                .element(
                        "p",
                        String.format(
                                Locale.ROOT,
                                "From %s to %s; now %s",
                                Quantities.of(measure, lowest),
                                Quantities.of(measure, highest),
                                Quantities.of(measure, values.getLast().orElse(0))))
                .close();
    }

    private static void table(
            Markup out, Summary summary, List<Slot> slots, List<Measure> measures) {
        var columns =
                new ArrayList<>(
                        List.of(
                                Column.words(
                                        Labels.ofCode(
                                                summary.edition()
                                                        .summary()
                                                        .period()
                                                        .kind()
                                                        .word()))));
        measures.forEach(it -> columns.add(Column.figures(Labels.of(it))));
        var gaps = slots.stream().anyMatch(it -> it.measures().isEmpty());
        HtmlTables.beginWide(
                out,
                "trend-caption",
                "Figures as each period's newest edition had them when this one was made"
                        + (gaps ? "; a dash where no summary covers the whole period" : ""),
                columns);
        for (var slot : slots) {
            out.open("tr");
            HtmlTables.head(out, Times.shortPeriod(slot.period()));
            for (var measure : measures) {
                var value = slot.value(measure);
                HtmlTables.figure(
                        out,
                        value.isPresent() ? Quantities.of(measure, value.getAsLong()) : NONE,
                        value.orElse(0) == 0);
            }
            out.close();
        }
        HtmlTables.endWide(out);
    }
}
