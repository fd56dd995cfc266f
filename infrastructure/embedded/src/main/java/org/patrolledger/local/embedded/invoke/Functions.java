package org.patrolledger.local.embedded.invoke;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.patrolledger.lambda.InvocationContext;
import org.patrolledger.local.embedded.LocalCredentials;

/// The functions by name, invoked in this process with the bytes that Lambda would give them.
public final class Functions {

    /// The most that Lambda takes and gives for one call that is waited for, in bytes.
    public static final int LARGEST_PAYLOAD = 6_291_556;

    /// Functions that count the time left see what is usual here.
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Map<String, RequestStreamHandler> handlers;
    private final InvocationLog log;
    private final InstantSource clock;

    /// @param handlers by the name the function is invoked by
    /// @param clock the stack's, for the times in the log
    public Functions(
            Map<String, RequestStreamHandler> handlers, InvocationLog log, InstantSource clock) {
        this.handlers = new TreeMap<>(handlers);
        this.log = log;
        this.clock = clock;
    }

    /// The names, sorted.
    public Set<String> names() {
        return handlers.keySet();
    }

    /// The ARN a function would have in the local account.
    public static String arn(String name) {
        return LocalCredentials.arn("lambda", "function:" + name);
    }

    /// Runs one function to its end.
    ///
    /// @throws IllegalArgumentException if there is no function of this name
    public Outcome invoke(String name, byte[] event) {
        RequestStreamHandler handler = handlers.get(name);
        if (handler == null) {
            throw new IllegalArgumentException("no function is named " + name);
        }
        var context =
                new InvocationContext(
                        name, arn(name), UUID.randomUUID().toString(), TIMEOUT, log.of(name));
        var output = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(event), output, context);
            if (output.size() > LARGEST_PAYLOAD) {
                throw new IllegalStateException(
                        "Response payload size exceeded maximum allowed payload size ("
                                + LARGEST_PAYLOAD
                                + " bytes).");
            }
            return new Outcome.Returned(output.toByteArray());
        } catch (IOException | RuntimeException | Error e) {
            if (e instanceof VirtualMachineError fatal) {
                throw fatal;
            }
            log.failure(clock.instant(), name, context.getAwsRequestId(), e);
            return new Outcome.Failed(e);
        }
    }
}
