package org.patrolledger.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.formats.words.Names;
import org.patrolledger.testing.Sample;

class SummaryCsvTest {
    private static final Summary SUMMARY =
            Samples.summary(1, Samples.fold(Samples.reports()).figures());

    private static final Names NAMES = new Names(Samples.CATALOGUE, Sample.GRIP);

    private static List<List<String>> parse(String csv) {
        return Csv.read(csv);
    }

    private static List<Map<String, String>> rows(Summary summary) {
        var rows = parse(new String(SummaryCsv.write(summary, NAMES), UTF_8));
        var header = rows.getFirst();
        return rows.stream()
                .skip(1)
                .map(row -> {
                    var cells = new HashMap<String, String>();
                    for (int i = 0; i < header.size(); i++) {
                        cells.put(header.get(i), row.get(i));
                    }
                    return Map.copyOf(cells);
                })
                .toList();
    }

    private static long sum(List<Map<String, String>> rows, String level, String by, String of) {
        return rows.stream()
                .filter(it -> it.get("level").equals(level) && it.get(by).equals(of))
                .mapToLong(it -> Long.parseLong(it.get("value")))
                .sum();
    }

    @Test
    void the_document_is_as_it_ever_was() {
        Golden.check("summary.csv", SummaryCsv.write(SUMMARY, NAMES));
        Golden.check(
                "summary.csv-metadata.json",
                CsvMetadata.write(SUMMARY, Samples.PUBLISHED, Samples.PUBLISHER));
    }

    @Test
    void the_columns_are_those_of_the_contract() {
        assertThat(parse(new String(SummaryCsv.write(SUMMARY, NAMES), UTF_8)).getFirst())
                .containsExactly(
                        "operation",
                        "period",
                        "from",
                        "to",
                        "edition",
                        "status",
                        "level",
                        "place",
                        "placeName",
                        "district",
                        "priority",
                        "measure",
                        "breakdown",
                        "category",
                        "value",
                        "unit");
    }

    @Test
    void every_figure_is_one_row() {
        var figures = SUMMARY.figures();
        int breakdowns = figures.breakdowns().values().stream().mapToInt(Map::size).sum();
        assertThat(rows(SUMMARY))
                .hasSize(Measure.values().length * (1 + figures.places().size()) + breakdowns)
                .anySatisfy(row ->
                        assertThat(row)
                                .containsEntry("from", "2023-01-30")
                                .containsEntry("to", "2023-02-05")
                                .containsEntry("level", "place")
                                .containsEntry("place", "grays-town-centre")
                                .containsEntry("placeName", "Grays town centre")
                                .containsEntry("district", "E06000033")
                                .containsEntry("measure", "patrol-minutes")
                                .containsEntry("unit", "minutes"));
    }

    /// What anybody does with such a file: choose a level, then add up. No other column is read.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_naive_sum_within_a_level_is_the_truth(long seed) {
        var figures = Samples.fold(Samples.random(seed, 200)).figures();
        var rows = rows(Samples.summary(1, figures));

        for (var measure : Measure.values()) {
            long truth = figures.measures().get(measure);
            assertThat(sum(rows, "operation", "measure", measure.id())).isEqualTo(truth);
            assertThat(sum(rows, "place", "measure", measure.id())).isEqualTo(truth);
            assertThat(sum(rows, "breakdown", "measure", measure.id())).isZero();
        }
        figures.breakdowns()
                .forEach((breakdown, values) ->
                        assertThat(sum(rows, "breakdown", "breakdown", breakdown.id()))
                                .isEqualTo(values.values().stream().mapToLong(it -> it).sum()));
    }

    @Test
    void the_primary_key_tells_every_row_from_all_others() {
        var metadata =
                Json.object(CsvMetadata.write(SUMMARY, Samples.PUBLISHED, Samples.PUBLISHER));
        var key = (List<?>) ((Map<?, ?>) metadata.get("tableSchema")).get("primaryKey");

        var rows = rows(SUMMARY);
        assertThat(key).isNotEmpty();
        assertThat(rows.stream().map(row -> key.stream().map(row::get).toList()).distinct())
                .hasSameSizeAs(rows);
    }

    @Test
    void the_metadata_describe_the_columns_there_are_and_who_publishes_them() {
        var header = parse(new String(SummaryCsv.write(SUMMARY, NAMES), UTF_8)).getFirst();
        var bytes = CsvMetadata.write(SUMMARY, Samples.PUBLISHED, Samples.PUBLISHER);
        var metadata = Json.object(bytes);

        var columns = (List<?>) ((Map<?, ?>) metadata.get("tableSchema")).get("columns");
        assertThat(columns.stream().map(it -> (String) ((Map<?, ?>) it).get("name")).toList())
                .isEqualTo(header);
        assertThat(metadata.get("url")).isEqualTo("grip-2023-W05-edition-1.csv");
        assertThat(metadata.get("dc:issued")).isEqualTo("2023-02-06");
        assertThat(metadata.get("dc:license"))
                .isEqualTo(Map.of("@id", "https://licence.example/open"));
        assertThat(CsvMetadata.publisher(bytes)).isEqualTo(Samples.PUBLISHER);
    }

    @Test
    void a_file_can_be_made_again_from_its_own_names() {
        var names = new Names(Samples.catalogue("Grip", "=1+1, \"or\" so"), Sample.GRIP);
        var bytes = SummaryCsv.write(SUMMARY, names);

        assertThat(SummaryCsv.write(SUMMARY, SummaryCsv.names(bytes, SUMMARY.edition())))
                .isEqualTo(bytes);
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
