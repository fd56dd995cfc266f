package org.patrolledger.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An invocation that Lambda did not make: one of the priming before a snapshot, or one of the
/// local stack. The time left is real time, as on Lambda, but nothing is cut off when it is up.
public final class InvocationContext implements Context {
    private static final LambdaLogger NOWHERE =
            new LambdaLogger() {
                @Override
                public void log(String message) {
                    // nobody called
                }

                @Override
                public void log(byte[] message) {
                    // nobody called
                }
            };

    private final String function;
    private final String arn;
    private final String requestId;
    private final Duration timeout;
    private final LambdaLogger logger;
    private final long startedAt = System.nanoTime();

    /// @param arn the function's ARN
    /// @param timeout the time the invocation has from now on
    public InvocationContext(
            String function, String arn, String requestId, Duration timeout, LambdaLogger logger) {
        this.function = function;
        this.arn = arn;
        this.requestId = requestId;
        this.timeout = timeout;
        this.logger = logger;
    }

    /// An invocation of the priming: nothing of it is logged, and it has eight seconds, for the
    /// first loads most classes.
    public static InvocationContext priming() {
        return new InvocationContext(
                "priming",
                "priming",
                "00000000-0000-0000-0000-000000000000",
                Duration.ofSeconds(8),
                NOWHERE);
    }

    @Override
    public String getAwsRequestId() {
        return requestId;
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/" + function;
    }

    @Override
    public String getLogStreamName() {
        return "local";
    }

    @Override
    public String getFunctionName() {
        return function;
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
        return arn;
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        Duration left = timeout.minusNanos(System.nanoTime() - startedAt);
        return Math.toIntExact(Math.max(0, left.toMillis()));
    }

    @Override
    public int getMemoryLimitInMB() {
        return Math.toIntExact(Runtime.getRuntime().maxMemory() >> 20);
    }

    @Override
    public LambdaLogger getLogger() {
        return logger;
    }
}
