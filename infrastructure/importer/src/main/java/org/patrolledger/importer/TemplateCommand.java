package org.patrolledger.importer;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Fetches an empty workbook, to be filled in and imported.
@Command(
        name = "template",
        mixinStandardHelpOptions = true,
        description = "Saves an empty workbook with the drop-downs of an operation.")
final class TemplateCommand implements Callable<Integer> {
    @ParentCommand private ImporterCommand parent;
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();

    @Option(names = "--operation", required = true, paramLabel = "ID")
    private String operation = "";

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "The file to save.")
    private Path to = Path.of("template.xlsx");

    @Override
    public Integer call() throws IOException {
        try (var ledger = connection.open(parent.environment())) {
            var path =
                    "/imports/template?operation="
                            + java.net.URLEncoder.encode(
                                    operation, java.nio.charset.StandardCharsets.UTF_8);
            ledger.save(URI.create(path), true, to);
        }
        parent.out()
                .line(
                        to
                                + " is saved: fill it in, then import it with --preset patrol-ledger-xlsx");
        return ExitCode.DONE.code();
    }
}
