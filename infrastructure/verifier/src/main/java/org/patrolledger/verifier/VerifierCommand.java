package org.patrolledger.verifier;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.patrolledger.formats.MalformedDocumentException;
import org.patrolledger.verifier.proof.ArchiveFiles;
import org.patrolledger.verifier.proof.Trace.RefutedArchiveException;
import org.patrolledger.verifier.proof.Verdict;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `verify` proves an archive or says what does not hold; `trace` names the submissions behind a
/// figure. Exit codes: 0 all holds and is anchored by key and heads (or traced), 1 does not hold
/// (or traced to nothing), 2 not understood or not readable, 3 nothing wrong found but not
/// anchored.
@Command(
        name = "java -jar verifier.jar",
        mixinStandardHelpOptions = true,
        version = "Patrol Ledger verifier",
        description = "Proves published summaries without AWS or a network.",
        subcommands = {VerifyCommand.class, TraceCommand.class},
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all holds, and is anchored by key and heads (or: traced)",
            "1:something does not hold (or: traced to nothing)",
            "2:not understood or not readable",
            "3:nothing wrong found, but not anchored"
        })
public final class VerifierCommand implements Runnable {
    static final int HOLDS = 0;
    static final int BROKEN = 1;
    static final int UNREADABLE = 2;
    static final int NOT_ANCHORED = 3;

    private final Printed out;
    @Spec private CommandSpec spec;

    VerifierCommand(Printed out) {
        this.out = out;
    }

    public static void main(String[] args) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(args), out, err));
    }

    static int run(List<String> words, PrintStream out, PrintStream err) {
        var printed = new Printed(out);
        var errors = new Printed(err);
        var command = new CommandLine(new VerifierCommand(printed));
        command.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        command.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        command.setParameterExceptionHandler((exception, arguments) -> {
            errors.line(String.valueOf(exception.getMessage()));
            exception.getCommandLine().usage(exception.getCommandLine().getErr());
            return UNREADABLE;
        });
        command.setExecutionExceptionHandler(
                (exception, failed, parsed) -> failed(exception, printed, errors));
        try {
            return command.execute(words.toArray(String[]::new));
        } catch (OutOfMemoryError e) {
            errors.line("not readable: it needs more memory than this program may use (java -Xmx)");
            return UNREADABLE;
        }
    }

    private static int failed(Exception exception, Printed out, Printed errors) throws Exception {
        return switch (exception) {
            case RefutedArchiveException refuted -> refuted(out, refuted.verdict());
            case IOException e -> unreadable(errors, e);
            case UncheckedIOException e -> unreadable(errors, e);
            case MalformedDocumentException e -> unreadable(errors, e);
            default -> throw exception;
        };
    }

    private static int unreadable(Printed errors, Exception e) {
        errors.line("not readable: " + e.getMessage());
        return UNREADABLE;
    }

    /// Without a subcommand: how it is used.
    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "a command and an archive are needed");
    }

    Printed out() {
        return out;
    }

    static int refuted(Printed out, Verdict.Refuted refuted) {
        var more =
                switch (refuted.more()) {
                    case 0 -> "";
                    case 1 -> " (and 1 more)";
                    default -> " (and " + refuted.more() + " more)";
                };
        out.line("does not hold: " + refuted.where() + " " + refuted.what() + more);
        return BROKEN;
    }

    /// What is done with an archive that was opened.
    interface Work {
        int with(ArchiveFiles files) throws IOException;
    }

    /// Does `work` with a folder or a zip. Anything else, such as a device or a pipe, might never
    /// end.
    static int withArchive(Path archive, Work work) throws IOException {
        if (Files.isDirectory(archive)) {
            return work.with(new FolderFiles(archive));
        }
        requireFile(archive);
        try (var zip = new ZipFiles(archive)) {
            return work.with(zip);
        }
    }

    /// @throws IOException if `path` is no regular file
    static void requireFile(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new IOException(path + " does not exist");
        }
        if (!Files.isRegularFile(path)) {
            throw new IOException(path + " is no regular file");
        }
    }
}
