package org.patrolledger.lambda.priming;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A pretended invocation: nothing of it is logged, and it may not take long.
public final class PrimingContext implements Context {
    private static final Duration LONGEST = Duration.ofSeconds(3);

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

    @Override
    public LambdaLogger getLogger() {
        return NOWHERE;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return Math.toIntExact(LONGEST.toMillis());
    }

    @Override
    public String getAwsRequestId() {
        return "00000000-0000-0000-0000-000000000000";
    }

    @Override
    public String getLogGroupName() {
        return "priming";
    }

    @Override
    public String getLogStreamName() {
        return "priming";
    }

    @Override
    public String getFunctionName() {
        return "priming";
    }

    @Override
    public String getFunctionVersion() {
        return "priming";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "priming";
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
    public int getMemoryLimitInMB() {
        return 0;
    }
}
