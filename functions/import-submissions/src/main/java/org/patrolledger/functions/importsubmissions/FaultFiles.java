package org.patrolledger.functions.importsubmissions;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.patrolledger.contract.Fault;
import org.patrolledger.contract.imports.ImportRecord;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.imports.ImportFiles;
import org.patrolledger.domain.imports.ImportId;

/// The faults of a file, where its spreadsheet shows them: in pages for the API, as CSV, and beside
/// the rows they are of. Written as rows are read, so that memory does not grow with them.
final class FaultFiles implements Closeable {
    /// The most faults that are listed; more are counted.
    private static final int MOST = 100_000;

    private final ImportFiles files;
    private final ImportId id;
    private final Path csv;
    private final Path annotated;
    private final BufferedWriter list;
    private final BufferedWriter rows;
    private final List<String> heads;
    private final List<Map<String, Object>> page = new ArrayList<>();
    private int count;

    FaultFiles(ImportFiles files, ImportId id, Path folder, List<String> heads) throws IOException {
        this.files = files;
        this.id = id;
        this.heads = heads;
        this.csv = folder.resolve(ImportRecord.FAULTS);
        this.annotated = folder.resolve(ImportRecord.ANNOTATED);
        this.list = Files.newBufferedWriter(csv, StandardCharsets.UTF_8);
        this.rows = Files.newBufferedWriter(annotated, StandardCharsets.UTF_8);
        line(list, List.of("sheet", "row", "column", "cell", "pointer", "rule", "detail"));
        var annotatedHeads = new ArrayList<>(heads);
        annotatedHeads.add("What is wrong");
        line(rows, annotatedHeads);
    }

    /// A fault of a row, and the head of the cell it is of, empty where it is of none.
    record Found(Fault fault, String head) {}

    /// Notes a row and what is wrong with it, which may be nothing.
    void row(Row row, List<Found> found) throws IOException {
        for (var each : found) {
            fault(row, each);
        }
        if (heads.isEmpty()) {
            return;
        }
        var cells = new ArrayList<String>();
        for (var head : heads) {
            var cell = row.cells().get(head);
            cells.add(cell == null ? "" : cell.text());
        }
        cells.add(
                found.stream()
                        .map(it ->
                                (it.head().isEmpty() ? "" : it.head() + ": ") + it.fault().detail())
                        .collect(Collectors.joining(" ")));
        line(rows, cells);
    }

    private void fault(Row row, Found found) throws IOException {
        count++;
        if (count > MOST) {
            return;
        }
        var cell = row.cells().get(found.head());
        var column = cell == null ? "" : found.head();
        var at = cell == null || cell.column().isEmpty() ? "" : cell.column() + row.number();
        var fault = found.fault();
        line(
                list,
                List.of(
                        row.sheet(),
                        String.valueOf(row.number()),
                        column,
                        at,
                        fault.pointer(),
                        fault.rule().code(),
                        fault.detail()));
        var map = new LinkedHashMap<String, Object>();
        map.put("sheet", row.sheet());
        map.put("row", (long) row.number());
        map.put("column", column);
        map.put("cell", at);
        map.putAll(fault.document());
        page.add(map);
        if (page.size() == ImportRecord.FAULTS_A_FILE) {
            flushPage();
        }
    }

    private void flushPage() {
        if (!page.isEmpty()) {
            int file = (Math.min(count, MOST) - 1) / ImportRecord.FAULTS_A_FILE + 1;
            files.write(
                    id, ImportRecord.faults(file), Json.bytes(Map.of("faults", List.copyOf(page))));
            page.clear();
        }
    }

    /// Writes what is left and lays the files beside the import.
    ///
    /// @return how many faults there are
    int finish() throws IOException {
        flushPage();
        list.close();
        rows.close();
        files.write(id, ImportRecord.FAULTS, csv);
        if (!heads.isEmpty()) {
            files.write(id, ImportRecord.ANNOTATED, annotated);
        }
        return count;
    }

    private static void line(BufferedWriter out, List<String> cells) throws IOException {
        out.write(cells.stream().map(FaultFiles::cell).collect(Collectors.joining(",")));
        out.write("\r\n");
    }

    /// A text that a spreadsheet would take for a formula begins with an apostrophe.
    static String cell(String text) {
        var safe =
                !text.isEmpty() && "=+-@\t\r|".indexOf(text.charAt(0)) >= 0 && !isNumber(text)
                        ? "'" + text
                        : text;
        return safe.matches("[^\",\r\n;]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    private static boolean isNumber(String text) {
        return text.matches("[+-]?[0-9]+(\\.[0-9]+)?");
    }

    @Override
    public void close() throws IOException {
        list.close();
        rows.close();
    }
}
