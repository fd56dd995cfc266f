package org.patrolledger.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.patrolledger.contract.Rfc3339;
import org.patrolledger.local.json.JsonTree;
import org.patrolledger.local.sources.Scheduler;
import org.patrolledger.local.tokens.TokenIssuer;

/// The stack's own calls, which the cloud has no need of: tokens, health and the clock.
public final class LocalApi implements Api {

    /// The paths this API answers.
    public static final String PREFIX = "/local/";

    private static final int LONGEST_BODY = 1 << 16;
    private static final String SLUG = "[a-z][a-z0-9-]{1,62}[a-z0-9]";
    private static final String DEFAULT_ORGANISATION = "essex-police";

    private final TokenIssuer issuer;
    private final Scheduler scheduler;

    public LocalApi(TokenIssuer issuer, Scheduler scheduler) {
        this.issuer = issuer;
        this.scheduler = scheduler;
    }

    @Override
    public HttpAnswer answer(Request request) throws IOException {
        String call = request.method() + " " + request.path().substring(PREFIX.length());
        return switch (call) {
            case "GET health" -> HttpAnswer.json(200, JsonTree.object().put("status", "up"));
            case "GET tokens" -> tokens(request);
            case "GET clock" ->
                    HttpAnswer.json(200, JsonTree.object().put("now", scheduler.now().toString()));
            case "POST clock" -> moved(request);
            default ->
                    switch (request.path().substring(PREFIX.length())) {
                        case "health", "tokens" -> Problems.methodNotAllowed(List.of("GET"));
                        case "clock" -> Problems.methodNotAllowed(List.of("GET", "POST"));
                        default -> Problems.notFound();
                    };
        };
    }

    private HttpAnswer tokens(Request request) {
        String organisation =
                request.parameters().getOrDefault("organisation", DEFAULT_ORGANISATION);
        if (!organisation.matches(SLUG)) {
            return Problems.notValid("organisation must be an organisation's identifier.");
        }
        ObjectNode tokens = JsonTree.object();
        issuer.tokens(organisation).forEach(tokens::put);
        return HttpAnswer.json(200, tokens);
    }

    private HttpAnswer moved(Request request) throws IOException {
        JsonNode body;
        try {
            body = JsonTree.read(request.body(LONGEST_BODY));
        } catch (Request.TooLarge e) {
            return Problems.tooLarge("64 KiB");
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            return HttpAnswer.problem(400, "not-json", "Not JSON", "The body must be JSON.");
        }
        Optional<Instant> to = time(body.path("now").asText(""));
        if (to.isEmpty()) {
            return Problems.notValid(
                    "now must be a time with an offset from 2000 to 2100, such as"
                            + " 2023-02-06T06:30:00Z.");
        }
        Optional<List<Scheduler.Run>> ran = scheduler.moveTo(to.get());
        if (ran.isEmpty()) {
            return Problems.notValid("The clock only moves forward.");
        }
        ObjectNode answer = JsonTree.object().put("now", to.get().toString());
        var list = answer.putArray("ran");
        for (Scheduler.Run run : ran.get()) {
            list.addObject()
                    .put("kind", run.due().kind())
                    .put("scheduledAt", run.due().at().toString())
                    .put("failed", run.failed());
        }
        return HttpAnswer.json(200, answer);
    }

    private static Optional<Instant> time(String text) {
        return Optional.ofNullable(Rfc3339.read(text));
    }
}
