package org.patrolledger.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patrolledger.lambda.HttpSettings;

/// Calls that read, and the settings of a stage.
class HttpReadingTest extends HttpFunctionFixture {
    // what reads

    @Test
    void head_is_answered_as_get_without_the_body() {
        var get = ask(READ, it -> HttpResponse.json(200, Map.of("id", 1)).tagged(3));
        var head =
                ask(READ.method("HEAD"), it -> HttpResponse.json(200, Map.of("id", 1)).tagged(3));

        assertThat(head.body()).isEmpty();
        assertThat(head.status()).isEqualTo(get.status());
        var expected = new HashMap<>(get.headers());
        expected.put("content-length", String.valueOf(get.body().length()));
        assertThat(head.headers()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "3"          | 304
                    W/"3"        | 304
                    "1", "3"     | 304
                    "1" , W/"3"  | 304
                    *            | 304
                    "1"          | 200
                    3            | 200
                    "3           | 200
                    "3", x       | 200
                    """,
            quoteCharacter = '\0')
    void what_the_client_has_is_not_sent_again(String ifNoneMatch, int status) {
        var answer =
                ask(
                        READ.header("if-none-match", ifNoneMatch),
                        it -> HttpResponse.json(200, Map.of("id", 1)).tagged(3));

        assertThat(answer.status()).isEqualTo(status);
        if (status == 304) {
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers())
                    .isEqualTo(Map.of("etag", "\"3\"", "cache-control", "private, no-cache"));
        }
    }

    @Test
    void what_shows_forms_is_not_stored_and_a_problem_has_no_cache_control() {
        assertThat(ask(READ, it -> fine(it).notStored()).header("cache-control"))
                .isEqualTo("no-store");
        assertThat(ask(READ.withoutToken(), HttpFunctionTest::unasked).headers())
                .doesNotContainKey("cache-control");
    }

    // the stage's settings

    @Test
    void with_a_prefix_only_scopes_that_have_it_count() {
        var cognito = new HttpSettings("patrol-ledger/", List.of());
        var function = function(cognito, HttpFunctionTest::fine);

        assertThat(READ.scope("patrol-ledger/audit.read").answeredBy(function).status())
                .isEqualTo(200);
        var refused = READ.scope("audit.read").answeredBy(function);
        assertThat(refused.problem()).isEqualTo("403 scope-missing");
        assertThat(refused.header("www-authenticate"))
                .contains("scope=\"patrol-ledger/audit.read patrol-ledger/submissions.write\"");
    }

    @Test
    void scp_is_read_where_scope_is_missing() {
        var entra = READ.withoutClaim("scope");

        assertThat(ask(entra.claim("scp", "audit.read openid"), HttpFunctionTest::fine).status())
                .isEqualTo(200);
        assertThat(ask(entra.claim("scp", "[openid audit.read]"), HttpFunctionTest::fine).status())
                .isEqualTo(200);
        assertThat(
                        ask(READ.scope("openid").claim("scp", "audit.read"), HttpFunctionTest::fine)
                                .problem())
                .isEqualTo("403 scope-missing");
    }

    @Test
    void with_a_secret_of_the_origin_nothing_is_answered_without_it() {
        var settings =
                HttpSettings.of(Map.of("ORIGIN_SECRET", "a".repeat(32) + "," + "b".repeat(32)));
        var function = function(settings, HttpFunctionTest::fine);

        for (var secret : List.of("a", "b")) {
            assertThat(
                            READ.header("x-origin-secret", secret.repeat(32))
                                    .answeredBy(function)
                                    .status())
                    .isEqualTo(200);
        }
        for (var secret : List.of("", "a", "c".repeat(32), "a".repeat(32) + "," + "b".repeat(32))) {
            assertThat(READ.header("x-origin-secret", secret).answeredBy(function).problem())
                    .isEqualTo("403 forbidden");
        }
        assertThat(READ.answeredBy(function).problem()).isEqualTo("403 forbidden");
        assertThat(READ.path("/nothing").answeredBy(function).problem()).isEqualTo("403 forbidden");
        assertThat(settings.toString()).doesNotContain("aaaa");
    }
}
