package org.patrolledger.importer;

import java.io.PrintStream;
import java.util.Locale;

/// One line that says how far something has come, written over itself: on a terminal only, for in a
/// log it would be a line for each step.
final class ProgressBar {
    private static final int WIDTH = 30;

    /// To the beginning of the line, and clear it.
    private static final String AGAIN = "\r\u001b[2K";

    private final PrintStream to;
    private final boolean terminal;

    ProgressBar(PrintStream to, boolean terminal) {
        this.to = to;
        this.terminal = terminal;
    }

    /// Shows that `done` of `total` rows are done, or how it begins where `total` is 0.
    void show(String what, long done, long total) {
        if (terminal) {
            to.print(AGAIN + TerminalText.plain(line(what, done, total)));
            to.flush();
        }
    }

    static String line(String what, long done, long total) {
        int filled = total == 0 ? 0 : (int) Math.min(WIDTH, done * WIDTH / total);
        var bar = "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] ";
        return bar
                + (total == 0
                        ? what
                        : String.format(Locale.UK, "%s %,d of %,d rows", what, done, total));
    }

    /// Takes the line away.
    void clear() {
        if (terminal) {
            to.print(AGAIN);
            to.flush();
        }
    }
}
