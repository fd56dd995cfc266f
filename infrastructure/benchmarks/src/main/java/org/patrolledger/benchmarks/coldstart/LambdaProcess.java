package org.patrolledger.benchmarks.coldstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A process with the runtime interface client and one function, on one processor.
final class LambdaProcess implements AutoCloseable {
    private static final double NANOSECONDS_PER_MILLISECOND = 1e6;

    private final Process process;
    private final long started;

    private LambdaProcess(Process process, long started) {
        this.process = process;
        this.started = started;
    }

    /// Starts `function`.
    ///
    /// @param log what it writes
    static LambdaProcess start(
            Program function,
            List<String> options,
            Map<String, String> variables,
            RuntimeApi api,
            Path log)
            throws IOException {
        api.begin();
        var builder =
                new ProcessBuilder(function.command(options))
                        .directory(function.root().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        var environment = builder.environment();
        environment.remove("JAVA_TOOL_OPTIONS");
        environment.putAll(variables);
        // Lambda sets both; boto3 reads this one.
        environment.put("AWS_DEFAULT_REGION", environment.getOrDefault("AWS_REGION", ""));
        environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
        environment.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
        environment.put("LAMBDA_TASK_ROOT", function.root().toString());
        environment.put("_HANDLER", function.handler());
        long started = System.nanoTime();
        return new LambdaProcess(builder.start(), started);
    }

    /// Milliseconds from the start to `nanoTime`.
    double millisecondsTo(long nanoTime) {
        return (nanoTime - started) / NANOSECONDS_PER_MILLISECOND;
    }

    /// Processor time of all threads that are still there, in milliseconds: to the nanosecond where
    /// the system tells, else in ticks of ten milliseconds.
    double processorMilliseconds() throws IOException {
        var tasks = Path.of("/proc", String.valueOf(process.pid()), "task");
        if (!Files.isDirectory(tasks)) {
            return process.info().totalCpuDuration().map(it -> (double) it.toMillis()).orElse(0.0);
        }
        double nanoseconds = 0;
        try (var threads = Files.newDirectoryStream(tasks)) {
            for (var thread : threads) {
                nanoseconds += processorNanoseconds(thread.resolve("schedstat"));
            }
        }
        return nanoseconds / NANOSECONDS_PER_MILLISECOND;
    }

    /// The first number of `statistics`; 0 of a thread that ended meanwhile.
    private static long processorNanoseconds(Path statistics) throws IOException {
        try {
            return Long.parseLong(Files.readString(statistics).split(" ", 2)[0]);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /// Ends it as Lambda does, and waits for what it does then.
    void endInPeace() throws InterruptedException {
        process.destroy();
        process.waitFor(120, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
