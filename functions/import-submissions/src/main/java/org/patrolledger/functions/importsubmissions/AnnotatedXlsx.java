package org.patrolledger.functions.importsubmissions;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.imports.ImportRecord;

/// The rows of a workbook with what is wrong with them, on sheets of the same names. Every cell is
/// a text, which no program takes for a formula.
final class AnnotatedXlsx implements AnnotatedRows {
    /// How many rows are kept in memory.
    private static final int AT_A_TIME = 256;

    private final OutputStream out;
    private final Workbook workbook;
    private boolean closed;
    private @Nullable Worksheet sheet;
    private List<String> heads = List.of();
    private int next;

    AnnotatedXlsx(Path folder) throws IOException {
        out =
                new BufferedOutputStream(
                        Files.newOutputStream(folder.resolve(ImportRecord.ANNOTATED_XLSX)));
        workbook = new Workbook(out, "Patrol Ledger", "1.0");
    }

    @Override
    public String name() {
        return ImportRecord.ANNOTATED_XLSX;
    }

    @Override
    public void add(Row row, String wrong) throws IOException {
        var on = sheet;
        if (on == null || !on.getName().equals(name(row))) {
            if (on != null) {
                on.close();
            }
            on = workbook.newWorksheet(name(row));
            sheet = on;
            heads = AnnotatedRows.heads(row);
            next = 0;
            for (int i = 0; i < heads.size(); i++) {
                put(on, i, heads.get(i));
            }
            put(on, heads.size(), ImportRecord.WHAT_IS_WRONG);
        }
        next++;
        for (int i = 0; i < heads.size(); i++) {
            put(on, i, AnnotatedRows.text(row, heads.get(i)));
        }
        put(on, heads.size(), wrong);
        if (next % AT_A_TIME == 0) {
            on.flush();
        }
    }

    /// As the writer makes names of sheets plain, so that a name is compared with itself.
    private static String name(Row row) {
        var plain = row.sheet().replaceAll("[/\\\\?*\\[\\]:]", "-").strip();
        return plain.isEmpty() ? "Sheet" : plain.substring(0, Math.min(31, plain.length()));
    }

    private void put(Worksheet on, int column, String text) {
        if (!text.isEmpty()) {
            on.inlineString(
                    next, column, text.substring(0, Math.min(XlsxTexts.LONGEST, text.length())));
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            if (sheet == null) {
                put(workbook.newWorksheet("Sheet"), 0, ImportRecord.WHAT_IS_WRONG);
            }
            workbook.close(); // which leaves what it writes to open
        }
    }
}
