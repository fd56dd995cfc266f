package org.patrolledger.testing.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;

/// An invocation that keeps what is logged, with a request id that no other has.
public final class FakeContext implements Context {
    private static final AtomicLong COUNT = new AtomicLong();

    private final String function;
    private final String requestId = "request-" + COUNT.incrementAndGet();
    private final List<String> logged = new ArrayList<>();
    private @Nullable String trace;
    private volatile int remaining = 10_000;

    public FakeContext(String function) {
        this.function = function;
    }

    /// Makes it a traced one.
    public void traced(String id) {
        trace = id;
    }

    /// Leaves the invocation so many milliseconds.
    public FakeContext leaving(int milliseconds) {
        remaining = milliseconds;
        return this;
    }

    /// What was logged, line by line.
    public synchronized List<String> logged() {
        return List.copyOf(logged);
    }

    /// The same as documents.
    public List<Map<String, @Nullable Object>> lines() {
        return logged().stream().map(Json::object).toList();
    }

    private synchronized void add(String line) {
        logged.add(line);
    }

    @Override
    public LambdaLogger getLogger() {
        return new LambdaLogger() {
            @Override
            public void log(String message) {
                throw new AssertionError(
                        "Lambda's JSON log format puts text into an envelope of its own");
            }

            @Override
            public void log(byte[] message) {
                add(new String(message, StandardCharsets.UTF_8));
            }
        };
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
        return "test";
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
        return "arn:aws:lambda:eu-west-2:123456789012:function:" + function;
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
    public @Nullable String getXrayTraceId() {
        return trace;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return remaining;
    }

    @Override
    public int getMemoryLimitInMB() {
        return 512;
    }
}
