package org.patrolledger.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Sends what the embedded servers and libraries log to a file, from warnings up: the console is
/// for the stack's own few lines.
final class Logs {

    private Logs() {}

    /// Until there is a file, nothing is logged.
    static void toNowhere() {
        Logger root = LogManager.getLogManager().getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
            handler.close();
        }
        root.setLevel(Level.WARNING);
    }

    /// Logs are the process's: with several stacks in one, the last one's file takes them all.
    static void toFile(Path file) throws IOException {
        toNowhere();
        var handler = new FileHandler(file.toString().replace("%", "%%"), true);
        handler.setFormatter(new SimpleFormatter());
        handler.setLevel(Level.WARNING);
        LogManager.getLogManager().getLogger("").addHandler(handler);
    }
}
