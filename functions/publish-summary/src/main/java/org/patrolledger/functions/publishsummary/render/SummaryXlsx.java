package org.patrolledger.functions.publishsummary.render;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.formats.words.Labels;
import org.patrolledger.formats.words.Names;
import org.patrolledger.formats.words.Times;

/// A summary as `summary.xlsx`, an Office Open XML workbook: figures, places, breakdowns, coverage
/// and timeliness, a sheet each. Numbers are numbers (times in minutes), dates are dates, and text
/// is text: a cell never holds a formula.
public final class SummaryXlsx {
    private static final String APPLICATION = "Patrol Ledger";

    private static final int NAME_WIDTH = 34;
    private static final int FIGURE_WIDTH = 14;

    private final Summary summary;
    private final Names names;

    private SummaryXlsx(Summary summary, Names names) {
        this.summary = summary;
        this.names = names;
    }

    /// The bytes of `summary.xlsx`; the same summary and names give the same bytes.
    public static byte[] write(Summary summary, Names names) {
        return new SummaryXlsx(summary, names).write();
    }

    private byte[] write() {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, APPLICATION, null)) {
            workbook.properties().setTitle(title());
            figures(sheet(workbook, "Figures"));
            places(sheet(workbook, "Places"));
            breakdowns(sheet(workbook, "Breakdowns"));
            coverage(sheet(workbook, "Coverage"));
            timeliness(sheet(workbook, "Timeliness"));
            workbook.finish();
            return ZipRepacking.repack(out.toByteArray(), this::dated);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
    }

    private String title() {
        return String.format(
                Locale.ROOT,
                "%s, %s, edition %s (%s)",
                names.operation(),
                Times.period(summary.edition().summary().period()),
                summary.edition().number(),
                summary.status().id());
    }

    private Worksheet sheet(Workbook workbook, String name) {
        var sheet = workbook.newWorksheet(name);
        sheet.freezePane(1, 1);
        sheet.repeatRows(0);
        sheet.pageOrientation("landscape");
        sheet.setFitToPage(true);
        sheet.fitToHeight((short) 0);
        sheet.width(0, NAME_WIDTH);
        return sheet;
    }

    private static void header(Worksheet sheet, List<String> titles) {
        for (int column = 0; column < titles.size(); column++) {
            sheet.value(0, column, titles.get(column));
            if (column > 0) {
                sheet.width(column, Math.max(FIGURE_WIDTH, titles.get(column).length() + 2));
            }
        }
        sheet.range(0, 0, 0, titles.size() - 1).style().bold().fillColor("DDE5EE").set();
    }

    private void figures(Worksheet sheet) {
        var period = summary.edition().summary().period().id();
        header(
                sheet,
                List.of(
                        "Figure",
                        "Id",
                        period,
                        heading("Period before", summary.previous()),
                        "Change",
                        heading("Year earlier", summary.yearEarlier()),
                        "Change"));
        int row = 0;
        for (var measure : Measure.values()) {
            long value = summary.figures().measures().get(measure);
            sheet.value(++row, 0, label(measure));
            sheet.value(row, 1, measure.id());
            number(sheet, row, 2, value);
            compare(sheet, row, 3, measure, value, summary.previous());
            compare(sheet, row, 5, measure, value, summary.yearEarlier());
        }
        sheet.width(1, 26);
    }

    private static String heading(String words, Optional<Summary.Comparison> comparison) {
        return comparison
                .map(it -> words + " " + it.edition().summary().period().id())
                .orElse(words);
    }

    private static void compare(
            Worksheet sheet,
            int row,
            int column,
            Measure measure,
            long value,
            Optional<Summary.Comparison> comparison) {
        comparison.ifPresent(it -> {
            long other = it.measures().get(measure);
            number(sheet, row, column, other);
            number(sheet, row, column + 1, value - other);
        });
    }

    private static String label(Measure measure) {
        return Labels.isTime(measure) ? Labels.of(measure) + ", minutes" : Labels.of(measure);
    }

    private void places(Worksheet sheet) {
        var titles = new ArrayList<>(List.of("Place", "Id"));
        for (var measure : Measure.values()) {
            titles.add(label(measure));
        }
        header(sheet, titles);
        sheet.width(1, 26);
        int row = 0;
        for (var place : summary.figures().places().entrySet()) {
            sheet.value(++row, 0, names.of(place.getKey()));
            sheet.value(row, 1, place.getKey().value());
            measures(sheet, row, place.getValue());
        }
        sheet.value(++row, 0, "All places");
        measures(sheet, row, summary.figures().measures());
        sheet.range(row, 0, row, titles.size() - 1).style().bold().format("#,##0").set();
    }

    private static void measures(Worksheet sheet, int row, Measures measures) {
        int column = 1;
        for (var value : measures.all().values()) {
            number(sheet, row, ++column, value);
        }
    }

    private void breakdowns(Worksheet sheet) {
        header(sheet, List.of("Breakdown", "Breakdown id", "Of", "Id", "Count"));
        sheet.width(1, 26);
        sheet.width(2, NAME_WIDTH);
        sheet.width(3, 26);
        int row = 0;
        for (var breakdown : summary.figures().breakdowns().entrySet()) {
            for (var value : breakdown.getValue().entrySet()) {
                sheet.value(++row, 0, Labels.of(breakdown.getKey()));
                sheet.value(row, 1, breakdown.getKey().id());
                sheet.value(row, 2, names.of(breakdown.getKey(), value.getKey()));
                sheet.value(row, 3, value.getKey());
                number(sheet, row, 4, value.getValue());
            }
        }
    }

    private void coverage(Worksheet sheet) {
        var coverage = summary.figures().coverage();
        header(sheet, List.of("Shifts", "Place", "Id", "Operational day", "Count"));
        sheet.width(1, NAME_WIDTH);
        sheet.width(2, 26);
        sheet.value(1, 0, "Expected");
        number(sheet, 1, 4, coverage.expected());
        sheet.value(2, 0, "Reported");
        number(sheet, 2, 4, coverage.reported());
        int row = 2;
        for (var missing : coverage.missing()) {
            sheet.value(++row, 0, "Missing");
            sheet.value(row, 1, names.of(missing.place()));
            sheet.value(row, 2, missing.place().value());
            sheet.value(row, 3, missing.day().date());
            sheet.style(row, 3).format("yyyy-mm-dd").set();
            number(sheet, row, 4, 1);
        }
    }

    private void timeliness(Worksheet sheet) {
        header(
                sheet,
                List.of(
                        "Organisation",
                        "Id",
                        "On time",
                        "Late",
                        "Revised",
                        "Withdrawn",
                        "Median delay, minutes"));
        sheet.width(1, 26);
        int row = 0;
        for (var entry : summary.figures().timeliness().entrySet()) {
            var timeliness = entry.getValue();
            sheet.value(++row, 0, names.of(entry.getKey()));
            sheet.value(row, 1, entry.getKey().value());
            number(sheet, row, 2, timeliness.onTime());
            number(sheet, row, 3, timeliness.late());
            number(sheet, row, 4, timeliness.revised());
            number(sheet, row, 5, timeliness.withdrawn());
            if (timeliness.medianDelayMinutes().isPresent()) {
                number(sheet, row, 6, timeliness.medianDelayMinutes().getAsLong());
            }
        }
    }

    private static void number(Worksheet sheet, int row, int column, long number) {
        sheet.value(row, column, number);
        sheet.style(row, column).format("#,##0").set();
    }

    /// The workbook states when it was made; for that stands the end of the period.
    private byte[] dated(String name, byte[] content) {
        if (!name.equals("docProps/core.xml")) {
            return content;
        }
        var end = summary.edition().summary().period().to().toString();
        return new String(content, StandardCharsets.UTF_8)
                .replaceFirst("(<dcterms:created [^>]*>)[^<]*", "$1" + end)
                .getBytes(StandardCharsets.UTF_8);
    }
}
