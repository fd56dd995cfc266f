package org.patrolledger.local.embedded.invoke;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/// What the functions log, one file for all, as CloudWatch would take it.
public final class InvocationLog implements AutoCloseable {

    private final OutputStream file;

    private InvocationLog(OutputStream file) {
        this.file = file;
    }

    /// Appends to `file`.
    public static InvocationLog open(Path file) throws IOException {
        return new InvocationLog(
                new BufferedOutputStream(
                        Files.newOutputStream(
                                file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)));
    }

    /// The logger of one function: what it logs is written as it is.
    LambdaLogger of(String function) {
        return new LambdaLogger() {
            @Override
            public void log(String message) {
                write(message.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void log(byte[] message) {
                write(message);
            }
        };
    }

    /// A function that threw: Lambda logs the stack trace where the function did not.
    void failure(Instant at, String function, String requestId, Throwable cause) {
        var text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        String line = at + " " + function + " " + requestId + " failed: " + text;
        write(line.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized void write(byte[] message) {
        try {
            file.write(message);
            if (message.length == 0 || message[message.length - 1] != '\n') {
                file.write('\n');
            }
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
