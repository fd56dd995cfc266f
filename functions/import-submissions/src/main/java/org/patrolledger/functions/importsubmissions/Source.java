package org.patrolledger.functions.importsubmissions;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
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

    /// The next row; null at the end.
    ///
    /// @throws UnreadableException if the file turns out not to be one of its format
    @Nullable Row next() throws IOException;

    /// The sheets that people see and of which no row was read, up to where reading has come.
    default List<String> passedOver() {
        return List.of();
    }

    /// A file that cannot be read as what it is said to be. Its message is for the sender.
    final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }

        UnreadableException(String message, Throwable cause) {
            super(message, cause);
        }

        /// A file without rows that the mapping can read.
        static UnreadableException withoutColumns() {
            return new UnreadableException("The file has none of the columns of the mapping.");
        }
    }
}
