package org.patrolledger.benchmarks.coldstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.patrolledger.benchmarks.measure.JavaProcess;

/// A function that a process is started with.
interface Program {
    /// Such as `receive-submission`.
    String name();

    /// What Lambda calls its handler.
    String handler();

    /// Where Lambda unpacks it to.
    Path root();

    /// What starts it, with Lambda's runtime client, held to one processor.
    ///
    /// @param options of the JVM, where there is one
    List<String> command(List<String> options);

    /// A function in Python: a module of this folder.
    record Python(String name, String handler, Path root) implements Program {
        private static final String PYTHON = System.getProperty("python", "python3");
        private static final int LONGEST_SECONDS = 60;

        /// What the peer imports.
        static final String NEEDED = "boto3, aws_lambda_powertools, awslambdaric";

        /// The peer in Python, its module copied below `folder`; empty where its interpreter,
        /// `python3` or what `-Dpython` names, lacks what it imports.
        static Optional<Program> guided(Path folder) throws IOException, InterruptedException {
            if (!imports()) {
                return Optional.empty();
            }
            var root = Files.createDirectories(folder.resolve("guided-python"));
            try (var in = Python.class.getResourceAsStream("peer/guided.py")) {
                if (in == null) {
                    throw new IOException("there is no peer/guided.py");
                }
                Files.write(root.resolve("guided.py"), in.readAllBytes());
            }
            return Optional.of(new Python("guided-python", "guided.handle", root));
        }

        private static boolean imports() throws InterruptedException {
            try {
                var process =
                        new ProcessBuilder(PYTHON, "-c", "import " + NEEDED)
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start();
                return process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)
                        && process.exitValue() == 0;
            } catch (IOException e) {
                return false; // no such program
            }
        }

        @Override
        public List<String> command(List<String> options) {
            var command = JavaProcess.pinned(1);
            command.addAll(List.of(PYTHON, "-m", "awslambdaric", handler));
            return command;
        }
    }
}
