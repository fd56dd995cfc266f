package org.patrolledger.testing.lambda;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;

/// What a function answered to a [Call], as it returned it to API Gateway.
///
/// @param headers by name
public record Answer(int status, Map<String, String> headers, String body) {
    /// What a problem document may hold beyond its words.
    private static final Set<String> BEYOND = Set.of("errors", "more", "currentRevision", "scopes");

    /// Reads what a function returned, which holds these four fields and no other.
    static Answer of(byte[] response) {
        var map = Json.object(response);
        if (!map.keySet().equals(Set.of("statusCode", "headers", "body", "isBase64Encoded"))
                || !Boolean.FALSE.equals(map.get("isBase64Encoded"))) {
            throw new AssertionError("not a response as API Gateway takes it: " + map.keySet());
        }
        var headers = new TreeMap<String, String>();
        ((Map<?, ?>) value(map, "headers"))
                .forEach((name, value) -> headers.put((String) name, (String) value));
        return new Answer(
                Math.toIntExact((Long) value(map, "statusCode")),
                headers,
                (String) value(map, "body"));
    }

    /// The whole answer as canonical JSON, the body within it as JSON too: `{"body", "headers",
    /// "statusCode"}`.
    public String whole() {
        var map = new TreeMap<String, @Nullable Object>();
        map.put("statusCode", status);
        map.put("headers", headers);
        map.put("body", body.isEmpty() ? "" : Json.parse(body));
        return canonical(Json.text(map));
    }

    /// `json` as [#whole] writes it.
    public static String canonical(String json) {
        return new String(Json.canonical(Json.parse(json)), StandardCharsets.UTF_8);
    }

    /// The body.
    public Map<String, @Nullable Object> document() {
        return Json.object(body);
    }

    /// The header of that name; empty where there is none.
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /// Status and kind of an error, such as `404 not-found`, of an answer that is a problem
    /// document in every respect.
    public String problem() {
        var document = document();
        var fields = List.copyOf(document.keySet());
        var plain = List.of("type", "title", "status", "detail");
        var type = String.valueOf(document.get("type"));
        if (!header("content-type").equals("application/problem+json")
                || !fields.subList(0, 4).equals(plain)
                || !BEYOND.containsAll(fields.subList(4, fields.size()))
                || !Long.valueOf(status).equals(document.get("status"))
                || !type.startsWith("urn:patrol-ledger:problem:")) {
            throw new AssertionError("not a problem document: " + this);
        }
        return status + " " + type.substring(type.lastIndexOf(':') + 1);
    }

    /// The faults of a 422, each as `pointer rule`.
    public List<String> faults() {
        if (!problem().equals("422 not-valid")) {
            throw new AssertionError("not a 422: " + this);
        }
        return ((List<?>) value(document(), "errors"))
                .stream()
                        .map(it -> (Map<?, ?>) it)
                        .map(it -> it.get("pointer") + " " + it.get("rule"))
                        .toList();
    }

    private static Object value(Map<String, @Nullable Object> map, String name) {
        var value = map.get(name);
        if (value == null) {
            throw new AssertionError("the answer lacks " + name);
        }
        return value;
    }
}
