package org.patrolledger.functions.publishsummary.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.formats.markup.Markup;
import org.patrolledger.formats.words.Labels;
import org.patrolledger.formats.words.MeasureOrder;
import org.patrolledger.formats.words.Quantities;
import org.patrolledger.functions.publishsummary.render.HtmlTables.Column;

/// Time on patrol, and the figures of each place.
final class PlaceSection {
    /// As many columns as an upright page holds.
    private static final int MOST_COLUMNS = 10;

    /// As many bars as a page holds beside other things.
    private static final int MOST_BARS = 25;

    private PlaceSection() {}

    static void time(Markup out, RenderInput page) {
        var figures = page.summary().figures();
        long patrols = figures.measures().get(Measure.PATROLS);
        if (patrols == 0) {
            return;
        }
        long patrolled = figures.measures().get(Measure.PATROL_MINUTES);
        long worked = figures.measures().get(Measure.PERSON_MINUTES);
        long visits = figures.measures().get(Measure.PATROLS_OF_15_MINUTES);
        out.open("section", "aria-labelledby", "time")
                .element("h2", "Time on patrol", "id", "time")
                .open("p")
                .element("b", "Patrol time")
                .text(" is how long places were covered: patrols that overlap at one place count")
                .text(" once. ")
                .element("b", "Person time")
                .text(" is the time of everybody on patrol. Two officers who walk together for")
                .text(" 15 minutes give 15 minutes of patrol time and 30 of person time.")
                .close();
        out.element(
                "p",
                String.format(
                        Locale.ROOT,
                        "Places were covered for %s, by %s of person time%s.",
                        Quantities.time(patrolled),
                        Quantities.time(worked),
                        ratio(patrolled, worked)));
        out.element(
                "p",
                String.format(
                                Locale.ROOT,
                                "%s of %s patrols (%s) lasted 15 minutes or more, the length of visit that is known",
                                Quantities.number(visits),
                                Quantities.number(patrols),
                                Quantities.share(visits, patrols))
                        + " to deter.");
        chart(out, page);
        out.close();
    }

    private record Bar(String place, long minutes) {}

    private static void chart(Markup out, RenderInput page) {
        var bars =
                page.summary().figures().places().entrySet().stream()
                        .map(it ->
                                new Bar(
                                        page.names().of(it.getKey()),
                                        it.getValue().get(Measure.PATROL_MINUTES)))
                        .sorted(Comparator.comparing(Bar::minutes).reversed())
                        .toList();
        var title = "Patrol time by place";
        if (bars.size() > MOST_BARS) {
            title =
                    String.format(
                            Locale.ROOT,
                            "Patrol time by place, the %s places with most of it",
                            MOST_BARS);
            bars = bars.subList(0, MOST_BARS);
        }
        long longest = bars.isEmpty() ? 0 : bars.getFirst().minutes();
        HtmlTables.begin(
                out,
                title + "; bars against the longest",
                List.of(
                        Column.words("Place"),
                        Column.figures("Patrol time"),
                        Column.words("Against the longest")));
        for (var bar : bars) {
            out.open("tr");
            HtmlTables.headName(out, bar.place());
            HtmlTables.figure(out, Quantities.time(bar.minutes()), bar.minutes() == 0);
            HtmlTables.bar(out, bar.minutes(), longest);
            out.close();
        }
        HtmlTables.end(out);
    }

    private static String ratio(long patrolled, long worked) {
        return patrolled == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        ": %.1f people on duty for each hour covered",
                        (double) worked / patrolled);
    }

    static void table(Markup out, RenderInput page) {
        var figures = page.summary().figures();
        if (figures.places().isEmpty()) {
            return;
        }
        var told = MeasureOrder.COLUMNS.stream().filter(it -> figures.measures().get(it) > 0);
        var measures =
                Stream.concat(told, Stream.of(Measure.ENGAGEMENTS))
                        .distinct()
                        .limit(MOST_COLUMNS)
                        .toList();
        var columns = new ArrayList<>(List.of(Column.words("Place"), Column.words("District")));
        measures.forEach(it -> columns.add(Column.figures(heading(it))));
        out.open("section", "aria-labelledby", "places").element("h2", "Places", "id", "places");
        HtmlTables.beginWide(
                out,
                "places-caption",
                "Figures of each place; times in hours and minutes. What is 0 everywhere is left"
                        + " out; the workbook has it all.",
                columns);
        figures.places()
                .forEach((place, values) -> {
                    out.open("tr");
                    HtmlTables.headName(out, page.names().of(place));
                    HtmlTables.words(out, Labels.ofDistrict(page.names().district(place)));
                    cells(out, values, measures);
                });
        out.open("tr", "class", "total");
        HtmlTables.head(out, "All places");
        HtmlTables.words(out, "");
        cells(out, figures.measures(), measures);
        HtmlTables.endWide(out);
        out.close();
    }

    private static String heading(Measure measure) {
        return measure == Measure.PATROLS_OF_15_MINUTES ? "of 15 min or more" : Labels.of(measure);
    }

    /// The figures of a row, which they end.
    private static void cells(Markup out, Measures values, List<Measure> measures) {
        measures.forEach(
                it -> HtmlTables.figure(out, shown(it, values.get(it)), values.get(it) == 0));
        out.close();
    }

    private static String shown(Measure measure, long value) {
        return Labels.isTime(measure)
                ? String.format(Locale.ROOT, "%,d:%02d", value / 60, value % 60)
                : Quantities.number(value);
    }
}
