package org.patrolledger.functions.publishsummary.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.formats.markup.Markup;
import org.patrolledger.formats.words.Labels;
import org.patrolledger.formats.words.Quantities;
import org.patrolledger.functions.publishsummary.render.Tables.Column;

/// Time on patrol, and the figures of each place.
final class PlaceSection {
    /// As many columns as an upright page holds.
    private static final int MOST_COLUMNS = 10;

    /// As many bars as a page holds beside other things.
    private static final int MOST_BARS = 25;

    private static final List<Measure> COLUMNS =
            List.of(
                    Measure.ENGAGEMENTS,
                    Measure.PATROLS,
                    Measure.PATROLS_OF_15_MINUTES,
                    Measure.PATROL_MINUTES,
                    Measure.PERSON_MINUTES,
                    Measure.PEOPLE_ENGAGED,
                    Measure.ARRESTS,
                    Measure.STOP_SEARCHES,
                    Measure.WEAPONS_SEIZED,
                    Measure.CONCERNS_RAISED,
                    Measure.PEOPLE_SAFEGUARDED,
                    Measure.FLASHPOINTS_PREVENTED,
                    Measure.PEOPLE_SCREENED,
                    Measure.ITEMS_HANDED_OUT,
                    Measure.POWERS_USED,
                    Measure.ONLINE_VIEWS);

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

    private static void chart(Markup out, RenderInput page) {
        var places = page.summary().figures().places();
        var bars =
                places.entrySet().stream()
                        .map(place -> bar(page, place.getKey(), place.getValue()))
                        .toList();
        var title = "Patrol time by place";
        if (bars.size() > MOST_BARS) {
            title =
                    String.format(
                            Locale.ROOT,
                            "Patrol time by place, the %s places with most of it",
                            MOST_BARS);
            bars =
                    bars.stream()
                            .sorted(Comparator.comparing(Charts.Bar::value).reversed())
                            .filter(bar -> bar.value() > 0)
                            .limit(MOST_BARS)
                            .toList();
        }
        out.element("h3", title);
        Charts.bars(out, "patrolled", title, bars);
    }

    private static Charts.Bar bar(RenderInput page, PlaceId place, Measures measures) {
        long minutes = measures.get(Measure.PATROL_MINUTES);
        return new Charts.Bar(page.names().of(place), minutes, Quantities.time(minutes));
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
        var told = COLUMNS.stream().filter(it -> figures.measures().get(it) > 0);
        var measures =
                Stream.concat(told, Stream.of(Measure.ENGAGEMENTS))
                        .distinct()
                        .limit(MOST_COLUMNS)
                        .toList();
        var columns = new ArrayList<>(List.of(Column.words("Place")));
        measures.forEach(it -> columns.add(Column.figures(heading(it))));
        out.open("section", "aria-labelledby", "places").element("h2", "Places", "id", "places");
        Tables.beginScroll(out, "Figures of each place");
        Tables.begin(
                out,
                "Figures of each place; times in hours and minutes. What is 0 everywhere is left"
                        + " out; the workbook has it all.",
                columns);
        figures.places()
                .forEach((place, values) ->
                        row(out, page.names().of(place), values, measures, false));
        row(out, "All places", figures.measures(), measures, true);
        Tables.end(out);
        Tables.endScroll(out);
        out.close();
    }

    private static String heading(Measure measure) {
        return measure == Measure.PATROLS_OF_15_MINUTES ? "of 15 min or more" : Labels.of(measure);
    }

    private static void row(
            Markup out, String name, Measures values, List<Measure> measures, boolean total) {
        if (total) {
            out.open("tr", "class", "total");
        } else {
            out.open("tr");
        }
        Tables.head(out, name);
        measures.forEach(it -> Tables.figure(out, shown(it, values.get(it)), values.get(it) == 0));
        out.close();
    }

    private static String shown(Measure measure, long value) {
        return Labels.isTime(measure)
                ? String.format(Locale.ROOT, "%,d:%02d", value / 60, value % 60)
                : Quantities.number(value);
    }
}
