package org.patrolledger.functions.importsubmissions;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows of a file, read one by one.
interface Source extends Closeable {
    /// The most rows an import takes.
    int MOST_ROWS = 20_000;

    /// The most columns a row may have.
    int MOST_COLUMNS = 500;

    /// The most bytes a workbook may unpack to, and how many times its own size.
    long MOST_UNPACKED = 200L * 1024 * 1024;

    int MOST_RATIO = 100;

    /// The heads of the columns, in order; empty where rows are documents.
    List<String> heads();

    /// The next row; null at the end.
    ///
    /// @throws UnreadableException if the file turns out not to be one of its format
    @Nullable Row next() throws IOException;

    /// A file that cannot be read as what it is said to be. Its message is for the sender.
    final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }

        UnreadableException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// Names the columns by their heads.
    ///
    /// @throws UnreadableException if two are called the same, or none is called anything
    static List<String> named(List<String> heads) throws UnreadableException {
        var seen = new java.util.HashSet<String>();
        for (var head : heads) {
            if (!head.isEmpty() && !seen.add(head)) {
                throw new UnreadableException("Two columns have the same head.");
            }
        }
        if (seen.isEmpty()) {
            throw new UnreadableException("The first row names no columns.");
        }
        if (heads.size() > MOST_COLUMNS) {
            throw new UnreadableException("There are more than " + MOST_COLUMNS + " columns.");
        }
        return List.copyOf(heads);
    }

    /// The cells of a row under their heads.
    ///
    /// @throws UnreadableException if a cell has no head
    static Map<String, Row.Cell> cells(List<String> heads, List<String> texts)
            throws UnreadableException {
        var cells = new java.util.LinkedHashMap<String, Row.Cell>();
        for (int i = 0; i < texts.size(); i++) {
            var text = texts.get(i).strip();
            if (text.isEmpty()) {
                continue;
            }
            if (i >= heads.size() || heads.get(i).isEmpty()) {
                throw new UnreadableException(
                        "Column " + Row.letters(Math.min(i, MOST_COLUMNS)) + " has no head.");
            }
            cells.put(heads.get(i), new Row.Cell(Row.letters(i), text));
        }
        return cells;
    }
}
