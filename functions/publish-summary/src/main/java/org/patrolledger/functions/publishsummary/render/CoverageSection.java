package org.patrolledger.functions.publishsummary.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.summary.Coverage;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.formats.markup.Markup;
import org.patrolledger.formats.words.Quantities;
import org.patrolledger.formats.words.Times;
import org.patrolledger.functions.publishsummary.render.HtmlTables.Column;

/// What was planned against what was reported, and the places nobody visited.
final class CoverageSection {
    private CoverageSection() {}

    static void write(Markup out, RenderInput page) {
        out.open("section", "aria-labelledby", "coverage")
                .element("h2", "Where we were, and were not", "id", "coverage");
        places(out, page);
        shifts(out, page);
        out.close();
    }

    private static void places(Markup out, RenderInput page) {
        var places = page.summary().figures().places();
        var unvisited = named(page, places, it -> it.get(Measure.ENGAGEMENTS) == 0);
        out.element("h3", "Places without a visit");
        if (places.isEmpty()) {
            out.element("p", "The operation had no places in this period.");
        } else if (unvisited.isEmpty()) {
            out.element(
                    "p",
                    places.size() == 1
                            ? "The one place had at least one engagement."
                            : "All " + places.size() + " places had at least one engagement.");
        } else {
            out.open("p")
                    .element("b", unvisited.size() + " of " + places.size())
                    .text(" had no engagement: ")
                    .names(unvisited)
                    .text(".")
                    .close();
        }
        var brief =
                named(
                        page,
                        places,
                        it ->
                                it.get(Measure.PATROLS) > 0
                                        && it.get(Measure.PATROLS_OF_15_MINUTES) == 0);
        if (!brief.isEmpty()) {
            out.open("p")
                    .text("Patrolled, but never for 15 minutes or more: ")
                    .names(brief)
                    .text(".")
                    .close();
        }
    }

    private static List<String> named(
            RenderInput page, Map<PlaceId, Measures> places, Predicate<Measures> condition) {
        return places.entrySet().stream()
                .filter(place -> condition.test(place.getValue()))
                .map(place -> page.names().of(place.getKey()))
                .toList();
    }

    private static void shifts(Markup out, RenderInput page) {
        var coverage = page.summary().figures().coverage();
        out.element("h3", "Shifts");
        if (coverage.expected() == 0) {
            out.element("p", "No shifts were planned in this period.");
            return;
        }
        var told =
                String.format(
                        Locale.ROOT,
                        "%s of %s planned shifts were reported (%s).",
                        Quantities.number(coverage.reported()),
                        Quantities.number(coverage.expected()),
                        Quantities.share(coverage.reported(), coverage.expected()));
        out.element("p", told);
        Charts.bar(out, coverage.reported(), coverage.expected());
        if (!coverage.missing().isEmpty()) {
            missing(out, page, coverage);
        }
    }

    private static void missing(Markup out, RenderInput page, Coverage coverage) {
        var days = new TreeMap<PlaceId, List<OperationalDay>>();
        coverage.missing()
                .forEach(shift ->
                        days.computeIfAbsent(shift.place(), it -> new ArrayList<>())
                                .add(shift.day()));
        HtmlTables.begin(
                out,
                "Shifts with no report. A report that comes later makes a new edition.",
                List.of(
                        Column.words("Place"),
                        Column.figures("Shifts"),
                        Column.words("Operational days, from 06:00 to 06:00")));
        days.forEach((place, missed) -> {
            out.open("tr");
            HtmlTables.headName(out, page.names().of(place));
            HtmlTables.figure(out, Quantities.number(missed.size()));
            HtmlTables.words(
                    out, missed.stream().map(Times::shortDay).collect(Collectors.joining(", ")));
            out.close();
        });
        HtmlTables.end(out);
    }
}
