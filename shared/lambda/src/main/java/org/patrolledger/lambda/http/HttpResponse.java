package org.patrolledger.lambda.http;

import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Problem;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.submission.Digest;

/// An answer, as API Gateway's HTTP API takes it from a function.
///
/// @param base64 whether `body` stands for bytes
public record HttpResponse(int status, Map<String, String> headers, String body, boolean base64) {
    private static final String PRIVATE = "private, no-cache";

    /// An answer whose body is text.
    public HttpResponse(int status, Map<String, String> headers, String body) {
        this(status, headers, body, false);
    }

    public HttpResponse {
        headers = Map.copyOf(headers);
    }

    /// `document` as JSON.
    public static HttpResponse json(int status, Map<String, @Nullable Object> document) {
        return json(status, Json.text(document));
    }

    /// `utf8`, which is JSON, as it is.
    public static HttpResponse json(int status, byte[] utf8) {
        return json(status, new String(utf8, StandardCharsets.UTF_8));
    }

    /// `json` as it is.
    public static HttpResponse json(int status, String json) {
        return new HttpResponse(status, Map.of("content-type", "application/json"), json);
    }

    /// `bytes` to be saved as `fileName`, which is a plain name.
    public static HttpResponse file(String contentType, String fileName, byte[] bytes) {
        return new HttpResponse(
                200,
                Map.of(
                        "content-type",
                        contentType,
                        "content-disposition",
                        "attachment; filename=\"" + fileName + "\""),
                Base64.getEncoder().encodeToString(bytes),
                true);
    }

    /// The current revision is none of those that `ifMatch` names.
    public static HttpResponse stale(EntityTags ifMatch, int current) {
        var kind =
                ifMatch instanceof EntityTags.Malformed malformed && malformed.number()
                        ? Problem.Kind.REVISION_UNQUOTED
                        : Problem.Kind.STALE;
        return problem(Problem.of(kind).with("currentRevision", current));
    }

    /// The token holds none of `scopes`, one of which is enough.
    static HttpResponse scopeMissing(Set<Scope> scopes, String prefix) {
        var names = scopes.stream().map(Scope::text).sorted().toList();
        return problem(Problem.of(Problem.Kind.SCOPE_MISSING).with("scopes", names))
                .with(
                        "www-authenticate",
                        "Bearer error=\"insufficient_scope\", scope=\""
                                + names.stream().map(prefix::concat).collect(joining(" "))
                                + "\"");
    }

    /// An error.
    public static HttpResponse problem(Problem problem) {
        var response =
                new HttpResponse(
                        problem.kind().status(),
                        Map.of("content-type", "application/problem+json"),
                        Json.text(problem.document()));
        return problem.kind() == Problem.Kind.UNAUTHORISED
                ? response.with("www-authenticate", "Bearer")
                : response;
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

    /// This answer with one more header, named in lower case.
    public HttpResponse with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new HttpResponse(status, more, body, base64);
    }

    /// This answer with `revision` as its entity tag.
    public HttpResponse tagged(int revision) {
        return tagged(String.valueOf(revision));
    }

    /// This answer with the entity tag `text`, of letters, digits and hyphens.
    public HttpResponse tagged(String text) {
        return with("etag", "\"" + text + "\"");
    }

    /// This answer with a digest of its body as its entity tag: for what has no revision.
    public HttpResponse taggedByContent() {
        return with("etag", "\"" + Digest.of(body).hex().substring(0, 32) + "\"");
    }

    /// This answer, which shows what forms say and so is kept nowhere on its way.
    public HttpResponse notStored() {
        return with("cache-control", "no-store");
    }

    /// This answer to a reading `request`: 304 where its entity tag is one the client has, the
    /// headers alone for `HEAD`, and in either case with a `Cache-Control`.
    HttpResponse toRead(HttpRequest request) {
        if (status >= 400) {
            return request.isHead() ? withoutBody() : this;
        }
        var fresh = headers.containsKey("cache-control") ? this : with("cache-control", PRIVATE);
        var tag = headers.get("etag");
        if (status == 200
                && tag != null
                && request.ifNoneMatch().filter(it -> it.include(tag)).isPresent()) {
            var kept = new LinkedHashMap<>(fresh.headers());
            kept.remove("content-type");
            return new HttpResponse(304, kept, "");
        }
        return request.isHead() ? fresh.withoutBody() : fresh;
    }

    private HttpResponse withoutBody() {
        int length =
                base64
                        ? Base64.getDecoder().decode(body).length
                        : body.getBytes(StandardCharsets.UTF_8).length;
        return new HttpResponse(
                status, with("content-length", String.valueOf(length)).headers(), "");
    }

    /// The answer as the function returns it.
    public byte[] encoded() {
        var map = new LinkedHashMap<String, Object>();
        map.put("statusCode", status);
        map.put("headers", headers);
        map.put("body", body);
        map.put("isBase64Encoded", base64);
        return Json.bytes(map);
    }
}
