package org.patrolledger.functions.publishsummary.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.domain.summary.Summary.Comparison;
import org.patrolledger.formats.markup.Markup;
import org.patrolledger.formats.words.Labels;
import org.patrolledger.formats.words.MeasureOrder;
import org.patrolledger.formats.words.Quantities;
import org.patrolledger.formats.words.Times;
import org.patrolledger.functions.publishsummary.render.HtmlTables.Column;

/// The totals: the telling ones as tiles, and all of them as a table, each against the period
/// before and the year before.
final class FigureSection {
    private static final int MOST_TILES = 8;
    private static final int FEWEST_TILES = 4;
    private static final int LONG_VALUE = 8;
    private static final String NONE = "\u2013";

    private FigureSection() {}

    static void headlines(Markup out, RenderInput page) {
        var summary = page.summary();
        out.open("section", "aria-labelledby", "figures")
                .element("h2", "Headline figures", "id", "figures");
        legend(out, page);
        out.open("ul", "class", "tiles");
        tiles(summary).forEach(measure -> tile(out, summary, measure));
        out.close().close();
    }

    /// Those that are not 0, now or in a period compared with; zeros only to make up a row.
    private static List<Measure> tiles(Summary summary) {
        return telling(
                Stream.concat(
                                Stream.of(summary.figures().measures()),
                                compared(summary).stream().map(Comparison::measures))
                        .toList());
    }

    /// The headlines that are not 0 in all of `periods`, at most [#MOST_TILES]; zeros only to make
    /// up a row.
    static List<Measure> telling(List<Measures> periods) {
        var tiles =
                new ArrayList<>(
                        MeasureOrder.HEADLINES.stream()
                                .filter(it -> periods.stream().anyMatch(of -> of.get(it) > 0))
                                .limit(MOST_TILES)
                                .toList());
        for (var measure : MeasureOrder.HEADLINES) {
            if (tiles.size() < FEWEST_TILES && !tiles.contains(measure)) {
                tiles.add(measure);
            }
        }
        return tiles;
    }

    private static void legend(Markup out, RenderInput page) {
        var summary = page.summary();
        var period = Times.period(summary.edition().summary().period());
        if (summary.previous().isEmpty() && summary.yearEarlier().isEmpty()) {
            out.element("p", nothingToCompare(page) + since(page));
            return;
        }
        out.open("p");
        key(out, "now", period);
        summary.previous().ifPresent(it -> key(out, "before", name(it)));
        summary.yearEarlier().ifPresent(it -> key(out, "earlier", name(it)));
        out.close();
    }

    /// One may be published all the same: of a period in which the operation began or stopped.
    private static String nothingToCompare(RenderInput page) {
        var kind = page.summary().edition().summary().period().kind().word();
        return String.format(
                Locale.ROOT,
                "There is nothing to compare with: neither the %s before nor the same %s a year"
                        + " earlier has a summary that covers all of it.",
                kind,
                kind);
    }

    /// Says since when there has been anything to count.
    private static String since(RenderInput page) {
        return page.names()
                .activeFrom()
                .map(it -> " The operation has been active since " + Times.date(it.date()) + ".")
                .orElse("");
    }

    private static void key(Markup out, String kind, String text) {
        out.open("svg", "class", "key", "viewBox", "0 0 10 10", "aria-hidden", "true")
                .empty("rect", "class", kind, "width", "10", "height", "10")
                .close()
                .text(text);
    }

    private static String name(Comparison comparison) {
        return Times.period(comparison.edition().summary().period());
    }

    private static String nameInText(Comparison comparison) {
        return Times.periodInText(comparison.edition().summary().period());
    }

    private static void tile(Markup out, Summary summary, Measure measure) {
        long value = summary.figures().measures().get(measure);
        var shown = Quantities.of(measure, value);
        out.open("li")
                .element("h3", Labels.of(measure))
                .element("p", shown, "class", shown.length() > LONG_VALUE ? "value long" : "value");
        if (summary.previous().isPresent() || summary.yearEarlier().isPresent()) {
            Charts.compare(
                    out,
                    value,
                    other(summary.previous(), measure),
                    other(summary.yearEarlier(), measure));
        }
        summary.previous().ifPresent(it -> against(out, measure, value, it));
        summary.yearEarlier().ifPresent(it -> against(out, measure, value, it));
        part(summary, measure).ifPresent(text -> out.element("p", text));
        out.close();
    }

    private static long other(Optional<Comparison> comparison, Measure measure) {
        return comparison.map(it -> it.measures().get(measure)).orElse(-1L);
    }

    private static void against(Markup out, Measure measure, long value, Comparison comparison) {
        long other = comparison.measures().get(measure);
        out.open("p")
                .element("b", Quantities.difference(measure, other, value))
                .text(" on " + nameInText(comparison) + " (" + Quantities.of(measure, other) + ")")
                .close();
    }

    /// What of a figure is to be told beside it.
    private static Optional<String> part(Summary summary, Measure measure) {
        var measures = summary.figures().measures();
        if (measure == Measure.PATROLS) {
            long visits = measures.get(Measure.PATROLS_OF_15_MINUTES);
            return Optional.of(Quantities.number(visits) + " of 15 minutes or more");
        }
        long estimated = measures.get(Measure.PEOPLE_ENGAGED_ESTIMATED);
        return measure == Measure.PEOPLE_ENGAGED && estimated > 0
                ? Optional.of(Quantities.number(estimated) + " of them estimated")
                : Optional.empty();
    }

    static void all(Markup out, RenderInput page) {
        var summary = page.summary();
        out.open("section", "aria-labelledby", "all")
                .element("h2", "All figures", "id", "all")
                .element(
                        "p",
                        "Current reports only: a withdrawn one counts nowhere, a corrected one as"
                                + " corrected.");
        var columns = new ArrayList<Column>();
        columns.add(Column.words("Figure"));
        columns.add(Column.figures(Times.period(summary.edition().summary().period())));
        compared(summary)
                .forEach(it -> {
                    columns.add(Column.figures(name(it)));
                    columns.add(Column.figures("Difference"));
                    columns.add(Column.figures("in %"));
                });
        HtmlTables.beginWide(out, "all-caption", caption(summary), columns);
        for (var measure : Measure.values()) {
            row(out, summary, measure);
        }
        HtmlTables.endWide(out);
        out.close();
    }

    private static List<Comparison> compared(Summary summary) {
        return Stream.of(summary.previous(), summary.yearEarlier())
                .flatMap(Optional::stream)
                .toList();
    }

    private static String caption(Summary summary) {
        var editions =
                compared(summary).stream()
                        .map(it -> nameInText(it) + " as in its edition " + it.edition().number())
                        .toList();
        return editions.isEmpty()
                ? "Totals of the period"
                : "Totals of the period, against "
                        + ChangeSection.listed(editions)
                        + ". A dash where a figure was below 10 before, too low for a percentage";
    }

    private static void row(Markup out, Summary summary, Measure measure) {
        long value = summary.figures().measures().get(measure);
        out.open("tr");
        HtmlTables.head(out, Labels.of(measure));
        HtmlTables.figure(out, Quantities.of(measure, value), value == 0);
        compared(summary)
                .forEach(it -> {
                    long other = it.measures().get(measure);
                    HtmlTables.figure(out, Quantities.of(measure, other), other == 0);
                    HtmlTables.figure(
                            out, Quantities.difference(measure, other, value), other == value);
                    var percentage = Quantities.percentage(other, value);
                    HtmlTables.figure(out, percentage.isEmpty() ? NONE : percentage);
                });
        out.close();
    }
}
