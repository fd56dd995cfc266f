package org.patrolledger.functions.managesubscription;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.lambda.http.HttpResponse;

/// What the answers have in common.
final class Answers {
    /// Nothing but the site's own style and script; no other site may show the page, and none
    /// learns of the link by which it was reached.
    private static final Map<String, String> HEADERS =
            Map.of(
                    "content-type", "text/html; charset=utf-8",
                    "content-security-policy",
                            "default-src 'none'; style-src 'self'; script-src 'self'; form-action"
                                    + " 'self'; frame-ancestors 'none'; base-uri 'none'",
                    // A form's request without its origin could not be told from one of another
                    // site.
                    "referrer-policy", "same-origin",
                    "x-content-type-options", "nosniff",
                    "x-robots-tag", "noindex",
                    "vary", "Accept");

    private Answers() {}

    static HttpResponse page(int status, String html) {
        return new HttpResponse(status, HEADERS, html);
    }

    static Map<String, @Nullable Object> nothingHeld() {
        return Map.of("state", "none");
    }

    static List<String> ids(SortedSet<OperationId> lists) {
        return lists.stream().map(OperationId::value).toList();
    }

    static List<Map<String, String>> lists(List<ListName> lists) {
        return lists.stream()
                .map(list -> Map.of("id", list.id().value(), "name", list.name()))
                .toList();
    }
}
