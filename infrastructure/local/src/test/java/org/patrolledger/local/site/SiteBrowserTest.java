package org.patrolledger.local.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.local.LedgerHandlers;
import org.patrolledger.local.Stack;
import org.patrolledger.local.StackSettings;

/// The site in a real browser, on a stack of the real functions. `CHROMIUM` names the binary;
/// without one the tests are skipped by name.
class SiteBrowserTest {

    private static final Path SITE = Path.of("..", "site").toAbsolutePath().normalize();
    private static final Path CHROMIUM =
            Path.of(System.getProperty("chromium", "/usr/bin/chromium"));
    private static final long PATIENCE_MINUTES = 9;

    /// A Saturday noon: last night's shift has ended.
    private static final Instant BEGINNING = Instant.parse("2023-02-04T12:00:00Z");

    private static Stack stack;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        assumeTrue(Files.isExecutable(CHROMIUM), "there is no Chromium at " + CHROMIUM);
        assumeTrue(
                Files.exists(SITE.resolve("node_modules/playwright-core")),
                "the site was not built");
        stack = Stack.start(StackSettings.passing(data, BEGINNING), LedgerHandlers::of);
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    /// Those of one line run two at a time; a suite that moves the stack's clock has a line to
    /// itself, at the end.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "journey outbox street exit import supervisor administrator",
                "audit",
                "dispatch"
            })
    void in_chromium(String suites) throws Exception {
        Path said =
                Files.createDirectories(Path.of("target", "site"))
                        .resolve(suites.replace(' ', '-') + ".txt");
        var line = new ArrayList<>(List.of("node", "--test", "--test-concurrency=2"));
        for (String suite : suites.split(" ", -1)) {
            line.add("test/browser/" + suite + ".test.mjs");
        }
        var command = new ProcessBuilder(line);
        command.directory(SITE.toFile()).redirectErrorStream(true).redirectOutput(said.toFile());
        command.environment().put("STACK", stack.uri().toString());
        command.environment().put("CHROMIUM", CHROMIUM.toString());
        command.environment().put("GOLDEN_WRITE", System.getProperty("golden.write", "false"));
        Process node = command.start();
        try {
            assertThat(node.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES))
                    .as("%s ends within %d minutes", suites, PATIENCE_MINUTES)
                    .isTrue();
        } finally {
            node.descendants().forEach(ProcessHandle::destroyForcibly);
            node.destroyForcibly();
        }
        assertThat(node.exitValue()).as(() -> failures(said)).isZero();
    }

    private static String failures(Path said) {
        try {
            List<String> lines = Files.readAllLines(said);
            return lines.stream()
                    .filter(line ->
                            !line.strip().toLowerCase(Locale.ROOT).startsWith("duration_ms"))
                    .reduce("", (all, line) -> all + line + "\n");
        } catch (IOException e) {
            return e.toString();
        }
    }
}
