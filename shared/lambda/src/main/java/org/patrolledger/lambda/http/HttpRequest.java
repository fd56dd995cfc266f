package org.patrolledger.lambda.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Problem;
import org.patrolledger.contract.json.Json;
import org.patrolledger.lambda.HttpSettings;

/// A request, as API Gateway's HTTP API hands it to a function (payload format 2.0).
///
/// @param method the HTTP method
/// @param path the path as sent
/// @param parameters the path's parameters, decoded
/// @param query the query's parameters, decoded
/// @param headers by lower-case name
/// @param caller who calls; empty without a verified token
/// @param source the network address of the last hop before the gateway; empty where it is not said
@SuppressWarnings("ArrayRecordComponent") // requests are never compared
public record HttpRequest(
        String method,
        String path,
        Optional<Route> route,
        Map<String, String> parameters,
        Map<String, String> query,
        Map<String, String> headers,
        Optional<Caller> caller,
        String source,
        byte[] body) {

    /// The largest body the API takes.
    public static final int LARGEST_BODY = 64 * 1024;

    /// Reads the event, by a token whose scopes have no prefix.
    ///
    /// @throws IllegalStateException if it is no such event
    public static HttpRequest of(byte[] event) {
        return of(event, HttpSettings.PLAIN);
    }

    /// Reads the event.
    ///
    /// @throws IllegalStateException if it is no such event
    static HttpRequest of(byte[] event, HttpSettings settings) {
        var fields = Json.event(event);
        var context = object(fields.get("requestContext"));
        var http = object(context.get("http"));
        var method = text(http, "method").toUpperCase(Locale.ROOT);
        var path = text(fields, "rawPath");
        var match = Routes.find(method, path);
        var jwt = object(object(context.get("authorizer")).get("jwt"));
        return new HttpRequest(
                method,
                path,
                match.map(Routes.Match::route),
                decoded(match.map(Routes.Match::parameters).orElse(Map.of())),
                texts(fields.get("queryStringParameters")),
                lowerCased(texts(fields.get("headers"))),
                Caller.of(object(jwt.get("claims")), settings.scopePrefix()),
                http.get("sourceIp") instanceof String source ? source : "",
                body(fields));
    }

    private static byte[] body(Map<String, @Nullable Object> fields) {
        if (!(fields.get("body") instanceof String body)) {
            return new byte[0];
        }
        return Boolean.TRUE.equals(fields.get("isBase64Encoded"))
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Map<String, @Nullable Object> fields, String name) {
        if (fields.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalStateException("the event is not one of an HTTP API: it lacks " + name);
    }

    @SuppressWarnings("unchecked") // what Json.parse makes of an object
    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    private static Map<String, String> texts(@Nullable Object value) {
        var texts = new LinkedHashMap<String, String>();
        object(value)
                .forEach((name, text) -> {
                    if (text instanceof String present) {
                        texts.put(name, present);
                    }
                });
        return texts;
    }

    private static Map<String, String> lowerCased(Map<String, String> headers) {
        var lower = new LinkedHashMap<String, String>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return lower;
    }

    private static Map<String, String> decoded(Map<String, String> parameters) {
        var decoded = new LinkedHashMap<String, String>();
        parameters.forEach((name, value) -> decoded.put(name, decode(value)));
        return decoded;
    }

    /// A segment that is no valid encoding stands for itself; nothing will be found by that name. A
    /// plus is a plus in a path.
    private static String decode(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return segment;
        }
    }

    /// The path parameter `name`, which the route has.
    public String parameter(String name) {
        var value = parameters.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no parameter " + name);
        }
        return value;
    }

    /// The header `name`, lower case.
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /// The body as JSON.
    ///
    /// @throws RefusedException if it is too large, encoded, or not declared as JSON
    /// @throws org.patrolledger.contract.json.NotJsonException if it is not JSON
    public @Nullable Object document() {
        return document(LARGEST_BODY);
    }

    /// As [#document()], of `largest` bytes at most.
    public @Nullable Object document(int largest) {
        var type = header("content-type").orElse("").split(";", -1)[0].strip();
        if (!type.equalsIgnoreCase("application/json")) {
            throw new RefusedException(Problem.Kind.NOT_APPLICATION_JSON);
        }
        var encoding = header("content-encoding").orElse("").strip();
        if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
            throw new RefusedException(Problem.Kind.CONTENT_ENCODED);
        }
        if (body.length > largest) {
            throw new RefusedException(Problem.Kind.TOO_LARGE);
        }
        return Json.parse(body);
    }

    /// What `If-Match` names.
    ///
    /// @throws RefusedException if there is no `If-Match`
    public EntityTags ifMatch() {
        return EntityTags.read(
                header("if-match")
                        .orElseThrow(() -> new RefusedException(Problem.Kind.IF_MATCH_MISSING)));
    }

    /// What `If-None-Match` names; empty without one.
    public Optional<EntityTags> ifNoneMatch() {
        return header("if-none-match").map(EntityTags::read);
    }

    /// Whether only the headers of the answer are wanted.
    boolean isHead() {
        return method.equals("HEAD");
    }

    /// Whether the request reads and changes nothing.
    boolean isRead() {
        return isHead() || method.equals("GET");
    }

    /// The caller.
    ///
    /// @throws RefusedException without a verified token
    public Caller knownCaller() {
        return caller.orElseThrow(() -> new RefusedException(Problem.Kind.UNAUTHORISED));
    }
}
