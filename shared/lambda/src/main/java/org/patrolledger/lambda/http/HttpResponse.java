package org.patrolledger.lambda.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Problem;
import org.patrolledger.contract.json.Json;

/// An answer, as API Gateway's HTTP API takes it from a function.
public record HttpResponse(int status, Map<String, String> headers, String body) {

    public HttpResponse {
        headers = Map.copyOf(headers);
    }

    /// `document` as JSON.
    public static HttpResponse json(int status, Map<String, @Nullable Object> document) {
        return new HttpResponse(
                status, Map.of("content-type", "application/json"), Json.text(document));
    }

    /// `utf8`, which is JSON, as it is.
    public static HttpResponse json(int status, byte[] utf8) {
        return new HttpResponse(
                status,
                Map.of("content-type", "application/json"),
                new String(utf8, StandardCharsets.UTF_8));
    }

    /// An error.
    public static HttpResponse problem(Problem problem) {
        return new HttpResponse(
                        problem.kind().status(),
                        Map.of("content-type", "application/problem+json"),
                        Json.text(problem.document()))
                .withAuthenticate(problem);
    }

    /// An error that needs no details.
    public static HttpResponse problem(Problem.Kind kind) {
        return problem(Problem.of(kind));
    }

    /// See other: `target`, which nobody is to keep.
    public static HttpResponse seeOther(URI target) {
        return new HttpResponse(
                303, Map.of("location", target.toString(), "cache-control", "no-store"), "");
    }

    /// A method that the path does not take, and those it takes.
    public static HttpResponse methodNotAllowed(List<String> allowed) {
        return problem(Problem.Kind.METHOD_NOT_ALLOWED).with("allow", String.join(", ", allowed));
    }

    private HttpResponse withAuthenticate(Problem problem) {
        return problem.kind() == Problem.Kind.UNAUTHORISED
                ? with("www-authenticate", "Bearer")
                : this;
    }

    /// This answer with one more header, named in lower case.
    public HttpResponse with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new HttpResponse(status, more, body);
    }

    /// This answer with `revision` as its entity tag.
    public HttpResponse tagged(int revision) {
        return with("etag", "\"" + revision + "\"");
    }

    /// The answer as the function returns it.
    public byte[] encoded() {
        var map = new LinkedHashMap<String, Object>();
        map.put("statusCode", status);
        map.put("headers", headers);
        map.put("body", body);
        map.put("isBase64Encoded", false);
        return Json.bytes(map);
    }
}
