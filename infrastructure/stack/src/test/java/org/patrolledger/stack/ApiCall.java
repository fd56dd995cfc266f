package org.patrolledger.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.patrolledger.lambda.http.Route;
import org.patrolledger.lambda.http.Routes;
import org.patrolledger.lambda.http.Scope;

/// A call of the HTTP API, as API Gateway hands it to the function of its route.
///
/// @param route the route at whose address the call is made, by any method
/// @param target path and query
/// @param caller empty without a token
record ApiCall(
        Route route,
        String method,
        String target,
        Map<String, String> headers,
        String body,
        Optional<Caller> caller) {

    private static final String JSON = "application/json";

    /// What a token says.
    record Caller(String subject, Optional<String> organisation, String scopes) {
        /// Somebody of Essex Police with every scope there is.
        static final Caller EVERYTHING =
                new Caller(
                        "rehearsal",
                        Optional.of("essex-police"),
                        Stream.of(Scope.values())
                                .map(Scope::text)
                                .sorted()
                                .collect(Collectors.joining(" ")));
    }

    static ApiCall of(String method, String target, Map<String, String> headers, String body) {
        var route = Routes.find(method, URI.create(target).getPath()).orElseThrow().route();
        Map<String, String> all = new HashMap<>(Map.of("content-type", JSON));
        all.putAll(headers);
        return new ApiCall(route, method, target, all, body, Optional.of(Caller.EVERYTHING));
    }

    ApiCall by(Caller other) {
        return new ApiCall(route, method, target, headers, body, Optional.of(other));
    }

    /// By somebody of another organisation.
    ApiCall of(String organisation) {
        return by(
                new Caller("somebody-else", Optional.of(organisation), Caller.EVERYTHING.scopes()));
    }

    ApiCall withoutToken() {
        return new ApiCall(route, method, target, headers, body, Optional.empty());
    }

    ApiCall method(String other) {
        return new ApiCall(route, other, target, headers, body, caller);
    }

    ApiCall target(String other) {
        return new ApiCall(route, method, other, headers, body, caller);
    }

    ApiCall body(String other) {
        return new ApiCall(route, method, target, headers, other, caller);
    }

    ApiCall header(String name, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(name, value);
        return new ApiCall(route, method, target, all, body, caller);
    }

    ApiCall withoutHeader(String name) {
        Map<String, String> all = new HashMap<>(headers);
        all.remove(name);
        return new ApiCall(route, method, target, all, body, caller);
    }

    byte[] event() {
        URI uri = URI.create(target);
        ObjectNode event = Synthesis.JSON.createObjectNode();
        event.put("version", "2.0").put("routeKey", route.key()).put("rawPath", uri.getPath());
        event.put("rawQueryString", uri.getQuery() == null ? "" : uri.getQuery());
        ObjectNode all = event.putObject("headers");
        headers.forEach(all::put);
        if (uri.getQuery() != null) {
            ObjectNode parameters = event.putObject("queryStringParameters");
            for (String parameter : uri.getQuery().split("&")) {
                parameters.put(
                        parameter.substring(0, parameter.indexOf('=')),
                        parameter.substring(parameter.indexOf('=') + 1));
            }
        }
        ObjectNode context = event.putObject("requestContext");
        context.putObject("http").put("method", method).put("path", uri.getPath());
        caller.ifPresent(it -> {
            ObjectNode claims =
                    context.putObject("authorizer").putObject("jwt").putObject("claims");
            claims.put("sub", it.subject()).put("scope", it.scopes());
            it.organisation().ifPresent(organisation -> claims.put("organisation", organisation));
        });
        ObjectNode parameters = event.putObject("pathParameters");
        route.parametersOf(uri.getPath())
                .ifPresent(found -> new TreeMap<>(found).forEach(parameters::put));
        if (!body.isEmpty()) {
            event.put("body", body);
        }
        event.put("isBase64Encoded", false);
        return Rehearsal.bytes(event);
    }
}
