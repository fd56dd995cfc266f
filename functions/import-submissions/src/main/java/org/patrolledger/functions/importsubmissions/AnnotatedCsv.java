package org.patrolledger.functions.importsubmissions;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.patrolledger.contract.imports.ImportRecord;

/// The rows of a CSV file with what is wrong with them.
final class AnnotatedCsv implements AnnotatedRows {
    private final BufferedWriter out;
    private List<String> heads = List.of();

    AnnotatedCsv(Path folder) throws IOException {
        out =
                Files.newBufferedWriter(
                        folder.resolve(ImportRecord.ANNOTATED_CSV), StandardCharsets.UTF_8);
    }

    @Override
    public String name() {
        return ImportRecord.ANNOTATED_CSV;
    }

    @Override
    public void add(Row row, String wrong) throws IOException {
        if (heads.isEmpty()) {
            heads = AnnotatedRows.heads(row);
            var first = new ArrayList<>(heads);
            first.add(ImportRecord.WHAT_IS_WRONG);
            FaultFiles.line(out, first);
        }
        var cells = new ArrayList<String>();
        heads.forEach(head -> cells.add(AnnotatedRows.text(row, head)));
        cells.add(wrong);
        FaultFiles.line(out, cells);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
