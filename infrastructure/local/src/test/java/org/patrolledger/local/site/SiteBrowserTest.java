package org.patrolledger.local.site;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.patrolledger.local.LedgerHandlers;
import org.patrolledger.local.Stack;
import org.patrolledger.local.StackSettings;
import org.patrolledger.local.StartFailure;

/// The site in a real browser, on stacks of the real functions. The property `chromium` names the
/// binary; without one the tests are skipped by name.
///
/// The engine without windows, which does the same in half the processor time, runs all suites but
/// one, [#JOURNEY], which the browser that people have runs wherever it is installed.
///
/// Each line of [#SUITES] is run by one process with one browser, [#WORKERS] at a time in their
/// order, and each test waits for one of them. All but [#MOVING] share a stack.
class SiteBrowserTest {

    private static final Path SITE = Path.of("..", "site").toAbsolutePath().normalize();
    private static final Path WITHOUT_WINDOWS = Path.of("/usr/bin/chromium-headless-shell");
    private static final Path WITH_WINDOWS = Path.of("/usr/bin/chromium");
    private static final String ENDING = ".test.mjs";
    private static final long PATIENCE_MINUTES = 9;

    /// A suite waits for answers, polls and pauses of the sender for about half of its time: four
    /// keep two processors busy.
    private static final int WORKERS = 4;

    private static final String JOURNEY = "journey";

    /// Those that move their stack's clock have one of their own, which takes a second once there
    /// is another.
    private static final Set<String> MOVING = Set.of("audit", "dispatch");

    /// The longest first, so that none is left for the end.
    private static final List<String> SUITES =
            List.of(
                    "audit",
                    "street exit",
                    "outbox screens",
                    "supervisor administrator",
                    "dispatch",
                    "import database",
                    JOURNEY);

    /// A Saturday noon: last night's shift has ended.
    private static final Instant BEGINNING = Instant.parse("2023-02-04T12:00:00Z");

    private static final Queue<Stack> STACKS = new ConcurrentLinkedQueue<>();
    private static final Map<String, Future<Optional<String>>> ENDS = new HashMap<>();
    private static final ExecutorService RUNNERS = Executors.newFixedThreadPool(WORKERS);

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        assumeTrue(chromium("").isPresent(), "there is no Chromium");
        assumeTrue(
                Files.exists(SITE.resolve("node_modules/playwright-core")),
                "the site was not built");
        Future<Stack> shared = RUNNERS.submit(() -> started(data.resolve("shared")));
        for (String suites : SUITES) {
            ENDS.put(
                    suites,
                    RUNNERS.submit(() ->
                            failuresOf(
                                    suites,
                                    MOVING.contains(suites)
                                            ? started(data.resolve(suites))
                                            : shared.get())));
        }
    }

    private static Stack started(Path data) throws StartFailure {
        Stack stack = Stack.start(StackSettings.passing(data, BEGINNING), LedgerHandlers::of);
        STACKS.add(stack);
        return stack;
    }

    @AfterAll
    static void stop() throws InterruptedException {
        RUNNERS.shutdownNow();
        RUNNERS.awaitTermination(1, TimeUnit.MINUTES);
        STACKS.forEach(Stack::close);
    }

    @ParameterizedTest
    @FieldSource("SUITES")
    void in_chromium(String suites) throws Exception {
        assertThat(ENDS.get(suites).get()).isEmpty();
    }

    @Test
    void every_suite_is_run() throws IOException {
        try (Stream<Path> files = Files.list(SITE.resolve("test/browser"))) {
            assertThat(
                            files.map(it -> it.getFileName().toString())
                                    .filter(it -> it.endsWith(ENDING))
                                    .map(it -> it.substring(0, it.length() - ENDING.length())))
                    .containsExactlyInAnyOrderElementsOf(
                            SUITES.stream().flatMap(it -> Stream.of(it.split(" ", -1))).toList());
        }
    }

    /// Runs suites one after another in one process: starting one, and its browser, takes a second.
    ///
    /// @return what they said, where one of them fails
    private static Optional<String> failuresOf(String suites, Stack stack)
            throws IOException, InterruptedException {
        Path said =
                Files.createDirectories(Path.of("target", "site"))
                        .resolve(suites.replace(' ', '-') + ".txt");
        String all =
                Stream.of(suites.split(" ", -1))
                        .map(suite -> "import './test/browser/" + suite + ENDING + "';")
                        .collect(joining());
        var command = new ProcessBuilder("node", "--input-type=module", "--eval", all);
        command.directory(SITE.toFile()).redirectErrorStream(true).redirectOutput(said.toFile());
        command.environment().put("STACK", stack.uri().toString());
        command.environment().put("CHROMIUM", chromium(suites).orElseThrow().toString());
        command.environment().put("GOLDEN_WRITE", System.getProperty("golden.write", "false"));
        Process node = command.start();
        try {
            if (!node.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                return Optional.of(
                        suites
                                + " do not end within "
                                + PATIENCE_MINUTES
                                + " minutes\n"
                                + failures(said));
            }
            return node.exitValue() == 0 ? Optional.empty() : Optional.of(failures(said));
        } finally {
            node.descendants().forEach(ProcessHandle::destroyForcibly);
            node.destroyForcibly();
        }
    }

    private static Optional<Path> chromium(String suites) {
        String named = System.getProperty("chromium");
        Stream<Path> programs =
                named != null
                        ? Stream.of(Path.of(named))
                        : suites.equals(JOURNEY)
                                ? Stream.of(WITH_WINDOWS, WITHOUT_WINDOWS)
                                : Stream.of(WITHOUT_WINDOWS, WITH_WINDOWS);
        return programs.filter(Files::isExecutable).findFirst();
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
