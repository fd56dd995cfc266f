package org.patrolledger.importer;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `import` brings files in, `template` fetches an empty workbook. Exit codes: see [ExitCode].
@Command(
        name = "java -jar importer.jar",
        mixinStandardHelpOptions = true,
        version = "Patrol Ledger importer",
        description = "Imports spreadsheets and exports of other forms into the ledger.",
        subcommands = {ImportCommand.class, TemplateCommand.class},
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:everything was committed, or nothing is wrong",
            "1:rows have faults",
            "2:not understood, or a file cannot be read",
            "3:refused by the ledger",
            "4:rows were changed since the check: run it again",
            "5:the ledger cannot be reached, or takes too long"
        })
public final class ImporterCommand implements Runnable {
    private final TerminalText out;
    private final ProgressBar bar;
    private final Map<String, String> environment;

    @Spec private CommandSpec spec;

    ImporterCommand(TerminalText out, ProgressBar bar, Map<String, String> environment) {
        this.out = out;
        this.bar = bar;
        this.environment = Map.copyOf(environment);
    }

    public static void main(String[] args) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        boolean terminal =
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        System.exit(run(List.of(args), System.getenv(), out, err, terminal));
    }

    /// Runs the command line `words`.
    ///
    /// @param terminal whether `err` is one, which shows a bar of progress
    /// @return the exit code
    static int run(
            List<String> words,
            Map<String, String> environment,
            PrintStream out,
            PrintStream err,
            boolean terminal) {
        var errors = new TerminalText(err);
        var command =
                new CommandLine(
                        new ImporterCommand(
                                new TerminalText(out),
                                new ProgressBar(err, terminal),
                                environment));
        command.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        command.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        command.setParameterExceptionHandler((exception, arguments) -> {
            errors.line(String.valueOf(exception.getMessage()));
            exception.getCommandLine().usage(exception.getCommandLine().getErr());
            return ExitCode.NOT_UNDERSTOOD.code();
        });
        command.setExecutionExceptionHandler(
                (exception, failed, parsed) -> failed(exception, errors).code());
        return command.execute(words.toArray(String[]::new));
    }

    private static ExitCode failed(Exception exception, TerminalText errors) throws Exception {
        return switch (exception) {
            case LedgerRefusedException refused -> {
                errors.line(String.valueOf(refused.getMessage()));
                yield ExitCode.REFUSED;
            }
            case LedgerAwayException away -> {
                errors.line(String.valueOf(away.getMessage()));
                yield ExitCode.UNAVAILABLE;
            }
            case IOException e -> {
                errors.line("not readable: " + e.getMessage());
                yield ExitCode.NOT_UNDERSTOOD;
            }
            case UncheckedIOException e -> {
                errors.line("not readable: " + e.getMessage());
                yield ExitCode.NOT_UNDERSTOOD;
            }
            default -> throw exception;
        };
    }

    /// Without a subcommand: how it is used.
    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "import or template is needed");
    }

    TerminalText out() {
        return out;
    }

    ProgressBar bar() {
        return bar;
    }

    Map<String, String> environment() {
        return environment;
    }
}
