package org.patrolledger.functions.publishsummary.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.zip.ZipInputStream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Summary;

/// What the workbook says, as another library reads it.
class SummaryXlsxTest {
    private static final RenderInput INPUT = PageSamples.first();
    private static final Summary SUMMARY = INPUT.summary();

    /// Rows above the data: title, a line, headers.
    private static final int ABOVE = 3;

    private static List<Row> sheet(RenderInput input, String name) throws IOException {
        var bytes = EditionRenderer.workbook(input);
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(bytes))) {
            return book.findSheet(name).orElseThrow().read();
        }
    }

    private static List<Row> data(RenderInput input, String name) throws IOException {
        var rows = sheet(input, name);
        return rows.subList(ABOVE, rows.size());
    }

    private static Row row(List<Row> rows, int column, String text) {
        return rows.stream()
                .filter(row -> row.getCellText(column).equals(text))
                .findFirst()
                .orElseThrow();
    }

    private static long number(Row row, int column) {
        assertThat(row.getCell(column).getType()).isEqualTo(CellType.NUMBER);
        return row.getCell(column).asNumber().longValueExact();
    }

    @Test
    void the_cover_says_which_edition_of_what_it_is() throws IOException {
        var rows = data(PageSamples.second(), "Cover");

        assertThat(row(rows, 0, "Operation").getCellText(1)).isEqualTo("Operation Grip");
        assertThat(row(rows, 0, "Period id").getCellText(1)).isEqualTo("2023-W05");
        assertThat(row(rows, 0, "Status").getCellText(1)).isEqualTo("Provisional");
        assertThat(row(rows, 0, "Edition").getCellText(1)).isEqualTo("2");
        assertThat(row(rows, 0, "Publisher").getCellText(1)).isEqualTo("Essex Police");
        assertThat(row(rows, 0, "Licence").getCellText(1)).startsWith("https://");
    }

    @Test
    void figures_are_numbers_and_the_same_as_in_the_summary() throws IOException {
        var rows = data(INPUT, "Figures");
        var previous = SUMMARY.previous().orElseThrow().measures();

        assertThat(rows).hasSize(Measure.values().length);
        for (var measure : Measure.values()) {
            var row = row(rows, 1, measure.id());
            long value = SUMMARY.figures().measures().get(measure);
            assertThat(number(row, 3)).isEqualTo(value);
            assertThat(number(row, 4)).isEqualTo(previous.get(measure));
            assertThat(number(row, 5)).isEqualTo(value - previous.get(measure));
            assertThat(row.getCellText(6)).isEqualTo("[x]");
        }
    }

    @Test
    void places_add_up_to_the_figures_and_no_row_is_their_total() throws IOException {
        var rows = data(INPUT, "Places");

        assertThat(rows).hasSize(SUMMARY.figures().places().size());
        int column = 4;
        for (var measure : Measure.values()) {
            int at = column++;
            assertThat(rows.stream().mapToLong(row -> number(row, at)).sum())
                    .isEqualTo(SUMMARY.figures().measures().get(measure));
        }
        assertThat(row(rows, 1, "grays-town-centre").getCellText(3)).isEqualTo("E06000033");
    }

    @Test
    void breakdowns_coverage_and_timeliness_are_all_there() throws IOException {
        var figures = SUMMARY.figures();
        int values = figures.breakdowns().values().stream().mapToInt(it -> it.size()).sum();

        assertThat(data(INPUT, "Breakdowns")).hasSize(values);
        var coverage = data(INPUT, "Coverage");
        assertThat(number(row(coverage, 0, "Expected"), 1))
                .isEqualTo(figures.coverage().expected());
        assertThat(number(row(coverage, 0, "Missing"), 1))
                .isEqualTo(figures.coverage().missing().size());
        var missing = data(INPUT, "Missing shifts");
        assertThat(missing).hasSameSizeAs(figures.coverage().missing());
        assertThat(missing.getFirst().getCell(4).asDate().toLocalDate())
                .isEqualTo(figures.coverage().missing().getFirst().day().date());
        var timeliness = data(INPUT, "Timeliness");
        assertThat(timeliness).hasSize(figures.timeliness().size());
        assertThat(row(timeliness, 1, "open-road").getCellText(0)).isEqualTo("Open Road");
    }

    @Test
    void changes_are_told_with_cause_and_difference() throws IOException {
        var rows = data(PageSamples.second(), "Changes");

        assertThat(rows).hasSameSizeAs(PageSamples.second().changes());
        for (int i = 0; i < rows.size(); i++) {
            var change = PageSamples.second().changes().get(i);
            assertThat(number(rows.get(i), 7)).isEqualTo(change.share());
        }
        assertThat(sheet(INPUT, "Changes").get(1).getCellText(0)).contains("first edition");
    }

    @Test
    void the_same_input_gives_the_same_bytes_without_a_clock_or_a_locale_in_them()
            throws IOException {
        var workbook = EditionRenderer.workbook(INPUT);
        var locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(EditionRenderer.workbook(INPUT)).isEqualTo(workbook);
        } finally {
            Locale.setDefault(locale);
        }
        try (var zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(entry.getTimeLocal()).hasToString("1980-01-01T00:00");
                if (entry.getName().equals("docProps/core.xml")) {
                    assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8))
                            .contains(">" + INPUT.publishedAt() + "</dcterms:created>")
                            .contains("<dc:language>en-GB</dc:language>")
                            .contains("<dc:creator>Essex Police</dc:creator>");
                }
            }
        }
    }

    @Test
    void a_name_stays_the_text_it_is() throws IOException {
        for (var name : List.of("=HYPERLINK(\"http://x\")", "_x0041_ & <b>", " a  b ")) {
            var input = PageSamples.named("=1+1", name);

            var cell = row(data(input, "Places"), 1, "southend-high-street").getCell(0);
            assertThat(cell.getType()).isEqualTo(CellType.STRING);
            assertThat(cell.getText().replace("_x005F_", "_")).isEqualTo(name);
            assertThat(new String(EditionRenderer.workbook(input), StandardCharsets.ISO_8859_1))
                    .doesNotContain("<f>");
        }
    }

    @Test
    void priorities_and_funding_are_listed_by_name() throws IOException {
        var priorities = data(PageSamples.prioritised(), "Priorities");
        assertThat(row(priorities, 1, "knife-crime").getCellText(0))
                .isEqualTo("Knife crime in the centre");
        assertThat(number(row(priorities, 1, "knife-crime"), 2)).isEqualTo(2);
        assertThat(number(row(priorities, 1, "violence-at-night"), 2)).isZero();
        var funding = data(PageSamples.prioritised(), "Funding");
        assertThat(funding).hasSize(1);
        assertThat(number(funding.getFirst(), 1)).isEqualTo(22_511);
    }

    @Test
    void the_trend_ends_with_this_period() throws IOException {
        var rows = data(INPUT, "Trend");

        assertThat(rows).hasSize(SUMMARY.trend().size() + 1);
        assertThat(rows.getLast().getCellText(1)).isEqualTo("2023-W05");
        assertThat(number(rows.getLast(), 5))
                .isEqualTo(SUMMARY.figures().measures().get(Measure.SUBMISSIONS));
    }

    @Test
    void the_bytes_are_the_same_in_every_time_zone() {
        var here = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
            var expected = EditionRenderer.workbook(INPUT);
            for (var zone : List.of("Europe/London", "Europe/Berlin", "America/New_York")) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                assertThat(EditionRenderer.workbook(INPUT)).as(zone).isEqualTo(expected);
            }
        } finally {
            TimeZone.setDefault(here);
        }
    }
}
