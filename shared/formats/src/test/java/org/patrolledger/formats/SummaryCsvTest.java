package org.patrolledger.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.summary.Summary;

class SummaryCsvTest {
    private static final Summary SUMMARY =
            Samples.summary(1, Samples.fold(Samples.reports()).figures());

    /// RFC 4180, read by the book.
    private static List<List<String>> parse(String csv) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == ',') {
                row.add(cell.toString());
                cell.setLength(0);
            } else if (!quoted && c == '\r') {
                assertThat(csv.charAt(++i)).isEqualTo('\n');
                row.add(cell.toString());
                cell.setLength(0);
                rows.add(List.copyOf(row));
                row.clear();
            } else {
                cell.append(c);
            }
        }
        assertThat(row).as("the last row ends").isEmpty();
        return rows;
    }

    @Test
    void the_document_is_as_it_ever_was() {
        Golden.check("summary.csv", SummaryCsv.write(SUMMARY));
        Golden.check("summary.csv-metadata.json", SummaryCsv.metadata(SUMMARY));
    }

    @Test
    void every_figure_is_one_row() {
        var rows = parse(new String(SummaryCsv.write(SUMMARY), UTF_8));

        var figures = SUMMARY.figures();
        int breakdowns = figures.breakdowns().values().stream().mapToInt(Map::size).sum();
        assertThat(rows).hasSize(1 + 19 * (1 + figures.places().size()) + breakdowns);
        assertThat(rows)
                .contains(
                        List.of("grip", "2023-W05", "1", "provisional", "", "arrests", "", "", "3"),
                        List.of(
                                "grip",
                                "2023-W05",
                                "1",
                                "provisional",
                                "grays-town-centre",
                                "arrests",
                                "",
                                "",
                                "2"),
                        List.of(
                                "grip",
                                "2023-W05",
                                "1",
                                "provisional",
                                "",
                                "",
                                "concerns-raised",
                                "street-lighting",
                                "2"));
    }

    @Test
    void the_metadata_describe_the_columns_there_are() {
        var header = parse(new String(SummaryCsv.write(SUMMARY), UTF_8)).getFirst();
        var metadata = Json.object(SummaryCsv.metadata(SUMMARY));

        var columns = (List<?>) ((Map<?, ?>) metadata.get("tableSchema")).get("columns");
        assertThat(columns.stream().map(it -> (String) ((Map<?, ?>) it).get("titles")).toList())
                .isEqualTo(header);
        assertThat(metadata.get("url")).isEqualTo("summary.csv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "=HYPERLINK(\"http://x\",\"y\")",
                "=1\r\n,2"
            })
    void a_text_that_a_spreadsheet_would_run_is_marked_as_text(String formula) {
        var csv = new Csv().text(formula).number(-7).end().toString();

        assertThat(parse(csv)).containsExactly(List.of("'" + formula, "-7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a,b", "a\"b", "\"", "a\r\nb", "a\nb", "1=1", " =1", "é🚓"})
    void any_other_text_comes_back_as_it_was(String text) {
        var csv = new Csv().text(text).text("end").end().toString();

        assertThat(parse(csv)).containsExactly(List.of(text, "end"));
    }
}
