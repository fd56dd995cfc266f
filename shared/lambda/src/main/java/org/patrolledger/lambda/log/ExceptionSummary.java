package org.patrolledger.lambda.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.StorageException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// What a log may say of an exception.
final class ExceptionSummary {
    private static final int FRAMES = 12;
    private static final int CAUSES = 5;

    private ExceptionSummary() {}

    /// The exception's type, its causes' types, the frames where they came from, and of a refusal
    /// by AWS its code, status and request id.
    static Map<String, @Nullable Object> describe(Throwable fault) {
        var described = new LinkedHashMap<String, @Nullable Object>();
        described.put("name", fault.getClass().getName());
        if (fault instanceof StorageException storage) {
            described.put("fault", storage.fault().name());
        }
        var stack = new ArrayList<String>();
        @Nullable Throwable each = fault;
        for (int depth = 0; each != null && depth < CAUSES; depth++) {
            stack.add((depth == 0 ? "" : "caused by ") + each.getClass().getName());
            frames(each, stack);
            if (each instanceof AwsServiceException refused) {
                described.put("aws", refusal(refused));
            }
            each = each.getCause();
        }
        described.put("stack", stack);
        return described;
    }

    private static void frames(Throwable fault, List<String> stack) {
        var frames = fault.getStackTrace();
        for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
            stack.add("at " + frames[i]);
        }
    }

    private static Map<String, @Nullable Object> refusal(AwsServiceException refused) {
        var described = new LinkedHashMap<String, @Nullable Object>();
        var details = refused.awsErrorDetails();
        described.put("service", details == null ? null : details.serviceName());
        described.put("code", details == null ? null : details.errorCode());
        described.put("status", refused.statusCode());
        described.put("request_id", refused.requestId());
        return described;
    }
}
