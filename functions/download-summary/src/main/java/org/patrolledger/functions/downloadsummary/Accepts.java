package org.patrolledger.functions.downloadsummary;

import java.util.Locale;
import org.patrolledger.lambda.http.HttpRequest;

/// What a client takes for an answer.
final class Accepts {
    private static final String JSON = "application/json";

    private Accepts() {}

    /// Whether `Accept` names JSON itself. A browser that follows a link, and a client that takes
    /// anything, do not.
    static boolean json(HttpRequest request) {
        for (var range : request.header("accept").orElse("").split(",", -1)) {
            var parts = range.split(";", -1);
            if (parts[0].strip().equalsIgnoreCase(JSON)) {
                for (int i = 1; i < parts.length; i++) {
                    if (parts[i].strip().toLowerCase(Locale.ROOT).matches("q=0(\\.0*)?")) {
                        return false;
                    }
                }
                return true;
            }
        }
        return false;
    }
}
