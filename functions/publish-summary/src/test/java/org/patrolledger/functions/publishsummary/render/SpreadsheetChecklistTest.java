package org.patrolledger.functions.publishsummary.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// The workbook against the checklist of "Releasing statistics in spreadsheets" (Government
/// Analysis Function), as far as a program can tell.
class SpreadsheetChecklistTest {
    static Stream<RenderInput> inputs() {
        return PageSamples.pages();
    }

    /// A workbook taken apart.
    private record Parts(Map<String, Document> documents) {
        static Parts of(RenderInput input) {
            var documents = new TreeMap<String, Document>();
            var bytes = EditionRenderer.workbook(input);
            try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
                for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    documents.put(entry.getName(), parse(zip.readAllBytes()));
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return new Parts(documents);
        }

        private static Document parse(byte[] xml) {
            try {
                return DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(xml));
            } catch (Exception e) {
                throw new AssertionError("a part is not well-formed", e);
            }
        }

        List<String> sheets() {
            return documents.keySet().stream()
                    .filter(it -> it.startsWith("xl/worksheets/sheet"))
                    .toList();
        }

        List<Element> elements(String part, String tag) {
            var nodes = documents.get(part).getElementsByTagName(tag);
            var elements = new ArrayList<Element>();
            for (int i = 0; i < nodes.getLength(); i++) {
                elements.add((Element) nodes.item(i));
            }
            return elements;
        }

        List<String> names() {
            return elements("xl/workbook.xml", "sheet").stream()
                    .map(it -> it.getAttribute("name"))
                    .toList();
        }

        /// The texts and figures of a sheet by cell.
        Map<String, String> cells(String sheet) {
            var strings = elements("xl/sharedStrings.xml", "si");
            var cells = new HashMap<String, String>();
            for (var cell : elements(sheet, "c")) {
                var value = cell.getTextContent();
                cells.put(
                        cell.getAttribute("r"),
                        cell.getAttribute("t").equals("s")
                                ? strings.get(Integer.parseInt(value)).getTextContent()
                                : value);
            }
            return cells;
        }

        String table(String sheet) {
            var table = sheet.replaceAll("xl/worksheets/sheet([0-9]+)", "xl/tables/table$1");
            return documents.containsKey(table) ? table : "";
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void it_begins_with_cover_contents_and_notes(RenderInput input) {
        assertThat(Parts.of(input).names()).startsWith("Cover", "Contents", "Notes");
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void it_has_a_title_a_language_and_opens_at_the_first_cell_of_the_cover(RenderInput input) {
        var parts = Parts.of(input);

        assertThat(parts.elements("docProps/core.xml", "dc:title").getFirst().getTextContent())
                .contains("edition " + input.edition())
                .contains(input.summary().status().id());
        assertThat(parts.elements("docProps/core.xml", "dc:language").getFirst().getTextContent())
                .isEqualTo("en-GB");
        assertThat(parts.elements("xl/workbook.xml", "workbookView").getFirst())
                .extracting(it -> it.getAttribute("activeTab"))
                .isEqualTo("0");
        for (var sheet : parts.sheets()) {
            assertThat(parts.elements(sheet, "selection").getFirst().getAttribute("activeCell"))
                    .isEqualTo("A1");
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void every_sheet_has_its_title_in_the_first_cell_and_says_what_it_holds(RenderInput input) {
        var parts = Parts.of(input);
        var titles = new HashSet<String>();
        for (var sheet : parts.sheets()) {
            var cells = parts.cells(sheet);
            assertThat(titles.add(cells.get("A1"))).as("a title of its own").isTrue();
            assertThat(cells.get("A1")).isNotBlank();
            if (!parts.table(sheet).isEmpty()) {
                assertThat(cells.get("A2")).isEqualTo("This worksheet contains one table.");
            } else {
                assertThat(cells).as("what there is none of").hasSize(2);
            }
            assertThat(parts.elements(sheet, "c").getFirst().getAttribute("s"))
                    .as("the style of a heading")
                    .isEqualTo("1");
        }
        assertThat(parts.elements("xl/styles.xml", "cellStyle"))
                .anyMatch(it -> it.getAttribute("name").equals("Heading 1"));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void the_extent_of_every_sheet_is_that_of_its_cells_and_no_cell_in_it_is_blank(
            RenderInput input) {
        var parts = Parts.of(input);
        for (var sheet : parts.sheets()) {
            var cells = parts.cells(sheet);
            int lastRow = 0;
            int lastColumn = 0;
            for (var at : cells.keySet()) {
                lastRow = Math.max(lastRow, row(at));
                lastColumn = Math.max(lastColumn, column(at));
            }
            assertThat(parts.elements(sheet, "dimension").getFirst().getAttribute("ref"))
                    .isEqualTo("A1:" + letters(lastColumn) + lastRow);
            assertThat(cells.values()).noneMatch(String::isBlank);
            if (!parts.table(sheet).isEmpty()) {
                assertThat(cells)
                        .as("no hole in the table")
                        .hasSize(2 + (lastRow - 2) * lastColumn);
            }
        }
    }

    private static int row(String at) {
        return Integer.parseInt(at.replaceAll("[A-Z]", ""));
    }

    private static int column(String at) {
        int column = 0;
        for (char c : at.replaceAll("[0-9]", "").toCharArray()) {
            column = column * 26 + c - 'A' + 1;
        }
        return column;
    }

    private static String letters(int column) {
        return column <= 26
                ? String.valueOf((char) ('A' + column - 1))
                : letters((column - 1) / 26) + letters((column - 1) % 26 + 1);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void tables_are_marked_up_with_one_row_of_headers_that_differ(RenderInput input) {
        var parts = Parts.of(input);
        var tables = new HashSet<String>();
        for (var sheet : parts.sheets()) {
            var part = parts.table(sheet);
            if (part.isEmpty()) {
                continue;
            }
            var table = parts.elements(part, "table").getFirst();
            var cells = parts.cells(sheet);
            assertThat(tables.add(table.getAttribute("displayName"))).isTrue();
            assertThat(table.getAttribute("displayName")).matches("[A-Z][A-Za-z_]+");
            assertThat(table.getAttribute("ref"))
                    .isEqualTo(
                            parts.elements(sheet, "dimension")
                                    .getFirst()
                                    .getAttribute("ref")
                                    .replace("A1:", "A3:"));
            var headers =
                    parts.elements(part, "tableColumn").stream()
                            .map(it -> it.getAttribute("name"))
                            .toList();
            assertThat(headers.stream().map(it -> it.toLowerCase(Locale.ROOT)))
                    .doesNotHaveDuplicates();
            for (int i = 0; i < headers.size(); i++) {
                assertThat(cells.get(letters(i + 1) + "3")).isEqualTo(headers.get(i));
            }
        }
    }

    @Test
    void sheets_and_headers_are_the_same_in_every_period() {
        var all = inputs().map(Parts::of).toList();
        var headers = new HashMap<String, List<String>>();
        for (var parts : all) {
            assertThat(parts.names()).isEqualTo(all.getFirst().names());
            for (var sheet : parts.sheets()) {
                if (!parts.table(sheet).isEmpty()) {
                    var found =
                            parts.elements(parts.table(sheet), "tableColumn").stream()
                                    .map(it -> it.getAttribute("name"))
                                    .toList();
                    assertThat(headers.computeIfAbsent(sheet, it -> found)).isEqualTo(found);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void nothing_is_merged_hidden_frozen_filtered_or_calculated(RenderInput input) {
        var parts = Parts.of(input);
        parts.documents()
                .keySet()
                .forEach(part -> {
                    for (var tag :
                            List.of(
                                    "mergeCell",
                                    "pane",
                                    "autoFilter",
                                    "f",
                                    "drawing",
                                    "legacyDrawing")) {
                        assertThat(parts.elements(part, tag)).as(tag + " in " + part).isEmpty();
                    }
                    for (var tag : List.of("row", "col", "sheet")) {
                        assertThat(parts.elements(part, tag))
                                .noneMatch(it ->
                                        it.hasAttribute("hidden") || it.hasAttribute("state"));
                    }
                });
        assertThat(parts.documents().keySet())
                .noneMatch(it -> it.contains("vba") || it.contains("media"));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void no_row_among_the_data_is_a_total(RenderInput input) {
        var parts = Parts.of(input);
        for (var sheet : parts.sheets()) {
            parts.cells(sheet)
                    .forEach((at, text) -> {
                        if (column(at) == 1 && row(at) > 3) {
                            assertThat(text.toLowerCase(Locale.ROOT))
                                    .doesNotStartWith("total")
                                    .isNotEqualTo("all places");
                        }
                    });
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void every_shorthand_is_explained_in_the_notes(RenderInput input) {
        var parts = Parts.of(input);
        var notes = String.join("\n", parts.cells("xl/worksheets/sheet3.xml").values());
        for (var sheet : parts.sheets()) {
            parts.cells(sheet).values().stream()
                    .filter(it -> it.matches("\\[[a-z]+]"))
                    .forEach(it -> assertThat(notes).contains(it + " stands for"));
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void it_prints_on_a4_with_headers_on_every_page(RenderInput input) {
        var parts = Parts.of(input);
        int tables = 0;
        for (var sheet : parts.sheets()) {
            assertThat(parts.elements(sheet, "pageSetup").getFirst().getAttribute("paperSize"))
                    .isEqualTo("9");
            tables += parts.table(sheet).isEmpty() ? 0 : 1;
        }
        assertThat(parts.elements("xl/workbook.xml", "definedName")).hasSize(tables);
    }

    @Test
    void text_is_of_12_points_without_serifs_and_colours_have_four_bytes() {
        var parts = Parts.of(PageSamples.first());

        for (var font : parts.elements("xl/styles.xml", "font")) {
            assertThat(
                            font.getElementsByTagName("name")
                                    .item(0)
                                    .getAttributes()
                                    .item(0)
                                    .getNodeValue())
                    .isEqualTo("Arial");
            assertThat(
                            Integer.parseInt(
                                    font.getElementsByTagName("sz")
                                            .item(0)
                                            .getAttributes()
                                            .item(0)
                                            .getNodeValue()))
                    .isGreaterThanOrEqualTo(12);
        }
        for (var tag : List.of("color", "fgColor")) {
            assertThat(parts.elements("xl/styles.xml", tag))
                    .isNotEmpty()
                    .allMatch(it -> it.getAttribute("rgb").matches("FF[0-9A-F]{6}"));
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void contents_link_to_every_sheet_of_data(RenderInput input) {
        var parts = Parts.of(input);
        var links =
                parts.elements("xl/worksheets/sheet2.xml", "hyperlink").stream()
                        .map(it -> it.getAttribute("location"))
                        .toList();

        assertThat(links)
                .containsExactlyElementsOf(
                        parts.names().stream().skip(2).map(it -> "'" + it + "'!A1").toList());
    }
}
