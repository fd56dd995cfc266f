package org.patrolledger.formats;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.formats.words.Labels;
import org.patrolledger.formats.words.Names;
import org.patrolledger.formats.words.Names.PlaceName;

/// A summary as `summary.csv`, in tidy form: one observation to a row. RFC 4180, in UTF-8.
///
/// The column `level` says of what a row is a figure: of the whole operation, of a place or of a
/// value of a breakdown. Within a level, the rows of one measure (or of one breakdown) can be added
/// without counting a thing twice; rows of different levels must not be added, for each level
/// counts the same submissions again. A function of the summary and the names of its places alone,
/// so that a verifier can make it again.
public final class SummaryCsv {
    private static final String COUNT = "count";
    private static final String MINUTES = "minutes";

    private final Csv csv = new Csv();
    private final Summary summary;
    private final Names names;

    private SummaryCsv(Summary summary, Names names) {
        this.summary = summary;
        this.names = names;
    }

    /// What a row counts.
    private enum Level {
        OPERATION,
        PLACE,
        PRIORITY,
        BREAKDOWN;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Where a row belongs.
    ///
    /// @param place its id, name and district, each empty at other levels
    /// @param priority its id, empty at other levels
    private record Subject(
            Level level, String place, String placeName, String district, String priority) {
        static Subject of(Level level) {
            return new Subject(level, "", "", "", "");
        }
    }

    /// The bytes of `summary.csv`.
    public static byte[] write(Summary summary, Names names) {
        return new SummaryCsv(summary, names).write();
    }

    private byte[] write() {
        CsvMetadata.COLUMNS.forEach(column -> csv.text(column.name()));
        csv.end();
        var figures = summary.figures();
        measures(Subject.of(Level.OPERATION), figures.measures());
        figures.places()
                .forEach((place, measures) ->
                        measures(
                                new Subject(
                                        Level.PLACE,
                                        place.value(),
                                        names.of(place),
                                        names.district(place),
                                        ""),
                                measures));
        figures.priorities()
                .forEach((priority, measures) ->
                        measures(
                                new Subject(Level.PRIORITY, "", "", "", priority.value()),
                                measures));
        figures.breakdowns()
                .forEach((breakdown, values) ->
                        values.forEach((category, count) ->
                                begin(Subject.of(Level.BREAKDOWN))
                                        .text("")
                                        .text(breakdown.id())
                                        .text(category)
                                        .number(count)
                                        .text(COUNT)
                                        .end()));
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void measures(Subject subject, Measures measures) {
        measures.all()
                .forEach((measure, value) ->
                        begin(subject)
                                .text(measure.id())
                                .text("")
                                .text("")
                                .number(value)
                                .text(Labels.isTime(measure) ? MINUTES : COUNT)
                                .end());
    }

    /// The columns up to and with `priority`.
    private Csv begin(Subject subject) {
        var edition = summary.edition();
        var period = edition.summary().period();
        return csv.text(edition.summary().operation().value())
                .text(period.id())
                .text(period.first().date().toString())
                .text(period.last().date().toString())
                .number(edition.number())
                .text(summary.status().id())
                .text(subject.level().id())
                .text(subject.place())
                .text(subject.placeName())
                .text(subject.district())
                .text(subject.priority());
    }

    /// `grip-2023-W05-edition-1.csv`: the name under which `summary.csv` is downloaded.
    public static String fileName(EditionKey edition) {
        return String.format(
                Locale.ROOT,
                "%s-%s-edition-%s.csv",
                edition.summary().operation().value(),
                edition.summary().period().id(),
                edition.number());
    }

    /// The names of places as a `summary.csv` has them: what is needed to make it again where the
    /// catalogue of its time is not at hand.
    ///
    /// @throws MalformedDocumentException if `bytes` are no such file
    public static Names names(byte[] bytes, EditionKey edition) {
        var rows = Csv.read(new String(bytes, StandardCharsets.UTF_8));
        var places = new HashMap<PlaceId, PlaceName>();
        for (var row : rows) {
            if (row.size() != CsvMetadata.COLUMNS.size()) {
                throw new MalformedDocumentException("a row of summary.csv has other columns");
            }
            if (row.get(CsvMetadata.LEVEL).equals(Level.PLACE.id())) {
                places.put(
                        place(row.get(CsvMetadata.PLACE)),
                        new PlaceName(
                                Csv.unmarked(row.get(CsvMetadata.PLACE + 1)),
                                row.get(CsvMetadata.PLACE + 2)));
            }
        }
        return new Names(edition.summary().operation(), Map.copyOf(places));
    }

    private static PlaceId place(String id) {
        try {
            return new PlaceId(id);
        } catch (IllegalArgumentException e) {
            throw new MalformedDocumentException("a row of summary.csv names no place");
        }
    }
}
