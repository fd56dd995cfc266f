package org.patrolledger.formats;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.domain.summary.Summary;

/// A summary as `summary.csv`, in tidy form: one figure to a row. RFC 4180, in UTF-8.
///
/// A row gives either a measure, of a place or (no place) in total, or a count under one category
/// of a breakdown. It is a function of the summary alone, so that whoever has `summary.json` can
/// check it.
public final class SummaryCsv {
    private record Column(String name, String datatype, String description) {}

    private static final List<Column> COLUMNS =
            List.of(
                    new Column("operation", "string", "The operation, or all-operations"),
                    new Column("period", "string", "An ISO 8601 week, or a month"),
                    new Column("edition", "positiveInteger", "The edition of the summary"),
                    new Column("status", "string", "provisional or final"),
                    new Column("place", "string", "The place; none in rows that count all places"),
                    new Column("measure", "string", "The measure; none in rows of a breakdown"),
                    new Column("breakdown", "string", "The breakdown; none in rows of a measure"),
                    new Column("category", "string", "What of the breakdown is counted"),
                    new Column("value", "nonNegativeInteger", "The figure; times are in minutes"));

    private SummaryCsv() {}

    /// The bytes of `summary.csv`.
    public static byte[] write(Summary summary) {
        var csv = new Csv();
        COLUMNS.forEach(column -> csv.text(column.name()));
        csv.end();
        var figures = summary.figures();
        measures(csv, summary, "", figures.measures());
        figures.places()
                .forEach((place, measures) -> measures(csv, summary, place.value(), measures));
        figures.breakdowns()
                .forEach((breakdown, values) ->
                        values.forEach((category, count) ->
                                begin(csv, summary, "")
                                        .text("")
                                        .text(breakdown.id())
                                        .text(category)
                                        .number(count)
                                        .end()));
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void measures(Csv csv, Summary summary, String place, Measures measures) {
        measures.all()
                .forEach((measure, value) ->
                        begin(csv, summary, place)
                                .text(measure.id())
                                .text("")
                                .text("")
                                .number(value)
                                .end());
    }

    private static Csv begin(Csv csv, Summary summary, String place) {
        var edition = summary.edition();
        return csv.text(edition.summary().operation().value())
                .text(edition.summary().period().id())
                .number(edition.number())
                .text(summary.status().id())
                .text(place);
    }

    /// The bytes of `summary.csv-metadata.json`: what the columns are, in the terms of CSV on the
    /// Web (W3C Recommendation, 17 December 2015).
    public static byte[] metadata(Summary summary) {
        var key = summary.edition().summary();
        var title =
                String.format(
                        Locale.ROOT,
                        "Figures of %s, %s, edition %s",
                        key.operation(),
                        key.period(),
                        summary.edition().number());
        var columns =
                COLUMNS.stream()
                        .map(column ->
                                Map.of(
                                        "name", column.name(),
                                        "titles", column.name(),
                                        "datatype", column.datatype(),
                                        "dc:description", column.description()))
                        .toList();
        return Json.canonical(
                Map.of(
                        "@context", "http://www.w3.org/ns/csvw",
                        "url", EditionFile.SUMMARY_CSV.fileName(),
                        "dc:title", title,
                        "dialect", Map.of("encoding", "utf-8", "lineTerminators", List.of("\r\n")),
                        "tableSchema", Map.of("columns", columns)));
    }
}
