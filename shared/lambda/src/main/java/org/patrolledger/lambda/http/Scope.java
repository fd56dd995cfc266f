package org.patrolledger.lambda.http;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// What a token allows its bearer, as the `scope` claim of a JWT names it (RFC 8693, 4.2).
public enum Scope {
    SUBMISSIONS_WRITE("submissions.write"),
    SUMMARIES_READ("summaries.read"),
    AUDIT_READ("audit.read"),
    CATALOGUE_WRITE("catalogue.write");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /// The name in a token, such as `submissions.write`.
    public String text() {
        return text;
    }

    /// The scopes a space-separated `scope` claim holds, each after `prefix`; words that are none
    /// of ours are another API's business and left out.
    public static Set<Scope> ofClaim(String claim, String prefix) {
        var words = Arrays.asList(claim.split(" "));
        var scopes = EnumSet.noneOf(Scope.class);
        for (var scope : values()) {
            if (words.contains(prefix + scope.text)) {
                scopes.add(scope);
            }
        }
        return Collections.unmodifiableSet(scopes);
    }

    @Override
    public String toString() {
        return text;
    }
}
