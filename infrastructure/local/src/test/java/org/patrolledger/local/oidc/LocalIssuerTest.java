package org.patrolledger.local.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patrolledger.local.http.HttpAnswer;
import org.patrolledger.local.http.Request;
import org.patrolledger.local.json.JsonTree;
import org.patrolledger.local.tokens.JwtAuthorizer;
import org.patrolledger.local.tokens.TokenIssuer;

class LocalIssuerTest {

    private static final String HERE = "http://127.0.0.1:8080/local/oidc";
    private static final String CALLBACK = "http://localhost:8080/app/signed-in";
    private static final String VERIFIER = "a-verifier-of-forty-three-characters-or-more-123";

    @TempDir private Path folder;

    private Instant now = Instant.now();
    private TokenIssuer tokens;
    private LocalIssuer issuer;

    @BeforeEach
    void open() throws IOException {
        tokens = TokenIssuer.open(folder.resolve("tokens.jwk"), HERE, () -> now);
        issuer = new LocalIssuer(tokens, () -> now);
    }

    @Test
    void a_code_and_its_verifier_give_tokens_that_the_api_accepts() throws Exception {
        JsonNode answer = JsonTree.read(exchange(code("submitter", "open-road")).body());

        var authorizer = new JwtAuthorizer(HERE, TokenIssuer.AUDIENCE, tokens.publicKeys());
        var decision = authorizer.decide("Bearer " + answer.path("access_token").asText());
        assertThat(decision).isInstanceOf(JwtAuthorizer.Decision.Accepted.class);
        var accepted = (JwtAuthorizer.Decision.Accepted) decision;
        assertThat(accepted.scopes()).containsExactly("submissions.write");
        assertThat(accepted.claims().getStringClaim("organisation")).isEqualTo("open-road");
        assertThat(accepted.claims().getSubject()).isEqualTo("submitter-of-open-road");
        assertThat(answer.path("id_token").asText()).isNotEmpty();
    }

    @Test
    void a_role_gets_no_scope_that_was_not_asked_for() throws Exception {
        String code =
                code("administrator", "essex-police", Map.of("scope", "openid submissions.write"));

        assertThat(JsonTree.read(exchange(code).body()).path("scope").asText())
                .isEqualTo("submissions.write");
    }

    @Test
    void a_code_that_is_used_twice_ends_what_came_of_it() throws Exception {
        String code = code("submitter", "essex-police");
        String refresh = JsonTree.read(exchange(code).body()).path("refresh_token").asText();

        assertThat(exchange(code).status()).isEqualTo(400);
        assertThat(refresh(refresh).status()).isEqualTo(400);
    }

    @Test
    void a_code_is_good_for_a_minute_and_for_its_own_verifier_and_address() {
        assertThat(
                        post(
                                        "/token",
                                        Map.of(
                                                "grant_type",
                                                "authorization_code",
                                                "client_id",
                                                LocalIssuer.CLIENT,
                                                "code",
                                                code("submitter", "essex-police"),
                                                "redirect_uri",
                                                CALLBACK,
                                                "code_verifier",
                                                VERIFIER + "4"))
                                .status())
                .isEqualTo(400);
        String late = code("submitter", "essex-police");
        now = now.plus(Duration.ofSeconds(61));
        assertThat(exchange(late).status()).isEqualTo(400);
    }

    @Test
    void a_refresh_token_is_good_once_and_its_second_use_ends_the_session() throws Exception {
        JsonNode first = JsonTree.read(exchange(code("auditor", "essex-police")).body());
        HttpAnswer second = refresh(first.path("refresh_token").asText());
        assertThat(second.status()).isEqualTo(200);

        assertThat(refresh(first.path("refresh_token").asText()).status()).isEqualTo(400);
        HttpAnswer third = refresh(JsonTree.read(second.body()).path("refresh_token").asText());
        assertThat(third.status()).isEqualTo(400);
        assertThat(JsonTree.read(third.body()).path("error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void a_session_lasts_twelve_hours_however_often_it_is_refreshed() throws Exception {
        JsonNode answer = JsonTree.read(exchange(code("submitter", "essex-police")).body());
        now = now.plus(Duration.ofHours(11));
        answer = JsonTree.read(refresh(answer.path("refresh_token").asText()).body());
        now = now.plus(Duration.ofHours(2));

        assertThat(refresh(answer.path("refresh_token").asText()).status()).isEqualTo(400);
    }

    @Test
    void the_end_of_the_session_ends_its_refresh_token() throws Exception {
        JsonNode answer = JsonTree.read(exchange(code("submitter", "essex-police")).body());

        HttpAnswer ended =
                get(
                        "/end-session",
                        Map.of(
                                "id_token_hint",
                                answer.path("id_token").asText(),
                                "post_logout_redirect_uri",
                                "http://localhost:8080/"));

        assertThat(header(ended, "Location")).isEqualTo("http://localhost:8080/");
        assertThat(refresh(answer.path("refresh_token").asText()).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "redirect_uri, http://127.0.0.1.example.org/app/signed-in",
        "redirect_uri, https://127.0.0.1/app/signed-in",
        "redirect_uri, http://127.0.0.1:8080/app/signed-in/x",
        "redirect_uri, http://127.0.0.1:8080@example.org/app/signed-in",
        "client_id, another",
        "code_challenge, short",
        "response_type, token",
        "code_challenge_method, plain"
    })
    void what_is_not_a_sign_in_of_the_site_gets_no_page(String name, String value) {
        var asked = asked();
        asked.put(name, value);

        assertThat(get("/authorize", asked).status()).isEqualTo(400);
    }

    @Test
    void the_page_carries_no_markup_of_the_request() {
        var asked = asked();
        asked.put("state", "\"><script>alert(1)</script>");

        assertThat(new String(get("/authorize", asked).body(), StandardCharsets.UTF_8))
                .contains("no password")
                .doesNotContain("<script>");
    }

    @Test
    void an_end_of_the_session_leads_only_to_a_page_on_this_machine() {
        assertThat(
                        header(
                                get(
                                        "/end-session",
                                        Map.of("post_logout_redirect_uri", "https://example.org/")),
                                "Location"))
                .isEqualTo("http://127.0.0.1:8080/");
    }

    private static Map<String, String> asked() {
        return new java.util.LinkedHashMap<>(
                Map.of(
                        "client_id", LocalIssuer.CLIENT,
                        "redirect_uri", CALLBACK,
                        "response_type", "code",
                        "state", "a-state",
                        "nonce", "a-nonce",
                        "scope", "openid submissions.write summaries.read audit.read",
                        "code_challenge", challenge(),
                        "code_challenge_method", "S256"));
    }

    private static String challenge() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String code(String role, String organisation) {
        return code(role, organisation, Map.of());
    }

    private String code(String role, String organisation, Map<String, String> more) {
        var form = asked();
        form.put("role", role);
        form.put("organisation", organisation);
        form.putAll(more);
        HttpAnswer answer = post("/authorize", form);
        assertThat(answer.status()).isEqualTo(303);
        var query = Request.parameters(URI.create(header(answer, "Location")).getRawQuery());
        assertThat(query).containsEntry("state", "a-state").containsEntry("iss", HERE);
        return query.get("code");
    }

    private HttpAnswer exchange(String code) {
        return post(
                "/token",
                Map.of(
                        "grant_type", "authorization_code",
                        "client_id", LocalIssuer.CLIENT,
                        "code", code,
                        "redirect_uri", CALLBACK,
                        "code_verifier", VERIFIER));
    }

    private HttpAnswer refresh(String token) {
        return post(
                "/token",
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        LocalIssuer.CLIENT,
                        "refresh_token",
                        token));
    }

    private static String header(HttpAnswer answer, String name) {
        return answer.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(HttpAnswer.Header::value)
                .collect(Collectors.joining());
    }

    private HttpAnswer get(String path, Map<String, String> query) {
        return send("GET", path, encoded(query), "");
    }

    private HttpAnswer post(String path, Map<String, String> form) {
        return send("POST", path, "", encoded(form));
    }

    private HttpAnswer send(String method, String path, String query, String body) {
        try {
            return issuer.answer(
                    new Request(
                            method,
                            LocalIssuer.PATH + path,
                            query,
                            "HTTP/1.1",
                            Map.<String, List<String>>of(),
                            "127.0.0.1",
                            new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(it ->
                        it.getKey()
                                + "="
                                + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
