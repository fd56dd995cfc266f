package org.patrolledger.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;
import org.patrolledger.lambda.http.Route;
import org.patrolledger.lambda.http.Routes;

/// Makes the last call of each route that went well once more, with one thing amiss, in every way
/// that a call can be.
final class RefusalWalk {

    private final Rehearsal functions;

    RefusalWalk(Rehearsal functions) {
        this.functions = functions;
    }

    void walk() {
        Routes.ALL.forEach(this::walk);
    }

    private void walk(Route route) {
        var good = good(functions, route.key());
        // What may pass at all is seen last: it may change what the others are about.
        functions.http(good.method("PATCH"));
        functions.http(good.withoutToken());
        functions.http(good.by(new ApiCall.Caller("x", Optional.of("essex-police"), "none")));
        functions.http(good.target(elsewhere(good)));
        Recorder.striking(Strokes::throttled, () -> functions.http(good));
        Recorder.striking(Strokes::away, () -> functions.http(good));
        Recorder.striking(Strokes::broken, () -> functions.http(good));
        String join = good.target().contains("?") ? "&" : "?";
        functions.http(good.target(good.target() + join + "limit=none"));
        var tagged = functions.http(good.withoutHeader("if-none-match"));
        String tag = tagged.answer().at("/headers/etag").asText();
        if (!tag.isEmpty() && good.method().equals("GET")) {
            functions.http(good.header("if-none-match", tag));
        }
        if (good.headers().containsKey("if-match")) {
            functions.http(good.withoutHeader("if-match"));
            functions.http(good.header("if-match", "\"77\""));
            functions.http(good.header("if-match", "77"));
        }
        if (!good.body().isEmpty()) {
            written(good);
        }
        if (good.method().equals("DELETE")) {
            functions.http(good.target(URI.create(good.target()).getPath()));
        }
    }

    private void written(ApiCall good) {
        functions.http(good.body("{"));
        functions.http(good.body(" ".repeat(256 * 1024) + good.body()));
        functions.http(good.header("content-type", "text/plain"));
        functions.http(good.header("content-encoding", "gzip"));
        if (good.body().startsWith("{")) {
            ObjectNode unknown = (ObjectNode) Synthesis.parse(good.body());
            functions.http(good.body(unknown.put("nothing", 1).toString()));
        } else {
            functions.http(good.body("email=nobody&lists=grip"));
            var json = good.header("content-type", "application/json");
            functions.http(json.body("{"));
        }
    }

    /// The same but for the last value in the path.
    private static String elsewhere(ApiCall good) {
        String[] template = good.route().path().split("/");
        URI uri = URI.create(good.target());
        String[] path = uri.getPath().split("/");
        for (int i = template.length - 1; i >= 0; i--) {
            if (template[i].startsWith("{")) {
                path[i] = "Nothing-Of-That-Name";
                break;
            }
        }
        return String.join("/", path) + (uri.getQuery() == null ? "" : "?" + uri.getQuery());
    }

    /// The last call of a route that went well, by somebody who may do everything.
    static ApiCall good(Rehearsal functions, String route) {
        return functions.exchanges().reversed().stream()
                .filter(it ->
                        it.call().route().key().equals(route)
                                && it.call().method().equals(it.call().route().method())
                                && it.status() < 400
                                && it.status() != 304
                                && it.call()
                                        .caller()
                                        .filter(ApiCall.Caller.EVERYTHING::equals)
                                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no call went well: " + route))
                .call();
    }
}
