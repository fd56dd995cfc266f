package org.patrolledger.functions.publishsummary.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.xmlbeans.XmlError;
import org.apache.xmlbeans.XmlObject;
import org.apache.xmlbeans.XmlOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.summary.Measure;

/// The workbook as other programs read it. Python is `python3`, or what `-Dpython` names.
class WorkbookReadersTest {
    private static final String PYTHON = System.getProperty("python", "python3");

    @TempDir Path folder;

    static Stream<RenderInput> inputs() {
        return PageSamples.pages();
    }

    private static Process python(Path output, String... arguments) {
        var command = new ArrayList<String>(List.of(PYTHON));
        command.addAll(List.of(arguments));
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return process;
        } catch (IOException e) {
            assumeTrue(false, "there is no " + PYTHON);
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Map<?, ?> read(RenderInput input) throws IOException {
        var output = folder.resolve("out");
        assumeTrue(
                python(output, "-c", "import openpyxl").exitValue() == 0,
                PYTHON + " has no openpyxl");
        var workbook = folder.resolve("summary.xlsx");
        Files.write(workbook, EditionRenderer.workbook(input));
        var process =
                python(output, "src/test/resources/python/read_workbook.py", workbook.toString());
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Json.object(Files.readAllBytes(output));
    }

    @Test
    void openpyxl_reads_the_same_whole_and_in_its_read_only_mode() throws IOException {
        var found = read(PageSamples.second());

        assertThat(found.get("language")).isEqualTo("en-GB");
        assertThat((String) found.get("title")).contains("edition 2");
        var sheets = (List<?>) found.get("sheets");
        assertThat(sheets).hasSizeGreaterThanOrEqualTo(10);
        for (var each : sheets) {
            var sheet = (Map<?, ?>) each;
            assertThat(sheet.get("streamedDimension")).isEqualTo(sheet.get("dimension"));
            assertThat(sheet.get("streamedRows")).isEqualTo(sheet.get("rows"));
            assertThat((List<?>) sheet.get("rows")).hasSizeGreaterThan(1);
            assertThat(sheet.get("titleStyle")).isEqualTo("Heading 1");
            assertThat(sheet.get("paper")).isEqualTo(9L);
        }
    }

    @Test
    void openpyxl_finds_every_figure_in_a_table_of_its_name() throws IOException {
        var input = PageSamples.second();
        var sheet =
                ((List<?>) read(input).get("sheets"))
                        .stream()
                                .map(it -> (Map<?, ?>) it)
                                .filter(it -> it.get("name").equals("Figures"))
                                .findFirst()
                                .orElseThrow();

        int last = 3 + Measure.values().length;
        assertThat(sheet.get("tables")).isEqualTo(Map.of("Figures", "A3:H" + last));
        var rows = ((List<?>) sheet.get("rows")).stream().map(it -> (List<?>) it).toList();
        for (var measure : Measure.values()) {
            assertThat(rows)
                    .filteredOn(row -> measure.id().equals(row.get(1)))
                    .singleElement()
                    .extracting(row -> row.get(3))
                    .isEqualTo(input.summary().figures().measures().get(measure));
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void it_is_valid_by_the_schemas_of_ecma_376(RenderInput input) throws IOException {
        var bytes = EditionRenderer.workbook(input);
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            assertValid("workbook", workbook.getCTWorkbook());
            assertValid("styles", workbook.getStylesSource().getCTStylesheet());
            for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
                var sheet = workbook.getSheetAt(i);
                assertValid(sheet.getSheetName(), sheet.getCTWorksheet());
                sheet.getTables().forEach(it -> assertValid(it.getName(), it.getCTTable()));
            }
        }
    }

    @Test
    void a_name_that_looks_like_an_escape_is_read_as_it_was_written() throws IOException {
        var bytes = EditionRenderer.workbook(PageSamples.named("Grip", "_x0041_ _x005F_x0041_"));
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            assertThat(workbook.getSheet("Places"))
                    .anyMatch(row ->
                            row.getCell(0).getStringCellValue().equals("_x0041_ _x005F_x0041_"));
        }
    }

    private static void assertValid(String name, XmlObject part) {
        var errors = new ArrayList<XmlError>();
        part.validate(new XmlOptions().setErrorListener(errors));
        assertThat(errors).as(name).isEmpty();
    }
}
