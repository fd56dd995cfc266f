package org.patrolledger.functions.publishsummary.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.formats.change.Change;
import org.patrolledger.formats.words.Labels;
import org.patrolledger.formats.words.Times;
import org.patrolledger.functions.publishsummary.render.xlsx.WorkbookCell;
import org.patrolledger.functions.publishsummary.render.xlsx.WorkbookCell.Day;
import org.patrolledger.functions.publishsummary.render.xlsx.WorkbookCell.Figure;
import org.patrolledger.functions.publishsummary.render.xlsx.WorkbookCell.Shorthand;
import org.patrolledger.functions.publishsummary.render.xlsx.WorkbookCell.Text;
import org.patrolledger.functions.publishsummary.render.xlsx.WorkbookSheet;
import org.patrolledger.functions.publishsummary.render.xlsx.WorkbookSheet.Column;
import org.patrolledger.functions.publishsummary.render.xlsx.WorkbookSheet.Table;
import org.patrolledger.functions.publishsummary.render.xlsx.WorkbookWriter;

/// A summary as `summary.xlsx`, laid out as the Government Analysis Function asks of statistics in
/// spreadsheets: a cover, contents and notes, one marked-up table to a sheet with one row of
/// headers, no total among the data, no blank cell. Sheets and headers are the same in every
/// period; what a sheet has nothing of, it says. Numbers are numbers (times in minutes), dates are
/// dates, and text is text: a cell never holds a formula.
final class SummaryXlsx {
    /// Where a figure is not available.
    static final Shorthand NOT_AVAILABLE = new Shorthand("[x]");

    /// Where a figure does not apply.
    static final Shorthand NOT_APPLICABLE = new Shorthand("[z]");

    private static final String ONE_TABLE = "This worksheet contains one table.";
    private static final int NAME_WIDTH = 36;
    private static final int ID_WIDTH = 28;

    private final RenderInput input;
    private final Summary summary;

    SummaryXlsx(RenderInput input) {
        this.input = input;
        this.summary = input.summary();
    }

    byte[] write() {
        var data =
                List.of(
                        changes(),
                        figures(),
                        trend(),
                        places(),
                        priorities(),
                        funding(),
                        breakdowns(),
                        coverage(),
                        missing(),
                        timeliness());
        var front = new SummaryXlsxFront(input);
        var notes = front.notes();
        var sheets = new ArrayList<WorkbookSheet>();
        sheets.add(front.cover());
        sheets.add(front.contents(Stream.concat(Stream.of(notes), data.stream()).toList()));
        sheets.add(notes);
        sheets.addAll(data);
        return WorkbookWriter.write(front.properties(), sheets);
    }

    static Text text(String text) {
        return new Text(text);
    }

    static WorkbookSheet table(
            String name, String title, List<Column> columns, List<List<WorkbookCell>> rows) {
        return new WorkbookSheet(
                name,
                title,
                List.of(ONE_TABLE),
                Optional.of(new Table(name.replace(' ', '_'), columns, rows)));
    }

    private static WorkbookSheet table(
            String name,
            String title,
            List<Column> columns,
            List<List<WorkbookCell>> rows,
            String nothing) {
        return rows.isEmpty()
                ? new WorkbookSheet(name, title, List.of(nothing), Optional.empty())
                : table(name, title, columns, rows);
    }

    /// `Figures: Operation Grip, week 5 of 2023`.
    private String title(String what) {
        return what + ": " + SummaryXlsxFront.subject(input);
    }

    private WorkbookSheet changes() {
        var rows = new ArrayList<List<WorkbookCell>>();
        for (var change : input.changes()) {
            rows.add(row(change, ChangeRow.of(change.figure(), input.names())));
        }
        return table(
                "Changes",
                title("What changed since the edition before"),
                List.of(
                        Column.words("Level", 14),
                        Column.words("Of", NAME_WIDTH),
                        Column.words("Figure", NAME_WIDTH),
                        Column.words("Id", ID_WIDTH),
                        Column.words("Unit", 10),
                        Column.figures("Edition before"),
                        Column.figures("This edition"),
                        Column.figures("Difference by this cause"),
                        Column.words("Cause", NAME_WIDTH),
                        Column.figures("Reports")),
                rows,
                input.edition() == 1
                        ? "This is the first edition; there is none before it."
                        : "No figure changed since the edition before.");
    }

    private static List<WorkbookCell> row(Change change, ChangeRow row) {
        return List.of(
                text(row.level()),
                row.of().isEmpty() ? NOT_APPLICABLE : text(row.of()),
                text(row.figure()),
                text(row.id()),
                text(row.time() ? "minutes" : "count"),
                new Figure(change.was()),
                new Figure(change.now()),
                new Figure(change.share()),
                text(Labels.ofCause(change.cause().id())),
                change.submissions().isEmpty()
                        ? NOT_APPLICABLE
                        : new Figure(change.submissions().size()));
    }

    private WorkbookSheet trend() {
        var rows = new ArrayList<List<WorkbookCell>>();
        summary.trend().forEach(it -> rows.add(trendRow(it)));
        rows.add(trendRow(summary.asComparison()));
        return table(
                "Trend",
                title(
                        "The last twelve periods, of which this is the last; one that no summary"
                                + " covers all of is left out"),
                measureColumns(
                        Column.words("Period", 18),
                        Column.words("Period id", 14),
                        Column.words("First day", 14),
                        Column.words("Last day", 14),
                        Column.figures("Edition")),
                rows);
    }

    private static List<WorkbookCell> trendRow(Summary.Comparison comparison) {
        var period = comparison.edition().summary().period();
        return measureCells(
                comparison.measures(),
                text(Times.shortPeriod(period)),
                text(period.id()),
                new Day(period.first().date()),
                new Day(period.last().date()),
                new Figure(comparison.edition().number()));
    }

    private WorkbookSheet priorities() {
        var rows = new ArrayList<List<WorkbookCell>>();
        summary.figures()
                .priorities()
                .forEach((priority, measures) ->
                        rows.add(
                                measureCells(
                                        measures,
                                        text(input.names().of(priority)),
                                        text(priority.value()))));
        return table(
                "Priorities",
                title("Figures of each priority"),
                measureColumns(Column.words("Priority", NAME_WIDTH), Column.words("Id", ID_WIDTH)),
                rows,
                "The operation lists no priorities.");
    }

    private WorkbookSheet funding() {
        var rows = new ArrayList<List<WorkbookCell>>();
        for (var fund : input.names().funding(summary.edition().summary().period())) {
            rows.add(
                    List.of(
                            text(fund.fund()),
                            new Figure(fund.amount()),
                            text(fund.currency()),
                            new Day(fund.from().date()),
                            fund.until()
                                    .<WorkbookCell>map(it -> new Day(it.date()))
                                    .orElse(NOT_APPLICABLE)));
        }
        return table(
                "Funding",
                title("Funding that runs in the period"),
                List.of(
                        Column.words("Fund", NAME_WIDTH),
                        Column.figures("Amount"),
                        Column.words("Currency", 12),
                        Column.words("From", 14),
                        Column.words("Until", 14)),
                rows,
                "No funding of the operation runs in this period.");
    }

    private WorkbookSheet figures() {
        var rows = new ArrayList<List<WorkbookCell>>();
        for (var measure : Measure.values()) {
            long value = summary.figures().measures().get(measure);
            var row = new ArrayList<WorkbookCell>();
            row.add(text(Labels.of(measure)));
            row.add(text(measure.id()));
            row.add(text(Labels.isTime(measure) ? "minutes" : "count"));
            row.add(new Figure(value));
            compare(row, value, summary.previous().map(it -> it.measures().get(measure)));
            compare(row, value, summary.yearEarlier().map(it -> it.measures().get(measure)));
            rows.add(row);
        }
        return table(
                "Figures",
                title("Figures of the whole operation"),
                List.of(
                        Column.words("Figure", NAME_WIDTH),
                        Column.words("Id", ID_WIDTH),
                        Column.words("Unit", 10),
                        Column.figures("This period"),
                        Column.figures("Period before"),
                        Column.figures("Change from period before"),
                        Column.figures("Year earlier"),
                        Column.figures("Change from year earlier")),
                rows);
    }

    private static void compare(List<WorkbookCell> row, long value, Optional<Long> other) {
        row.add(other.<WorkbookCell>map(Figure::new).orElse(NOT_AVAILABLE));
        row.add(other.<WorkbookCell>map(it -> new Figure(value - it)).orElse(NOT_AVAILABLE));
    }

    private static String label(Measure measure) {
        return Labels.isTime(measure) ? Labels.of(measure) + " (minutes)" : Labels.of(measure);
    }

    private static List<Column> measureColumns(Column... first) {
        var columns = new ArrayList<>(List.of(first));
        for (var measure : Measure.values()) {
            columns.add(Column.figures(label(measure)));
        }
        return columns;
    }

    private static List<WorkbookCell> measureCells(Measures measures, WorkbookCell... first) {
        var cells = new ArrayList<>(List.of(first));
        measures.all().values().forEach(value -> cells.add(new Figure(value)));
        return cells;
    }

    private WorkbookSheet places() {
        var rows = new ArrayList<List<WorkbookCell>>();
        summary.figures()
                .places()
                .forEach((place, measures) ->
                        rows.add(
                                measureCells(
                                        measures,
                                        text(input.names().of(place)),
                                        text(place.value()),
                                        district(input.names().district(place)),
                                        districtCode(input.names().district(place)))));
        return table(
                "Places",
                title("Figures of each place"),
                measureColumns(
                        Column.words("Place", NAME_WIDTH),
                        Column.words("Id", ID_WIDTH),
                        Column.words("District", 24),
                        Column.words("District code", 14)),
                rows,
                "The operation had no places in this period.");
    }

    private static WorkbookCell district(String code) {
        return code.isEmpty() ? NOT_AVAILABLE : text(Labels.ofDistrict(code));
    }

    private static WorkbookCell districtCode(String code) {
        return code.isEmpty() ? NOT_AVAILABLE : text(code);
    }

    private WorkbookSheet breakdowns() {
        var rows = new ArrayList<List<WorkbookCell>>();
        summary.figures()
                .breakdowns()
                .forEach((breakdown, values) ->
                        values.forEach((value, count) ->
                                rows.add(
                                        List.of(
                                                text(Labels.of(breakdown)),
                                                text(breakdown.id()),
                                                text(input.names().of(breakdown, value)),
                                                text(value),
                                                new Figure(count)))));
        return table(
                "Breakdowns",
                title("Counts by what was reported"),
                List.of(
                        Column.words("Breakdown", NAME_WIDTH),
                        Column.words("Breakdown id", ID_WIDTH),
                        Column.words("Value", NAME_WIDTH),
                        Column.words("Value id", ID_WIDTH),
                        Column.figures("Count")),
                rows,
                "Nothing was reported that is broken down.");
    }

    private WorkbookSheet coverage() {
        var coverage = summary.figures().coverage();
        return table(
                "Coverage",
                title("Shifts planned and shifts reported"),
                List.of(Column.words("Shifts", NAME_WIDTH), Column.figures("Count")),
                List.of(
                        List.of(text("Expected"), new Figure(coverage.expected())),
                        List.of(text("Reported"), new Figure(coverage.reported())),
                        List.of(text("Missing"), new Figure(coverage.missing().size()))));
    }

    private WorkbookSheet missing() {
        var coverage = summary.figures().coverage();
        var rows = new ArrayList<List<WorkbookCell>>();
        for (var shift : coverage.missing()) {
            rows.add(
                    List.of(
                            text(input.names().of(shift.place())),
                            text(shift.place().value()),
                            district(input.names().district(shift.place())),
                            districtCode(input.names().district(shift.place())),
                            new Day(shift.day().date())));
        }
        return table(
                "Missing shifts",
                title("Shifts that nobody reported"),
                List.of(
                        Column.words("Place", NAME_WIDTH),
                        Column.words("Id", ID_WIDTH),
                        Column.words("District", 24),
                        Column.words("District code", 14),
                        Column.words("Operational day", 18)),
                rows,
                coverage.expected() == 0
                        ? "No shifts were planned in this period."
                        : "Every planned shift was reported.");
    }

    private WorkbookSheet timeliness() {
        var rows = new ArrayList<List<WorkbookCell>>();
        summary.figures()
                .timeliness()
                .forEach((organisation, it) ->
                        rows.add(
                                List.of(
                                        text(input.names().of(organisation)),
                                        text(organisation.value()),
                                        new Figure(it.onTime()),
                                        new Figure(it.late()),
                                        new Figure(it.revised()),
                                        new Figure(it.withdrawn()),
                                        median(it.medianDelayMinutes()))));
        return table(
                "Timeliness",
                title("How promptly reports came"),
                List.of(
                        Column.words("Organisation", NAME_WIDTH),
                        Column.words("Id", ID_WIDTH),
                        Column.figures("On time"),
                        Column.figures("Late"),
                        Column.figures("Of these corrected"),
                        Column.figures("Withdrawn"),
                        Column.figures("Median delay (minutes)")),
                rows,
                "No reports came for this period.");
    }

    private static WorkbookCell median(OptionalLong minutes) {
        return minutes.isPresent() ? new Figure(minutes.getAsLong()) : NOT_APPLICABLE;
    }
}
