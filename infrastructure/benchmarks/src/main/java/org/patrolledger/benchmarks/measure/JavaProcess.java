package org.patrolledger.benchmarks.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;

/// A JVM of its own, so that nothing measured before it is in the way, on as many processors as are
/// wanted.
public final class JavaProcess {
    private static final Path TASKSET = Path.of("/usr/bin/taskset");

    private JavaProcess() {}

    /// The command that runs `java` on `processors` processors, where the system can say so.
    public static List<String> java(int processors) {
        var command = pinned(processors);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        return command;
    }

    /// What holds the program named after it to `processors` processors, where the system can.
    public static List<String> pinned(int processors) {
        var command = new ArrayList<String>();
        if (pins()) {
            int last = Runtime.getRuntime().availableProcessors() - 1;
            command.addAll(
                    List.of(
                            TASKSET.toString(),
                            "-c",
                            processors == 1
                                    ? String.valueOf(last)
                                    : "0-" + Math.min(last, processors - 1)));
        }
        return command;
    }

    /// Whether a process can be held to a processor here.
    public static boolean pins() {
        return Files.isExecutable(TASKSET);
    }

    /// Runs `main` on this process's class path, and gives what it wrote: one JSON object.
    public static Map<String, @Nullable Object> run(
            int processors, List<String> options, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        var command = java(processors);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return answer(command);
    }

    /// Runs `command`, and gives what it wrote: one JSON object.
    public static Map<String, @Nullable Object> answer(List<String> command)
            throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            var written = process.getInputStream().readAllBytes();
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException(
                        String.join(" ", command)
                                + " ended with "
                                + status
                                + ": "
                                + new String(written, StandardCharsets.UTF_8));
            }
            return Json.object(written);
        } finally {
            process.destroyForcibly();
        }
    }

    /// A number of what [#run] gave.
    public static double number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalStateException("a measurement is no number: " + value);
    }
}
