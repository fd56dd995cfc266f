package org.patrolledger.verifier.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page that verifies in a browser is a program of its own, in another language. On every case
/// it comes to the verdict of this one, in its words.
public final class PageVerdictTest {
    private static final Path SITE = Path.of("..", "site").toAbsolutePath().normalize();
    private static final long PATIENCE_MINUTES = 5;

    @Test
    void the_page_says_of_every_case_what_this_program_says(@TempDir Path folder) throws Exception {
        CaseFiles.write(folder);

        says(folder);
    }

    /// Has the page read every case of `folder`, and fails where it comes to another verdict.
    public static void says(Path folder) throws IOException, InterruptedException {
        var said = folder.resolve("said.txt");
        var command =
                new ProcessBuilder("node", "test/cases/verdicts.mjs", folder.toString())
                        .directory(SITE.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile());
        var node = command.start();
        try {
            assertThat(node.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            node.destroyForcibly();
        }
        assertThat(node.exitValue()).as(() -> read(said)).isZero();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
