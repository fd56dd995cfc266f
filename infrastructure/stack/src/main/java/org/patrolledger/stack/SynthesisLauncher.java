package org.patrolledger.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes the shell script by which the CDK command line starts the app: on the JDK of the build,
/// which Maven found for itself and which need not be the one on the path.
public final class SynthesisLauncher {

    private SynthesisLauncher() {}

    /// Writes the script for this JDK and class path.
    ///
    /// @param arguments the file to write
    public static void main(String[] arguments) throws IOException {
        Files.writeString(
                Path.of(arguments[0]),
                "exec \""
                        + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "\" -cp \""
                        + System.getProperty("java.class.path")
                        + "\" "
                        + App.class.getName()
                        + "\n");
    }
}
