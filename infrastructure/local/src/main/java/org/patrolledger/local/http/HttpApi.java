package org.patrolledger.local.http;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.patrolledger.lambda.http.Routes;
import org.patrolledger.local.embedded.invoke.Functions;
import org.patrolledger.local.embedded.invoke.Outcome;
import org.patrolledger.local.tokens.JwtAuthorizer;

/// The HTTP API's front, in place of API Gateway: routes, tokens, and the functions behind them. An
/// unknown path is 404 to everyone; then the token decides (401), where the path needs one, the
/// method (405) and the body's size (413). Scopes are the functions' to check.
public final class HttpApi implements Api {

    private static final Logger LOG = Logger.getLogger(HttpApi.class.getName());

    /// The longest body API Gateway takes.
    private static final int LONGEST_BODY = 10 << 20;

    private final Functions functions;
    private final JwtAuthorizer authorizer;
    private final InstantSource clock;

    public HttpApi(Functions functions, JwtAuthorizer authorizer, InstantSource clock) {
        this.functions = functions;
        this.authorizer = authorizer;
        this.clock = clock;
    }

    @Override
    public HttpAnswer answer(Request request) throws IOException {
        List<String> methods = Routes.methodsOf(request.path());
        if (methods.isEmpty()) {
            return Problems.notFound();
        }
        if (Routes.isOpen(request.path())) {
            return routed(request, methods, Optional.empty());
        }
        return switch (authorizer.decide(request.header("authorization").orElse(""))) {
            case JwtAuthorizer.Decision.Missing missing -> Problems.unauthorised("Bearer");
            case JwtAuthorizer.Decision.Refused refused ->
                    Problems.unauthorised("Bearer error=\"invalid_token\"");
            case JwtAuthorizer.Decision.Accepted token ->
                    routed(request, methods, Optional.of(token));
        };
    }

    private HttpAnswer routed(
            Request request, List<String> methods, Optional<JwtAuthorizer.Decision.Accepted> token)
            throws IOException {
        Optional<Routes.Match> match = Routes.find(request.method(), request.path());
        if (match.isEmpty()) {
            return Problems.methodNotAllowed(methods);
        }
        try {
            return invoked(request, match.get(), token, request.body(LONGEST_BODY));
        } catch (Request.TooLarge e) {
            return Problems.tooLarge("10 MiB");
        }
    }

    private HttpAnswer invoked(
            Request request,
            Routes.Match match,
            Optional<JwtAuthorizer.Decision.Accepted> token,
            byte[] body) {
        String requestId = UUID.randomUUID().toString();
        byte[] event = ApiEvent.of(request, match, token, body, requestId, clock.instant());
        if (event.length > Functions.LARGEST_PAYLOAD) {
            return Problems.tooLarge("what Lambda takes, 6 MB with all that surrounds it");
        }
        HttpAnswer answer =
                switch (functions.invoke(match.route().function(), event)) {
                    case Outcome.Returned returned -> answer(match, returned.payload());
                    case Outcome.Failed failed -> Problems.fault();
                };
        return answer.with("apigw-requestid", requestId);
    }

    private static HttpAnswer answer(Routes.Match match, byte[] payload) {
        try {
            return ApiResponse.answer(payload);
        } catch (IOException e) {
            LOG.log(Level.SEVERE, match.route().function() + " returned no response", e);
            return Problems.fault();
        }
    }
}
