package org.patrolledger.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.testing.lambda.Answer;

/// Routes, tokens and scopes.
class HttpFunctionTest extends HttpFunctionFixture {
    @Test
    void what_the_function_answers_is_handed_on() {
        var answer =
                ask(READ, it -> HttpResponse.json(200, Map.of("id", it.parameter("id"))).tagged(3));

        assertThat(answer.whole())
                .isEqualTo(
                        Answer.canonical(
                                """
                                {"statusCode": 200,
                                 "headers": {"content-type": "application/json", "etag": "\\"3\\"",
                                             "cache-control": "private, no-cache"},
                                 "body": {"id": "5f0c0002-7a51-4c1e-9d2b-3b1e00003dde"}}
                                """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "/submissions/",
                "/submissions//revisions",
                "/Submissions/5f0c0002-7a51-4c1e-9d2b-3b1e00003dde",
                "/prod/submissions/5f0c0002-7a51-4c1e-9d2b-3b1e00003dde",
                "/submissions/5f0c0002-7a51-4c1e-9d2b-3b1e00003dde/",
                "/submissions/../catalogue/operations/grip/..",
            })
    void an_address_that_is_none_is_not_found(String path) {
        assertThat(ask(READ.path(path), HttpFunctionTest::unasked).whole())
                .isEqualTo(
                        Answer.canonical(
                                """
                                {"statusCode": 404,
                                 "headers": {"content-type": "application/problem+json"},
                                 "body": {"type": "urn:patrol-ledger:problem:not-found",
                                          "title": "Not found", "status": 404,
                                          "detail": "There is nothing at this address."}}
                                """));
    }

    @Test
    void an_address_that_is_none_is_not_found_even_without_a_token() {
        assertThat(ask(READ.path("/nothing").withoutToken(), HttpFunctionTest::unasked).problem())
                .isEqualTo("404 not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /submissions/1, 'DELETE, GET, HEAD, PUT'",
        "PATCH, /submissions/1/revisions, 'GET, HEAD'",
        "GET, /engagements, POST",
        "DELETE, /catalogue/operations/grip, PUT",
        "OPTIONS, /downloads, 'GET, HEAD'",
    })
    void a_method_that_the_address_does_not_take_is_told_those_it_takes(
            String method, String path, String allowed) {
        var answer = ask(READ.method(method).path(path), HttpFunctionTest::unasked);

        assertThat(answer.whole())
                .isEqualTo(
                        Answer.canonical(
                                """
                                {"statusCode": 405,
                                 "headers": {"content-type": "application/problem+json",
                                             "allow": "%s"},
                                 "body": {"type": "urn:patrol-ledger:problem:method-not-allowed",
                                          "title": "Method not allowed", "status": 405,
                                          "detail": "This address does not take this method; Allow lists those it takes."}}
                                """
                                        .formatted(allowed)));
    }

    @Test
    void without_a_token_nobody_is_told_anything() {
        var expected =
                Answer.canonical(
                        """
                        {"statusCode": 401,
                         "headers": {"content-type": "application/problem+json",
                                     "www-authenticate": "Bearer"},
                         "body": {"type": "urn:patrol-ledger:problem:unauthorised",
                                  "title": "Not authenticated", "status": 401,
                                  "detail": "The request needs a valid bearer token."}}
                        """);

        assertThat(ask(READ.withoutToken(), HttpFunctionTest::unasked).whole()).isEqualTo(expected);
        assertThat(ask(READ.withoutClaim("sub"), HttpFunctionTest::unasked).whole())
                .isEqualTo(expected);
        assertThat(ask(READ.claim("sub", " "), HttpFunctionTest::unasked).whole())
                .isEqualTo(expected);
        assertThat(ask(READ.withoutToken().method("PATCH"), HttpFunctionTest::unasked).whole())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "summaries.read catalogue.write",
                "submissions",
                "submissions.write.not",
                "SUBMISSIONS.WRITE",
                "submissions.write,audit.read",
                "[submissions.write]",
            })
    void a_token_without_a_scope_of_the_route_is_refused(String scope) {
        assertThat(ask(READ.scope(scope), HttpFunctionTest::unasked).whole())
                .isEqualTo(
                        Answer.canonical(
                                """
                                {"statusCode": 403,
                                 "headers": {"content-type": "application/problem+json",
                                             "www-authenticate": "Bearer error=\\"insufficient_scope\\", scope=\\"audit.read submissions.write\\""},
                                 "body": {"type": "urn:patrol-ledger:problem:scope-missing",
                                          "title": "Scope missing", "status": 403,
                                          "detail": "This needs a right that your account does not have, one of those listed in scopes; the people who manage accounts can give it.",
                                          "scopes": ["audit.read", "submissions.write"]}}
                                """));
    }

    @Test
    void a_token_without_any_scope_is_refused() {
        assertThat(ask(READ.withoutClaim("scope"), HttpFunctionTest::unasked).problem())
                .isEqualTo("403 scope-missing");
    }

    @Test
    void any_one_of_the_scopes_of_the_route_is_enough() {
        assertThat(ask(READ.scope("audit.read"), HttpFunctionTest::fine).status()).isEqualTo(200);
        assertThat(ask(READ.scope("openid submissions.write"), HttpFunctionTest::fine).status())
                .isEqualTo(200);
    }
}
