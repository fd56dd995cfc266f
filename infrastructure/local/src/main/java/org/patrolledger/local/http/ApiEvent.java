package org.patrolledger.local.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.patrolledger.lambda.http.Routes;
import org.patrolledger.local.embedded.LocalCredentials;
import org.patrolledger.local.json.JsonTree;
import org.patrolledger.local.tokens.JwtAuthorizer;

/// A request as an HTTP API of API Gateway gives it to a function, payload format 2.0.
final class ApiEvent {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private ApiEvent() {}

    static byte[] of(
            Request request,
            Routes.Match match,
            Optional<JwtAuthorizer.Decision.Accepted> token,
            byte[] body,
            String requestId,
            Instant now) {
        String key = request.method() + " " + match.route().path();
        ObjectNode event =
                JsonTree.object()
                        .put("version", "2.0")
                        .put("routeKey", key)
                        .put("rawPath", request.path())
                        .put("rawQueryString", request.query());
        List<String> cookies = request.headers().get("cookie");
        if (cookies != null) {
            var list = event.putArray("cookies");
            cookies.forEach(line -> List.of(line.split("; *", -1)).forEach(list::add));
        }
        ObjectNode headers = event.putObject("headers");
        request.headers()
                .forEach((name, values) -> {
                    if (!name.equals("cookie")) {
                        headers.put(name, String.join(",", values));
                    }
                });
        putMap(event, "queryStringParameters", request.parameters());
        event.set("requestContext", context(request, key, token, requestId, now));
        putMap(
                event,
                "pathParameters",
                match.parameters().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, e -> Request.decoded(e.getValue()))));
        if (body.length > 0) {
            Optional<String> text = isText(request) ? utf8(body) : Optional.empty();
            event.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(body)));
            event.put("isBase64Encoded", text.isEmpty());
        } else {
            event.put("isBase64Encoded", false);
        }
        return JsonTree.bytes(event);
    }

    private static ObjectNode context(
            Request request,
            String routeKey,
            Optional<JwtAuthorizer.Decision.Accepted> token,
            String requestId,
            Instant now) {
        ObjectNode context =
                JsonTree.object().put("accountId", LocalCredentials.ACCOUNT).put("apiId", "local");
        token.ifPresent(it -> putToken(context, it));
        context.put("domainName", request.header("host").orElse("127.0.0.1"))
                .put("domainPrefix", "local");
        context.putObject("http")
                .put("method", request.method())
                .put("path", request.path())
                .put("protocol", request.protocol())
                .put("sourceIp", request.sourceIp())
                .put("userAgent", request.header("user-agent").orElse(""));
        return context.put("requestId", requestId)
                .put("routeKey", routeKey)
                .put("stage", "$default")
                .put("time", TIME.format(now))
                .put("timeEpoch", now.toEpochMilli());
    }

    private static void putToken(ObjectNode context, JwtAuthorizer.Decision.Accepted token) {
        ObjectNode jwt = context.putObject("authorizer").putObject("jwt");
        ObjectNode claims = jwt.putObject("claims");
        token.claims().getClaims().keySet().stream()
                .sorted()
                .forEach(name -> claims.put(name, claim(token.claims(), name)));
        var scopes = jwt.putArray("scopes");
        token.scopes().forEach(scopes::add);
    }

    /// API Gateway hands every claim over as text: times in epoch seconds, lists in brackets.
    private static @Nullable String claim(JWTClaimsSet claims, String name) {
        Object value = claims.getClaims().get(name);
        return switch (value) {
            case null -> null;
            case java.util.Date date -> String.valueOf(date.toInstant().getEpochSecond());
            case Collection<?> list when name.equals("aud") && list.size() == 1 ->
                    String.valueOf(list.iterator().next());
            case Collection<?> list ->
                    list.stream().map(String::valueOf).collect(Collectors.joining(" ", "[", "]"));
            default -> String.valueOf(value);
        };
    }

    private static void putMap(ObjectNode event, String field, Map<String, String> values) {
        if (!values.isEmpty()) {
            ObjectNode object = event.putObject(field);
            values.forEach(object::put);
        }
    }

    private static boolean isText(Request request) {
        String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith("text/")
                || type.startsWith("application/json")
                || type.startsWith("application/xml")
                || type.startsWith("application/javascript");
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
