package org.patrolledger.local.http;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.patrolledger.lambda.http.Routes;
import org.patrolledger.lambda.http.Scope;
import org.patrolledger.local.embedded.invoke.Functions;
import org.patrolledger.local.embedded.invoke.Outcome;
import org.patrolledger.local.tokens.JwtAuthorizer;

/// The HTTP API's front, in place of API Gateway: routes, tokens, scopes, and the functions behind
/// them. An unknown path is 404 to everyone; then the token decides (401), the method (405), the
/// scopes (403), the body's size (413).
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
    public Answer answer(Request request) throws IOException {
        List<String> methods = Routes.methodsOf(request.path());
        if (methods.isEmpty()) {
            return Problems.notFound();
        }
        return switch (authorizer.decide(request.header("authorization").orElse(""))) {
            case JwtAuthorizer.Decision.Missing missing -> Problems.unauthorised("Bearer");
            case JwtAuthorizer.Decision.Refused refused ->
                    Problems.unauthorised("Bearer error=\"invalid_token\"");
            case JwtAuthorizer.Decision.Accepted token -> authenticated(request, methods, token);
        };
    }

    private Answer authenticated(
            Request request, List<String> methods, JwtAuthorizer.Decision.Accepted token)
            throws IOException {
        Optional<Routes.Match> match = Routes.find(request.method(), request.path());
        if (match.isEmpty()) {
            return Problems.methodNotAllowed(methods);
        }
        boolean allowed =
                match.get().route().scopes().stream()
                        .map(Scope::text)
                        .anyMatch(token.scopes()::contains);
        if (!allowed) {
            return Problems.forbidden();
        }
        try {
            byte[] body = request.body(LONGEST_BODY);
            return invoked(request, match.get(), token, body);
        } catch (Request.TooLarge e) {
            return Problems.tooLarge("10 MiB");
        }
    }

    private Answer invoked(
            Request request,
            Routes.Match match,
            JwtAuthorizer.Decision.Accepted token,
            byte[] body) {
        String requestId = UUID.randomUUID().toString();
        byte[] event = ApiEvent.of(request, match, token, body, requestId, clock.instant());
        Answer answer =
                switch (functions.invoke(match.route().function(), event)) {
                    case Outcome.Returned returned -> answer(match, returned.payload());
                    case Outcome.Failed failed -> Problems.fault();
                };
        return answer.with("apigw-requestid", requestId);
    }

    private static Answer answer(Routes.Match match, byte[] payload) {
        try {
            return ApiResponse.answer(payload);
        } catch (IOException e) {
            LOG.log(Level.SEVERE, match.route().function() + " returned no response", e);
            return Problems.fault();
        }
    }
}
