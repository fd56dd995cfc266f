package org.patrolledger.formats;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.domain.time.OperationalDay;

/// What the columns of [SummaryCsv] are, and who publishes it: `summary.csv-metadata.json`, in the
/// terms of CSV on the Web (W3C Recommendation, 17 December 2015) and Dublin Core.
public final class CsvMetadata {
    /// A column.
    ///
    /// @param datatype a name, or an object with `base` and `format`
    /// @param required whether every row has a value
    record Column(String name, Object datatype, boolean required, String description) {}

    /// The columns in order.
    static final List<Column> COLUMNS =
            List.of(
                    column("operation", "string", "The operation, or all-operations"),
                    column("period", "string", "An ISO 8601 week, or a month"),
                    column("from", date(), "The first operational day of the period"),
                    column("to", date(), "The last operational day, which is part of it"),
                    column("edition", "positiveInteger", "The edition of the summary"),
                    column("status", "string", "provisional or final"),
                    column(
                            "level",
                            "string",
                            "What is counted: operation, place, priority or breakdown. Add up within one level only"),
                    optional("place", "The place; only at level place"),
                    optional("placeName", "What the place is called"),
                    optional("district", "GSS code of the local authority in which it lies"),
                    optional(
                            "priority",
                            "The priority; only at level priority. A submission may count for several"),
                    optional("measure", "The measure; none at level breakdown"),
                    optional("breakdown", "The breakdown; only at level breakdown"),
                    optional("category", "The value of the breakdown that is counted"),
                    column("value", "nonNegativeInteger", "The figure"),
                    column("unit", "string", "count or minutes"));

    /// Where columns stand, from 0.
    static final int LEVEL = 6;

    static final int PLACE = 7;

    /// What tells one row from all others, of other editions too.
    private static final List<String> PRIMARY_KEY =
            List.of(
                    "operation",
                    "period",
                    "edition",
                    "level",
                    "place",
                    "priority",
                    "measure",
                    "breakdown",
                    "category");

    private static final String CONTEXT = "http://www.w3.org/ns/csvw";
    private static final String LICENCE = "dc:license";
    private static final String PUBLISHER = "dc:publisher";
    private static final String NAME = "schema:name";

    private CsvMetadata() {}

    private static Column column(String name, Object datatype, String description) {
        return new Column(name, datatype, true, description);
    }

    private static Column optional(String name, String description) {
        return new Column(name, "string", false, description);
    }

    private static Map<String, String> date() {
        return Map.of("base", "date", "format", "yyyy-MM-dd");
    }

    /// The bytes of `summary.csv-metadata.json`.
    ///
    /// @param publishedAt when the edition was published; the day of it in Europe/London is given
    ///   as the day of issue
    public static byte[] write(Summary summary, Instant publishedAt, Publisher publisher) {
        var key = summary.edition().summary();
        var title =
                String.format(
                        Locale.ROOT,
                        "Figures of %s, %s, edition %s",
                        key.operation(),
                        key.period(),
                        summary.edition().number());
        var metadata = new HashMap<String, Object>();
        metadata.put("@context", List.of(CONTEXT, Map.of("@language", "en-GB")));
        metadata.put("url", SummaryCsv.fileName(summary.edition()));
        metadata.put("dc:title", title);
        metadata.put("dc:language", "en-GB");
        metadata.put("dc:issued", issued(publishedAt).toString());
        metadata.put(LICENCE, Map.of("@id", publisher.licence().toString()));
        metadata.put(PUBLISHER, Map.of(NAME, publisher.name()));
        metadata.put("dialect", Map.of("encoding", "utf-8", "lineTerminators", List.of("\r\n")));
        metadata.put(
                "tableSchema",
                Map.of(
                        "columns",
                        COLUMNS.stream().map(CsvMetadata::tree).toList(),
                        "primaryKey",
                        PRIMARY_KEY));
        return Json.canonical(metadata);
    }

    private static LocalDate issued(Instant publishedAt) {
        return publishedAt.atZone(OperationalDay.ZONE).toLocalDate();
    }

    private static Map<String, Object> tree(Column column) {
        return Map.of(
                "name", column.name(),
                "titles", column.name(),
                "datatype", column.datatype(),
                "required", column.required(),
                "dc:description", column.description());
    }

    /// The publisher that the bytes of a `summary.csv-metadata.json` name.
    ///
    /// @throws MalformedDocumentException if they name none
    public static Publisher publisher(byte[] bytes) {
        return JsonObjectReader.reading(
                "metadata of summary.csv",
                () -> {
                    var fields = JsonObjectReader.parse(bytes);
                    return new Publisher(
                            fields.object(PUBLISHER).text(NAME),
                            URI.create(fields.object(LICENCE).text("@id")));
                });
    }
}
