package org.patrolledger.local;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Rfc3339;

/// How to start a stack. Every port is one of 127.0.0.1, 0 meaning any free one.
///
/// @param port of the HTTP API, the Invoke API and the stack's own calls
/// @param data the folder that holds everything the stack keeps
/// @param inMemory whether tables and messages are lost when the stack stops; objects and keys are
///   in `data` all the same
/// @param clock where the stack's clock starts; without one, at the real time
public record StackSettings(
        int port,
        int dynamoDbPort,
        int s3Port,
        int sqsPort,
        int smtpPort,
        int imapPort,
        Path data,
        boolean inMemory,
        @Nullable Instant clock) {

    private static final int HIGHEST_PORT = 65_535;

    /// The settings in this process's environment.
    ///
    /// @throws StartFailure naming the variable that cannot be read
    public static StackSettings ofProcess() throws StartFailure {
        return of(System.getenv());
    }

    /// The settings in `PORT`, `DYNAMODB_PORT`, `S3_PORT`, `SQS_PORT`, `SMTP_PORT`, `IMAP_PORT`,
    /// `DATA` and `CLOCK`, each with its default where it is missing or empty.
    ///
    /// @throws StartFailure naming the variable that cannot be read
    public static StackSettings of(Map<String, String> variables) throws StartFailure {
        var settings =
                new StackSettings(
                        port(variables, "PORT", 8080),
                        port(variables, "DYNAMODB_PORT", 8000),
                        port(variables, "S3_PORT", 9000),
                        port(variables, "SQS_PORT", 9324),
                        port(variables, "SMTP_PORT", 3025),
                        port(variables, "IMAP_PORT", 3143),
                        data(value(variables, "DATA", "data")),
                        false,
                        clock(value(variables, "CLOCK", "")));
        Set<Integer> taken = new HashSet<>();
        for (int port : settings.ports()) {
            if (port != 0 && !taken.add(port)) {
                throw StartFailure.setting(
                        "PORT, DYNAMODB_PORT, S3_PORT, SQS_PORT, SMTP_PORT and IMAP_PORT must"
                                + " differ; two are "
                                + port
                                + ".");
            }
        }
        return settings;
    }

    /// Settings for a test or a demonstration: free ports, tables and messages in memory.
    public static StackSettings passing(Path data, @Nullable Instant clock) {
        return new StackSettings(0, 0, 0, 0, 0, 0, data, true, clock);
    }

    private List<Integer> ports() {
        return List.of(port, dynamoDbPort, s3Port, sqsPort, smtpPort, imapPort);
    }

    private static String value(Map<String, String> variables, String name, String fallback) {
        String value = variables.getOrDefault(name, "").strip();
        return value.isEmpty() ? fallback : value;
    }

    private static int port(Map<String, String> variables, String name, int fallback)
            throws StartFailure {
        String value = value(variables, name, String.valueOf(fallback));
        if (value.matches("[0-9]{1,5}")) {
            int port = Integer.parseInt(value);
            if (port <= HIGHEST_PORT) {
                return port;
            }
        }
        throw StartFailure.setting(
                name + " must be a port from 0 to 65535 (0 for any free one), not " + value + ".");
    }

    private static Path data(String value) throws StartFailure {
        try {
            return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw StartFailure.setting("DATA must be a folder's path, not " + value + ".");
        }
    }

    private static @Nullable Instant clock(String value) throws StartFailure {
        if (value.isEmpty()) {
            return null;
        }
        var clock = Rfc3339.read(value);
        if (clock == null) {
            throw StartFailure.setting(
                    "CLOCK must be a time with an offset from 2000 to 2100, such as"
                            + " 2023-02-01T00:00:00Z, not "
                            + value
                            + ".");
        }
        return clock;
    }
}
