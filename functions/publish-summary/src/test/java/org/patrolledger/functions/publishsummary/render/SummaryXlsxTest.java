package org.patrolledger.functions.publishsummary.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.formats.Samples;
import org.patrolledger.formats.words.Names;
import org.patrolledger.testing.Sample;

class SummaryXlsxTest {
    private static final Summary SUMMARY =
            Samples.summary(1, Samples.fold(Samples.reports()).figures());
    private static final Names NAMES = new Names(Samples.CATALOGUE, Sample.GRIP);

    private static List<Row> sheet(byte[] workbook, String name) throws IOException {
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            return book.findSheet(name).orElseThrow().read();
        }
    }

    private static Row row(List<Row> rows, int column, String text) {
        return rows.stream()
                .filter(row -> row.getCellText(column).equals(text))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void every_sheet_is_there() throws IOException {
        try (var book =
                new ReadableWorkbook(new ByteArrayInputStream(SummaryXlsx.write(SUMMARY, NAMES)))) {
            assertThat(book.getSheets().map(it -> it.getName()))
                    .containsExactly("Figures", "Places", "Breakdowns", "Coverage", "Timeliness");
        }
    }

    @Test
    void figures_are_numbers_and_the_same_as_in_the_summary() throws IOException {
        var rows = sheet(SummaryXlsx.write(SUMMARY, NAMES), "Figures");

        for (var measure : Measure.values()) {
            var cell = row(rows, 1, measure.id()).getCell(2);
            assertThat(cell.getType()).isEqualTo(CellType.NUMBER);
            assertThat(cell.asNumber())
                    .isEqualByComparingTo(
                            BigDecimal.valueOf(SUMMARY.figures().measures().get(measure)));
        }
        assertThat(rows.getFirst().getCellText(3)).isEqualTo("Period before 2023-W04");
    }

    @Test
    void places_add_up_to_the_last_row() throws IOException {
        var rows = sheet(SummaryXlsx.write(SUMMARY, NAMES), "Places");

        assertThat(rows).hasSize(2 + SUMMARY.figures().places().size());
        for (int column = 2; column < 2 + Measure.values().length; column++) {
            var sum = BigDecimal.ZERO;
            for (var row : rows.subList(1, rows.size() - 1)) {
                sum = sum.add(row.getCellAsNumber(column).orElseThrow());
            }
            assertThat(rows.getLast().getCellAsNumber(column).orElseThrow())
                    .isEqualByComparingTo(sum);
        }
    }

    @Test
    void breakdowns_coverage_and_timeliness_are_all_there() throws IOException {
        var workbook = SummaryXlsx.write(SUMMARY, NAMES);
        var figures = SUMMARY.figures();

        int values = figures.breakdowns().values().stream().mapToInt(it -> it.size()).sum();
        assertThat(sheet(workbook, "Breakdowns")).hasSize(1 + values);
        var coverage = sheet(workbook, "Coverage");
        assertThat(coverage).hasSize(3 + figures.coverage().missing().size());
        assertThat(row(coverage, 0, "Expected").getCellAsNumber(4).orElseThrow())
                .isEqualByComparingTo(BigDecimal.valueOf(figures.coverage().expected()));
        assertThat(row(coverage, 0, "Missing").getCell(3).getType()).isEqualTo(CellType.NUMBER);
        var timeliness = sheet(workbook, "Timeliness");
        assertThat(timeliness).hasSize(1 + figures.timeliness().size());
        assertThat(row(timeliness, 1, "open-road").getCellText(0)).isEqualTo("Open Road");
    }

    @Test
    void the_same_summary_gives_the_same_bytes_without_a_clock_in_them() throws IOException {
        var workbook = SummaryXlsx.write(SUMMARY, NAMES);

        assertThat(SummaryXlsx.write(SUMMARY, NAMES)).isEqualTo(workbook);
        try (var zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(entry.getTimeLocal()).hasToString("1980-01-01T00:00");
                if (entry.getName().equals("docProps/core.xml")) {
                    assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8))
                            .contains(">2023-02-06T06:00:00Z</dcterms:created>")
                            .contains("<dc:creator>Patrol Ledger</dc:creator>");
                }
            }
        }
    }

    @Test
    void a_name_that_looks_like_a_formula_stays_a_text() throws IOException {
        var names = new Names(Samples.catalogue("=1+1", "=HYPERLINK(\"http://x\")"), Sample.GRIP);

        var workbook = SummaryXlsx.write(SUMMARY, names);

        var cell = row(sheet(workbook, "Places"), 1, "southend-high-street").getCell(0);
        assertThat(cell.getType()).isEqualTo(CellType.STRING);
        assertThat(cell.getText()).isEqualTo("=HYPERLINK(\"http://x\")");
        assertThat(new String(workbook, StandardCharsets.ISO_8859_1)).doesNotContain("<f>");
    }
}
