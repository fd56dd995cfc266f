package org.patrolledger.functions.importsubmissions;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.patrolledger.contract.imports.ImportRecord;

/// The rows of a file with a column more, which says what is wrong with each; to be mended there
/// and imported again. Written as rows are read, so that memory does not grow with them.
interface AnnotatedRows extends Closeable {
    /// The name of the file.
    String name();

    /// Adds a row and what is wrong with it, which may be nothing.
    void add(Row row, String wrong) throws IOException;

    /// The heads of a row, but for the column that an earlier check added.
    static List<String> heads(Row row) {
        return row.heads().stream().filter(it -> !it.equals(ImportRecord.WHAT_IS_WRONG)).toList();
    }

    /// What a row has below `head`; empty where it has nothing.
    static String text(Row row, String head) {
        var cell = row.cells().get(head);
        return cell == null ? "" : cell.text();
    }
}
