package org.patrolledger.lambda.http;

import static org.patrolledger.lambda.http.Scope.AUDIT_READ;
import static org.patrolledger.lambda.http.Scope.CATALOGUE_WRITE;
import static org.patrolledger.lambda.http.Scope.SUBMISSIONS_WRITE;
import static org.patrolledger.lambda.http.Scope.SUMMARIES_READ;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Every call of the HTTP API: the one table for the functions, the local stack and the deployed
/// API. Each function has an enum of its own, so that its handler's switch is exhaustive: the
/// compiler finds the function that lacks a call.
///
/// A template is never told apart by a parameter's value, because API Gateway cannot: that `{kind}`
/// is `weekly` or `monthly`, and that a monthly file needs `audit.read`, is for the function to
/// check. Wherever there is `GET` there is `HEAD`, which has no entry of its own.
@SuppressWarnings("ImmutableEnumChecker") // an endpoint is a record of what never changes
public sealed interface Route {
    /// `receive-submission`
    enum IntakeRoute implements Route {
        POST_ENGAGEMENT("/engagements"),
        POST_INCIDENT("/incidents");

        private final Endpoint endpoint;

        IntakeRoute(String path) {
            endpoint = Endpoint.of("POST", path, "receive-submission", SUBMISSIONS_WRITE);
        }

        @Override
        public Endpoint endpoint() {
            return endpoint;
        }
    }

    /// `read-submission`
    enum ReadingRoute implements Route {
        LIST("/submissions", SUBMISSIONS_WRITE, AUDIT_READ),
        CURRENT("/submissions/{id}", SUBMISSIONS_WRITE, AUDIT_READ),
        REVISIONS("/submissions/{id}/revisions", AUDIT_READ);

        private final Endpoint endpoint;

        ReadingRoute(String path, Scope... anyOf) {
            endpoint = Endpoint.of("GET", path, "read-submission", anyOf);
        }

        @Override
        public Endpoint endpoint() {
            return endpoint;
        }
    }

    /// `revise-submission`
    enum RevisionRoute implements Route {
        CORRECT("PUT"),
        WITHDRAW("DELETE");

        private final Endpoint endpoint;

        RevisionRoute(String method) {
            endpoint =
                    Endpoint.of(
                            method, "/submissions/{id}", "revise-submission", SUBMISSIONS_WRITE);
        }

        @Override
        public Endpoint endpoint() {
            return endpoint;
        }
    }

    /// `read-coverage`
    enum CoverageRoute implements Route {
        COVERAGE;

        private final Endpoint endpoint =
                Endpoint.of(
                        "GET",
                        "/coverage/{operation}",
                        "read-coverage",
                        SUMMARIES_READ,
                        SUBMISSIONS_WRITE);

        @Override
        public Endpoint endpoint() {
            return endpoint;
        }
    }

    /// `download-summary`
    enum SummaryRoute implements Route {
        PERIODS("/summaries/{kind}", SUMMARIES_READ),
        PERIOD("/summaries/{kind}/{period}", SUMMARIES_READ),
        NEWEST("/summaries/{kind}/{period}/{operation}", SUMMARIES_READ, AUDIT_READ),
        EDITIONS("/summaries/{kind}/{period}/{operation}/editions", SUMMARIES_READ),
        FILE("/summaries/{kind}/{period}/{operation}/{file}", SUMMARIES_READ, AUDIT_READ),
        DOWNLOADS("/downloads", AUDIT_READ),
        NOTICES("/notices", SUMMARIES_READ),
        HEADS("/heads", AUDIT_READ);

        private final Endpoint endpoint;

        SummaryRoute(String path, Scope... anyOf) {
            endpoint = Endpoint.of("GET", path, "download-summary", anyOf);
        }

        @Override
        public Endpoint endpoint() {
            return endpoint;
        }
    }

    /// `maintain-catalogue`
    enum CatalogueRoute implements Route {
        CATALOGUE("GET", "/catalogue", SUMMARIES_READ, SUBMISSIONS_WRITE),
        REVISIONS("GET", "/catalogue/operations/{id}/revisions", AUDIT_READ),
        PUT_OPERATION("PUT", "/catalogue/operations/{id}", CATALOGUE_WRITE),
        PUT_ORGANISATION("PUT", "/catalogue/organisations/{id}", CATALOGUE_WRITE),
        PUT_PLACE("PUT", "/catalogue/places/{id}", CATALOGUE_WRITE);

        private final Endpoint endpoint;

        CatalogueRoute(String method, String path, Scope... anyOf) {
            endpoint = Endpoint.of(method, path, "maintain-catalogue", anyOf);
        }

        @Override
        public Endpoint endpoint() {
            return endpoint;
        }
    }

    /// `manage-subscription`, open to everyone.
    enum SubscriptionRoute implements Route {
        START("GET", "/digest"),
        SIGN_UP("POST", "/digest/subscriptions"),
        INVITATION("GET", "/digest/c/{token}"),
        CONFIRM("POST", "/digest/c/{token}"),
        HELD("GET", "/digest/u/{token}"),
        LEAVE("POST", "/digest/u/{token}");

        private final Endpoint endpoint;

        SubscriptionRoute(String method, String path) {
            endpoint = Endpoint.open(method, path, "manage-subscription");
        }

        @Override
        public Endpoint endpoint() {
            return endpoint;
        }
    }

    /// `manage-import`
    enum ImportRoute implements Route {
        ANNOUNCE("POST", "/imports"),
        TEMPLATE("GET", "/imports/template"),
        READ("GET", "/imports/{id}"),
        CHECK("POST", "/imports/{id}/check"),
        COMMIT("POST", "/imports/{id}/commit");

        private final Endpoint endpoint;

        ImportRoute(String method, String path) {
            endpoint = Endpoint.of(method, path, "manage-import", SUBMISSIONS_WRITE);
        }

        @Override
        public Endpoint endpoint() {
            return endpoint;
        }
    }

    /// Where the call is, who answers it, and who may make it.
    Endpoint endpoint();

    /// The HTTP method, upper case.
    default String method() {
        return endpoint().method();
    }

    /// The path template, such as `/submissions/{id}`.
    default String path() {
        return endpoint().path();
    }

    /// The name of the function that answers.
    default String function() {
        return endpoint().function();
    }

    /// The scopes of which one is enough; empty for a call that needs no token.
    default Set<Scope> scopes() {
        return endpoint().access().scopes();
    }

    /// Whether the call needs no token.
    default boolean open() {
        return scopes().isEmpty();
    }

    /// The route key of API Gateway, such as `GET /submissions/{id}`.
    default String key() {
        return method() + " " + path();
    }

    /// As [Endpoint#parametersOf].
    default Optional<Map<String, String>> parametersOf(String requested) {
        return endpoint().parametersOf(requested);
    }
}
