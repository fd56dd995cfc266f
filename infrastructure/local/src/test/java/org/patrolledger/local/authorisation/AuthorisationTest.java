package org.patrolledger.local.authorisation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patrolledger.lambda.http.Route;
import org.patrolledger.lambda.http.Routes;
import org.patrolledger.lambda.http.Scope;
import org.patrolledger.local.LedgerHandlers;
import org.patrolledger.local.Stack;
import org.patrolledger.local.StackSettings;
import org.patrolledger.local.authorisation.AuthorisationTable.Row;
import org.patrolledger.local.authorisation.LedgerCalls.Call;
import org.patrolledger.local.json.JsonTree;
import org.patrolledger.local.oidc.LocalIssuer;
import org.patrolledger.local.tokens.TokenIssuer;

/// Every call of the API by everybody who might make it, against `events/authorisation.md`, on a
/// stack of the real functions behind the authorizer. `-Dgolden.write=true` writes the table anew,
/// for the difference to be read.
class AuthorisationTest {
    private static final Instant BEFORE = Instant.parse("2023-02-06T05:00:00Z");
    private static final Instant PUBLISHED = Instant.parse("2023-02-06T07:00:00Z");
    private static final Duration LIFE = Duration.ofHours(1);

    private static final Map<Caller, String> TOKENS = new EnumMap<>(Caller.class);

    /// What each caller was answered, and to `HEAD` in place of `GET`.
    private static final Map<Row, Map<Caller, HttpResponse<String>>> ANSWERS =
            new LinkedHashMap<>();

    private static final Map<Row, Map<Caller, Integer>> HEADS = new LinkedHashMap<>();

    private static Stack stack;

    @BeforeAll
    static void ask(@TempDir Path data) throws Exception {
        stack = Stack.start(StackSettings.passing(data, BEFORE), LedgerHandlers::of);
        tokens(
                issuer(data.resolve("keys").resolve("tokens.jwk")),
                issuer(data.resolve("another.jwk")));
        var calls =
                new LedgerCalls(
                        stack,
                        TOKENS.get(Caller.WRITES),
                        TOKENS.get(Caller.ADMINISTERS),
                        TOKENS.get(Caller.AUDITS));
        calls.makeOperation();
        calls.makeSubmission();
        stack.moveTo(PUBLISHED);
        for (var row : calls.all().entrySet()) {
            var answers = new EnumMap<Caller, HttpResponse<String>>(Caller.class);
            var heads = new EnumMap<Caller, Integer>(Caller.class);
            for (var caller : Caller.values()) {
                Call call = row.getValue().prepare();
                var token = TOKENS.get(caller);
                answers.put(caller, calls.send(call, token));
                if (call.method().equals("GET")) {
                    heads.put(caller, calls.send(call.as("HEAD"), token).statusCode());
                }
            }
            ANSWERS.put(row.getKey(), answers);
            HEADS.put(row.getKey(), heads);
        }
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    private static TokenIssuer issuer(Path key) throws IOException {
        return TokenIssuer.open(key, stack.uri() + LocalIssuer.PATH, InstantSource.system());
    }

    private static void tokens(TokenIssuer issuer, TokenIssuer other) {
        for (var caller : Caller.values()) {
            var from = caller == Caller.FORGED ? other : issuer;
            var life = caller == Caller.EXPIRED ? Duration.ofMinutes(-1) : LIFE;
            TOKENS.put(
                    caller,
                    caller == Caller.NOBODY
                            ? ""
                            : from.accessToken(
                                    caller.title(), caller.organisation(), caller.scopes(), life));
        }
    }

    private static Map<Row, Map<Caller, Integer>> statuses() {
        var statuses = new LinkedHashMap<Row, Map<Caller, Integer>>();
        ANSWERS.forEach((row, answers) -> {
            var map = new EnumMap<Caller, Integer>(Caller.class);
            answers.forEach((caller, answer) -> map.put(caller, answer.statusCode()));
            statuses.put(row, map);
        });
        return statuses;
    }

    @Test
    void everybody_is_answered_as_the_table_says() throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            AuthorisationTable.write(statuses());
        }

        assertThat(AuthorisationTable.callers())
                .isEqualTo(Arrays.stream(Caller.values()).map(Caller::title).toList());
        assertThat(statuses()).isEqualTo(AuthorisationTable.read());
    }

    @Test
    void every_call_of_the_api_has_a_row() throws IOException {
        var rows = AuthorisationTable.read().keySet().stream().map(Row::call).collect(toSet());

        assertThat(rows)
                .containsAll(Routes.ALL.stream().map(Route::key).collect(toSet()))
                .contains("GET /openapi.yaml", "GET /schemas/{name}");
    }

    @Test
    void head_is_answered_as_get_is() {
        HEADS.forEach((row, heads) ->
                heads.forEach((caller, status) ->
                        assertThat(status)
                                .as("HEAD for %s, by %s", row, caller.title())
                                .isEqualTo(ANSWERS.get(row).get(caller).statusCode())));
    }

    /// The table cannot be loosened without a change of the routes: a token with none of a call's
    /// scopes is refused, and the answer names those that would do.
    @Test
    void none_of_the_scopes_is_never_enough() throws IOException {
        for (Route route : Routes.ALL) {
            for (var row : rowsOf(route)) {
                for (var caller : Caller.values()) {
                    var answer = ANSWERS.get(row).get(caller);
                    var held = Scope.ofClaim(caller.scopes(), "");
                    if (route.open()) {
                        assertThat(answer.statusCode()).as("%s %s", row, caller).isNotIn(401, 403);
                    } else if (!caller.known()) {
                        assertThat(answer.statusCode()).as("%s %s", row, caller).isEqualTo(401);
                    } else if (route.scopes().stream().noneMatch(held::contains)) {
                        assertThat(answer.statusCode()).as("%s %s", row, caller).isEqualTo(403);
                        assertThat(scopesNamed(answer))
                                .as("%s %s", row, caller)
                                .isNotEmpty()
                                .isSubsetOf(
                                        route.scopes().stream().map(Scope::text).collect(toSet()));
                    }
                }
            }
        }
    }

    /// What is refused says nothing of what is there.
    @Test
    void another_organisation_gets_nothing_of_this_one() {
        ANSWERS.forEach((row, answers) -> {
            for (var caller :
                    new Caller[] {Caller.WRITES_ELSEWHERE, Caller.ADMINISTERS_ELSEWHERE}) {
                var answer = answers.get(caller);
                if (row.call().startsWith("GET /submissions") || answer.statusCode() >= 400) {
                    assertThat(answer.body())
                            .as("%s %s", row, caller)
                            .doesNotContain("foot-patrol", "\"receipt\"", "\"arrests\"");
                }
            }
        });
    }

    private static List<Row> rowsOf(Route route) {
        return ANSWERS.keySet().stream().filter(it -> it.call().equals(route.key())).toList();
    }

    private static TreeSet<String> scopesNamed(HttpResponse<String> answer) throws IOException {
        var named = JsonTree.read(answer.body().getBytes(UTF_8)).path("scopes");
        return named.valueStream().map(it -> it.asText()).collect(toCollection(TreeSet::new));
    }
}
