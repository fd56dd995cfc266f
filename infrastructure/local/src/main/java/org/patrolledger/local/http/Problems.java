package org.patrolledger.local.http;

import java.util.List;

/// The problems that are answered before any function is asked.
public final class Problems {

    private Problems() {}

    static HttpAnswer badRequest() {
        return HttpAnswer.problem(
                400, "bad-request", "Bad request", "The request is not one of HTTP/1.1.");
    }

    /// @param challenge what `WWW-Authenticate` says (RFC 6750, 3)
    static HttpAnswer unauthorised(String challenge) {
        return HttpAnswer.problem(
                        401,
                        "unauthorised",
                        "Not authenticated",
                        "The request needs a valid bearer token.")
                .with("WWW-Authenticate", challenge);
    }

    static HttpAnswer notLoopback() {
        return HttpAnswer.problem(
                403,
                "not-loopback",
                "Not a name of this machine",
                "The local stack answers to 127.0.0.1, localhost and [::1], and to pages from there.");
    }

    /// 404, to an unknown path.
    public static HttpAnswer notFound() {
        return HttpAnswer.problem(
                404, "not-found", "Not found", "There is nothing at this address.");
    }

    /// 405, with the methods that `Allow` lists.
    public static HttpAnswer methodNotAllowed(List<String> allowed) {
        return HttpAnswer.problem(
                        405,
                        "method-not-allowed",
                        "Method not allowed",
                        "This address does not take this method; Allow lists those it takes.")
                .with("Allow", String.join(", ", allowed));
    }

    static HttpAnswer tooLarge(String limit) {
        return HttpAnswer.problem(
                413, "too-large", "Too large", "The body must be at most " + limit + ".");
    }

    static HttpAnswer notValid(String detail) {
        return HttpAnswer.problem(422, "not-valid", "Not valid", detail);
    }

    static HttpAnswer fault() {
        return HttpAnswer.problem(
                500,
                "fault",
                "Internal fault",
                "The request could not be carried out; the fault was logged.");
    }
}
