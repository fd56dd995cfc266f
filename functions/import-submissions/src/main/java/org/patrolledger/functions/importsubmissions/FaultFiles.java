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
import java.util.Optional;
import java.util.stream.Collectors;
import org.patrolledger.contract.Fault;
import org.patrolledger.contract.imports.ImportRecord;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.imports.ImportFiles;
import org.patrolledger.domain.imports.ImportId;
import org.patrolledger.formats.words.Labels;

/// The faults of a file, where its spreadsheet shows them: in pages for the API, as CSV, and beside
/// the rows they are of. Written as rows are read, so that memory does not grow with them.
final class FaultFiles implements Closeable {
    /// The most faults that are listed; more are counted.
    private static final int MOST = 100_000;

    /// What spreadsheets take for the beginning of a formula.
    private static final String FORMULA = "=+-@\t\r|\uFF1D\uFF0B\uFF0D\uFF20";

    private final ImportFiles files;
    private final ImportId id;
    private final Path folder;
    private final BufferedWriter list;
    private final Optional<AnnotatedRows> rows;
    private final List<Map<String, Object>> page = new ArrayList<>();
    private int count;

    /// @param folder of this machine, for files that are not finished
    /// @param rows where each row goes with what is wrong with it; empty where the file has no rows
    ///   to be mended
    FaultFiles(ImportFiles files, ImportId id, Path folder, Optional<AnnotatedRows> rows)
            throws IOException {
        this.files = files;
        this.id = id;
        this.folder = folder;
        this.rows = rows;
        this.list =
                Files.newBufferedWriter(
                        folder.resolve(ImportRecord.FAULTS), StandardCharsets.UTF_8);
        line(list, List.of("sheet", "row", "column", "cell", "pointer", "rule", "detail"));
    }

    /// A fault of a row.
    ///
    /// @param head of the cell it is of; empty where it is of none, or its column has none
    /// @param letters of that column; empty where the row knows them by the head
    record Found(Fault fault, String head, String letters) {
        /// A fault of the cell below `head`.
        static Found below(String head, Fault fault) {
            return new Found(fault, head, "");
        }
    }

    /// Notes a row and what is wrong with it, which may be nothing.
    void row(Row row, List<Found> found) throws IOException {
        for (var each : found) {
            fault(row, each);
        }
        if (rows.isPresent()) {
            rows.get()
                    .add(
                            row,
                            found.stream()
                                    .map(FaultFiles::sentence)
                                    .collect(Collectors.joining(" ")));
        }
    }

    /// What is wrong, and where: a field that has no column goes by its name on the form.
    private static String sentence(Found found) {
        var pointer = found.fault().pointer();
        var field = found.head().isEmpty() ? Labels.ofField(pointer).orElse("") : found.head();
        return (field.isEmpty() ? "" : field + ": ") + found.fault().detail();
    }

    private void fault(Row row, Found found) throws IOException {
        count++;
        if (count > MOST) {
            return;
        }
        var cell = row.cells().get(found.head());
        var letters = found.letters();
        if (letters.isEmpty()) {
            int index = found.head().isEmpty() ? -1 : row.heads().indexOf(found.head());
            letters = cell != null ? cell.column() : index < 0 ? "" : Row.letters(index);
        }
        var column = cell == null && letters.isEmpty() ? "" : found.head();
        var at = letters.isEmpty() ? "" : letters + row.number();
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
        close();
        files.write(id, ImportRecord.FAULTS, folder.resolve(ImportRecord.FAULTS));
        rows.map(AnnotatedRows::name).ifPresent(it -> files.write(id, it, folder.resolve(it)));
        return count;
    }

    static void line(BufferedWriter out, List<String> cells) throws IOException {
        out.write(cells.stream().map(FaultFiles::cell).collect(Collectors.joining(",")));
        out.write("\r\n");
    }

    /// A text that a spreadsheet would take for a formula begins with an apostrophe.
    static String cell(String text) {
        var safe = isFormula(text) && !isNumber(text) ? "'" + text : text;
        return safe.matches("[^\",\r\n;\t]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    static boolean isFormula(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    }

    private static boolean isNumber(String text) {
        return text.matches("[+-]?[0-9]+(\\.[0-9]+)?");
    }

    @Override
    public void close() throws IOException {
        list.close();
        if (rows.isPresent()) {
            rows.get().close();
        }
    }
}
