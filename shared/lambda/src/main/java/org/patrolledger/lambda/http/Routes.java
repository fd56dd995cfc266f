package org.patrolledger.lambda.http;

import static org.patrolledger.lambda.http.Scope.AUDIT_READ;
import static org.patrolledger.lambda.http.Scope.CATALOGUE_WRITE;
import static org.patrolledger.lambda.http.Scope.SUBMISSIONS_WRITE;
import static org.patrolledger.lambda.http.Scope.SUMMARIES_READ;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Every call of the HTTP API: the one source for the functions, the local stack and the deployed
/// API.
///
/// A template is never told apart by a parameter's value, because API Gateway cannot: that `{kind}`
/// is `weekly` or `monthly`, and that a monthly file wants `audit.read`, is for the function to
/// check.
public final class Routes {

    /// In the order in which they are matched: API Gateway prefers a literal segment to a
    /// parameter, so `…/editions` stands before `…/{file}`.
    public static final List<Route> ALL =
            List.of(
                    route("POST", "/engagements", "receive-submission", SUBMISSIONS_WRITE),
                    route("POST", "/incidents", "receive-submission", SUBMISSIONS_WRITE),
                    route(
                            "GET",
                            "/submissions/{id}",
                            "read-submission",
                            SUBMISSIONS_WRITE,
                            AUDIT_READ),
                    route("PUT", "/submissions/{id}", "revise-submission", SUBMISSIONS_WRITE),
                    route("DELETE", "/submissions/{id}", "revise-submission", SUBMISSIONS_WRITE),
                    route("GET", "/submissions/{id}/revisions", "read-submission", AUDIT_READ),
                    route("GET", "/summaries/{kind}/{period}", "download-summary", SUMMARIES_READ),
                    route(
                            "GET",
                            "/summaries/{kind}/{period}/{operation}",
                            "download-summary",
                            SUMMARIES_READ),
                    route(
                            "GET",
                            "/summaries/{kind}/{period}/{operation}/editions",
                            "download-summary",
                            SUMMARIES_READ),
                    route(
                            "GET",
                            "/summaries/{kind}/{period}/{operation}/{file}",
                            "download-summary",
                            SUMMARIES_READ,
                            AUDIT_READ),
                    route("GET", "/downloads", "download-summary", AUDIT_READ),
                    route("GET", "/catalogue", "maintain-catalogue", SUMMARIES_READ),
                    route(
                            "PUT",
                            "/catalogue/operations/{id}",
                            "maintain-catalogue",
                            CATALOGUE_WRITE));

    private Routes() {}

    /// A route found, and the values of its path parameters, still percent-encoded.
    public record Match(Route route, Map<String, String> parameters) {}

    /// The route of a request, or nothing where no route has this method and path.
    public static Optional<Match> find(String method, String path) {
        for (Route route : ALL) {
            if (route.method().equals(method)) {
                Optional<Map<String, String>> parameters = route.parametersOf(path);
                if (parameters.isPresent()) {
                    return Optional.of(new Match(route, parameters.get()));
                }
            }
        }
        return Optional.empty();
    }

    /// The methods of a path, sorted, for the `Allow` header of a 405; empty where the path is
    /// unknown (404).
    public static List<String> methodsOf(String path) {
        return ALL.stream()
                .filter(route -> route.parametersOf(path).isPresent())
                .map(Route::method)
                .distinct()
                .sorted()
                .toList();
    }

    private static Route route(String method, String path, String function, Scope... anyOf) {
        return new Route(method, path, function, Set.of(anyOf));
    }
}
