package org.patrolledger.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The interpreter of peers in Python: `python3`, or what `-Dpython` names.
public final class Python {
    private static final String INTERPRETER = System.getProperty("python", "python3");
    private static final int LONGEST_SECONDS = 60;

    private Python() {}

    /// Whether there is an interpreter, and it can import `modules`, such as `boto3, duckdb`.
    public static boolean imports(String modules) throws InterruptedException {
        try {
            var process =
                    new ProcessBuilder(INTERPRETER, "-c", "import " + modules)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // no such program
        }
    }

    /// The command that runs Python with `arguments`, held to one processor.
    public static List<String> command(List<String> arguments) {
        var command = new ArrayList<>(JavaProcess.pinned(1));
        command.add(INTERPRETER);
        command.addAll(arguments);
        return command;
    }

    /// Copies a module that lies beside the class `owner` into `folder`.
    ///
    /// @param resource seen from `owner`, such as `peer/guided.py`
    public static Path copy(Class<?> owner, String resource, Path folder) throws IOException {
        try (var in = owner.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("there is no " + resource);
            }
            var name = Path.of(resource).getFileName();
            return Files.write(
                    Files.createDirectories(folder).resolve(name.toString()), in.readAllBytes());
        }
    }
}
