package org.patrolledger.benchmarks.coldstart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.patrolledger.benchmarks.measure.Python;

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
    record InPython(String name, String handler, Path root) implements Program {
        /// What the peer imports.
        static final String NEEDED = "boto3, aws_lambda_powertools, awslambdaric";

        /// The peer in Python, its module copied below `folder`; empty where the interpreter lacks
        /// what it imports.
        static Optional<Program> guided(Path folder) throws IOException, InterruptedException {
            if (!Python.imports(NEEDED)) {
                return Optional.empty();
            }
            var root = folder.resolve("guided-python");
            Python.copy(InPython.class, "peer/guided.py", root);
            return Optional.of(new InPython("guided-python", "guided.handle", root));
        }

        @Override
        public List<String> command(List<String> options) {
            return Python.command(List.of("-m", "awslambdaric", handler));
        }
    }
}
