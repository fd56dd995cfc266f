package org.patrolledger.importer;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which ledger, and with which token.
final class ConnectionOptions {
    /// The token is no option: everybody on a machine can read command lines.
    private static final String TOKEN = "PATROL_LEDGER_TOKEN";

    @Option(
            names = "--ledger",
            required = true,
            paramLabel = "URL",
            description = "The ledger's address, such as https://ledger.example.")
    private @Nullable URI ledger;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Where the bearer token is; otherwise the variable PATROL_LEDGER_TOKEN.")
    private @Nullable Path tokenFile;

    /// A connection to it.
    ///
    /// @throws IOException if there is no token
    LedgerConnection open(Map<String, String> environment) throws IOException {
        var address = ledger;
        if (address == null || address.getHost() == null) {
            throw new IOException("--ledger is no address, such as https://ledger.example");
        }
        return new LedgerConnection(address, token(environment));
    }

    private String token(Map<String, String> environment) throws IOException {
        var file = tokenFile;
        var token = file != null ? Files.readString(file) : environment.getOrDefault(TOKEN, "");
        if (token.isBlank()) {
            throw new IOException("there is no token: set " + TOKEN + " or give --token-file");
        }
        return token.strip();
    }
}
