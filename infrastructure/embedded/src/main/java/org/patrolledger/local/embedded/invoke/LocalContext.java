package org.patrolledger.local.embedded.invoke;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What Lambda tells a function about its invocation. The time left is real time, as on Lambda.
final class LocalContext implements Context {

    /// Nothing is ever cut off here; functions that count the time left see what is usual there.
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final String function;
    private final String requestId;
    private final LambdaLogger logger;
    private final long startedAt = System.nanoTime();

    LocalContext(String function, String requestId, LambdaLogger logger) {
        this.function = function;
        this.requestId = requestId;
        this.logger = logger;
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
        return Functions.arn(function);
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
        Duration left = TIMEOUT.minusNanos(System.nanoTime() - startedAt);
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
