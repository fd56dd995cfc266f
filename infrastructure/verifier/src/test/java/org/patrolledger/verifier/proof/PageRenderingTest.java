package org.patrolledger.verifier.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Page and workbook as the page in a browser renders them again: to the byte those of the ledger,
/// for all figures, names and changes that an edition can have, sensible or not.
class PageRenderingTest {
    private static final Path SITE = Path.of("..", "site").toAbsolutePath().normalize();
    private static final int EDITIONS = 150;
    private static final long PATIENCE_MINUTES = 5;

    @Test
    void the_page_renders_any_edition_to_the_byte_as_the_ledger_does(@TempDir Path folder)
            throws Exception {
        for (int seed = 1; seed <= EDITIONS; seed++) {
            new AnyEdition(seed).write(folder.resolve("edition-" + seed));
        }
        var said = folder.resolve("said.txt");
        var node =
                new ProcessBuilder("node", "test/cases/renderings.mjs", folder.toString())
                        .directory(SITE.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        try {
            assertThat(node.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            node.destroyForcibly();
        }
        var lines = Files.readString(said);
        assertThat(node.exitValue()).as(lines).isZero();
        assertThat(lines).contains(EDITIONS + " editions, " + EDITIONS + " as they are");
    }
}
