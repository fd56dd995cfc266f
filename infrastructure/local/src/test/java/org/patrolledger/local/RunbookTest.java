package org.patrolledger.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every command of the runbook that can be run on one machine, in the order in which it gives
/// them, against a stack with the real functions. Left out are those that it marks as cloud only,
/// and the build and deployment themselves, which have tests of their own.
class RunbookTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path RUNBOOK = ROOT.resolve("infrastructure/README.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```");
    private static final Pattern ELSEWHERE =
            Pattern.compile(
                    "(mvn|npx|cd infrastructure/stack|java -jar infrastructure/(verifier|importer))\\b.*");
    private static final String CLOUD = "(cloud only)";

    @TempDir Path folder;

    @Test
    void every_command_that_can_be_run_here_does_what_it_says() throws Exception {
        assumeTrue(runs("aws", "--version"), "there is no AWS command line");
        assumeTrue(runs("curl", "--version"), "there is no curl");
        var blocks = blocks();
        // The first sets the shell up for the cloud, the second for a local stack.
        assertThat(blocks).hasSizeGreaterThan(10);
        assertThat(blocks.get(0)).contains("cloudformation");
        assertThat(blocks.get(1)).contains("http://127.0.0.1:8080");

        Files.createSymbolicLink(folder.resolve("events"), ROOT.resolve("events"));
        try (var stack =
                Stack.start(
                        StackSettings.passing(folder.resolve("data"), null), LedgerHandlers::of)) {
            var script = new StringBuilder("set -euo pipefail\n");
            script.append(addressed(stack, blocks.get(1)));
            int commands = 0;
            for (var block : blocks.subList(2, blocks.size())) {
                for (var command : commands(block)) {
                    script.append(patient(command)).append('\n');
                    commands++;
                }
            }
            assertThat(commands).isGreaterThan(12);
            var file = folder.resolve("runbook.sh");
            Files.writeString(file, script);
            var output = folder.resolve("output");

            int status = run(output, 400, "bash", "-x", file.toString());

            assertThat(status).as(Files.readString(output)).isZero();
            assertThat(Files.readString(output))
                    .contains("\"operationalDay\":\"2023-02-03\"")
                    .contains("weekly/2023-W05/grip");
        }
    }

    private static List<String> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(RUNBOOK)).results().map(it -> it.group(1)).toList();
    }

    private static String addressed(Stack stack, String block) {
        return block.replace("http://127.0.0.1:8080", stack.uri().toString())
                .replace("http://127.0.0.1:8000", address(stack.environment().dynamoDbEndpoint()))
                .replace("http://127.0.0.1:9000", address(stack.environment().s3Endpoint()))
                .replace("http://127.0.0.1:9324", address(stack.environment().sqsEndpoint()));
    }

    private static String address(URI endpoint) {
        return endpoint.toString().replaceAll("/$", "");
    }

    /// The commands of a block that are run here. A command goes on after a backslash, within an
    /// indented loop and in a here-document.
    private static List<String> commands(String block) {
        var commands = new ArrayList<String>();
        var command = new StringBuilder();
        String document = null;
        boolean goesOn = false;
        for (var line : block.lines().toList()) {
            boolean begins = document == null && !goesOn && !line.startsWith(" ") && !closes(line);
            if (begins && !command.isEmpty()) {
                commands.add(command.toString());
                command.setLength(0);
            }
            command.append(line).append('\n');
            goesOn = line.endsWith("\\");
            if (document != null) {
                document = line.equals(document) ? null : document;
            } else if (line.endsWith("<<'JSON'")) {
                document = "JSON";
            }
        }
        commands.add(command.toString());
        return commands.stream()
                .filter(it -> !it.contains(CLOUD) && !it.contains("$(output "))
                .filter(it -> !ELSEWHERE.matcher(it.lines().findFirst().orElse("")).matches())
                .filter(it -> !it.contains("$table") && !it.contains("restored"))
                .toList();
    }

    /// What is published a moment later is listed until it is there.
    private static String patient(String command) {
        return command.startsWith("aws s3 ls")
                ? "for i in $(seq 60); do " + command.strip() + " && break; sleep 1; done"
                : command;
    }

    private static boolean closes(String line) {
        return line.startsWith("done") || line.startsWith("fi") || line.startsWith("}");
    }

    private boolean runs(String... command) throws Exception {
        try {
            return run(folder.resolve("probe"), 60, command) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private int run(Path output, int seconds, String... command) throws Exception {
        var config = folder.resolve("aws");
        Files.writeString(config, "[default]\ncli_binary_format = raw-in-base64-out\n");
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("AWS_CONFIG_FILE", config.toString());
        builder.environment().put("AWS_PAGER", "");
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        var process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("took too long:\n" + Files.readString(output));
        }
        return process.exitValue();
    }
}
