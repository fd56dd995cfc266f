package org.patrolledger.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;
import org.patrolledger.contract.json.NotJsonException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// Brings files in, one after another.
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Checks files, shows what is wrong with them, and commits what was checked.")
final class ImportCommand implements Callable<Integer> {
    @ParentCommand private ImporterCommand parent;
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files, in their order.")
    private List<Path> files = List.of();

    @Option(names = "--preset", paramLabel = "NAME", description = "The shape of a known file.")
    private @Nullable String preset;

    @Option(names = "--mapping", paramLabel = "FILE", description = "A mapping of your own, JSON.")
    private @Nullable Path mapping;

    @Option(names = "--operation", paramLabel = "ID", description = "Of rows that name none.")
    private @Nullable String operation;

    @Option(names = "--place", paramLabel = "ID", description = "Of rows that name none.")
    private @Nullable String place;

    @Option(names = "--check", description = "Check and show; commit nothing.")
    private boolean checkOnly;

    @Option(names = "--good", description = "Commit rows without a fault where others have one.")
    private boolean good;

    @Option(
            names = "--faults",
            paramLabel = "FOLDER",
            description = "Save all faults there, and the rows with what is wrong with them.")
    private @Nullable Path faults;

    @Option(names = "--most", paramLabel = "N", description = "Faults of a file to print: 20.")
    private int most = 20;

    @Option(names = "--wait", paramLabel = "SECONDS", description = "For one file: 900.")
    private long wait = 900;

    @Override
    public Integer call() throws IOException {
        var how =
                new FileImport.Settings(
                        document(),
                        checkOnly,
                        good,
                        java.util.Optional.ofNullable(faults),
                        Math.max(0, most),
                        Duration.ofSeconds(Math.max(1, wait)));
        if (faults != null) {
            Files.createDirectories(faults);
        }
        var code = ExitCode.DONE;
        try (var ledger = connection.open(parent.environment())) {
            for (var file : files) {
                code = code.and(one(parent, ledger, how, file));
            }
        }
        return code.code();
    }

    /// A file that is refused keeps no other from being imported; a ledger that is away does.
    private static ExitCode one(
            ImporterCommand parent, LedgerConnection ledger, FileImport.Settings how, Path file)
            throws IOException {
        try {
            return new FileImport(ledger, parent.out(), parent.bar(), how).run(file);
        } catch (LedgerRefusedException e) {
            parent.bar().clear();
            parent.out().line(file.getFileName() + ": " + e.getMessage());
            return ExitCode.REFUSED;
        } finally {
            parent.bar().clear();
        }
    }

    private Map<String, @Nullable Object> document() throws IOException {
        var document = new LinkedHashMap<String, @Nullable Object>();
        if (mapping != null) {
            try {
                document.putAll(Json.object(Files.readAllBytes(mapping)));
            } catch (NotJsonException | IllegalStateException e) {
                throw new IOException(mapping + " is no JSON object", e);
            }
        }
        put(document, "preset", preset);
        put(document, "operation", operation);
        put(document, "place", place);
        return document;
    }

    private static void put(
            Map<String, @Nullable Object> document, String name, @Nullable String value) {
        if (value != null) {
            document.put(name, value);
        }
    }
}
