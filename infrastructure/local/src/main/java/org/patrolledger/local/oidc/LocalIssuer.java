package org.patrolledger.local.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.patrolledger.local.http.Api;
import org.patrolledger.local.http.HttpAnswer;
import org.patrolledger.local.http.Problems;
import org.patrolledger.local.http.Request;
import org.patrolledger.local.json.JsonTree;
import org.patrolledger.local.tokens.TokenIssuer;

/// OpenID Connect for the pages of this stack: discovery, authorize, token, keys, end of session.
public final class LocalIssuer implements Api {

    /// Where the issuer lies on the API's port.
    public static final String PATH = "/local/oidc";

    /// The one client.
    public static final String CLIENT = "patrol-ledger-site";

    private static final Duration ACCESS_LIFE = Duration.ofMinutes(15);
    private static final int LONGEST_BODY = 1 << 16;
    private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9-]{1,62}[a-z0-9]");
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    /// A page of this machine, on any port that a proxy or a test gave it.
    private static final Pattern CALLBACK =
            Pattern.compile("http://(?:127\\.0\\.0\\.1|localhost)(?::[0-9]{1,5})?/app/signed-in");

    private static final Pattern START =
            Pattern.compile("http://(?:127\\.0\\.0\\.1|localhost)(?::[0-9]{1,5})?/");

    private static final List<String> CARRIED =
            List.of("client_id", "redirect_uri", "state", "nonce", "scope", "code_challenge");

    private final TokenIssuer tokens;
    private final Grants grants;

    /// @param real the real time, by which codes and sessions live
    public LocalIssuer(TokenIssuer tokens, InstantSource real) {
        this.tokens = tokens;
        this.grants = new Grants(real);
    }

    @Override
    public HttpAnswer answer(Request request) throws IOException {
        String call = request.method() + request.path().substring(PATH.length());
        return switch (call) {
            case "GET/.well-known/openid-configuration" ->
                    shared(HttpAnswer.json(200, discovery()));
            case "GET/jwks" ->
                    shared(
                            HttpAnswer.json(
                                    200,
                                    JsonTree.read(
                                            tokens.publicKeys()
                                                    .toString()
                                                    .getBytes(StandardCharsets.UTF_8))));
            case "GET/authorize" -> asked(request.parameters());
            case "POST/authorize" -> chosen(form(request));
            case "POST/token" -> shared(token(form(request)));
            case "GET/end-session" -> ended(request.parameters());
            default -> Problems.notFound();
        };
    }

    /// Any page may read it: the API's own checks are what guards the ledger.
    private static HttpAnswer shared(HttpAnswer answer) {
        return answer.with("Access-Control-Allow-Origin", "*").with("Cache-Control", "no-store");
    }

    private JsonNode discovery() {
        String here = tokens.issuer();
        ObjectNode it =
                JsonTree.object()
                        .put("issuer", here)
                        .put("authorization_endpoint", here + "/authorize")
                        .put("token_endpoint", here + "/token")
                        .put("jwks_uri", here + "/jwks")
                        .put("end_session_endpoint", here + "/end-session")
                        .put("authorization_response_iss_parameter_supported", true);
        list(it, "response_types_supported", "code");
        list(it, "grant_types_supported", "authorization_code", "refresh_token");
        list(it, "subject_types_supported", "public");
        list(it, "id_token_signing_alg_values_supported", "ES256");
        list(it, "code_challenge_methods_supported", "S256");
        list(it, "token_endpoint_auth_methods_supported", "none");
        String all = "openid " + String.join(" ", tokens.scopes().values());
        list(
                it,
                "scopes_supported",
                Arrays.stream(all.split(" ")).distinct().toArray(String[]::new));
        return it;
    }

    private static void list(ObjectNode to, String name, String... values) {
        var array = to.putArray(name);
        for (String value : values) {
            array.add(value);
        }
    }

    private HttpAnswer asked(Map<String, String> asked) {
        String wrong = wrong(asked);
        if (!wrong.isEmpty()) {
            return html(400, "<!doctype html><title>Not a sign-in</title><p>" + wrong + "</p>");
        }
        Map<String, String> carried = new LinkedHashMap<>();
        CARRIED.forEach(name -> carried.put(name, asked.getOrDefault(name, "")));
        return html(200, AuthorizePage.of(tokens.scopes(), carried));
    }

    /// What is wrong with a request to sign in, in fixed words; empty where nothing is.
    private static String wrong(Map<String, String> asked) {
        if (!CLIENT.equals(asked.get("client_id"))) {
            return "client_id must be " + CLIENT + ".";
        }
        if (!CALLBACK.matcher(asked.getOrDefault("redirect_uri", "")).matches()) {
            return "redirect_uri must be /app/signed-in of a page on this machine.";
        }
        if (!CHALLENGE.matcher(asked.getOrDefault("code_challenge", "")).matches()) {
            return "code_challenge must be that of PKCE with S256.";
        }
        if (!asked.getOrDefault("response_type", "code").equals("code")
                || !asked.getOrDefault("code_challenge_method", "S256").equals("S256")) {
            return "response_type must be code, and code_challenge_method S256.";
        }
        return "";
    }

    private HttpAnswer chosen(Map<String, String> form) {
        String role = form.getOrDefault("role", "");
        String organisation = form.getOrDefault("organisation", "").strip();
        String person = form.getOrDefault("person", "").strip();
        String scopes = tokens.scopes().get(role);
        boolean named = person.isEmpty() || SLUG.matcher(person).matches();
        if (!wrong(form).isEmpty()
                || scopes == null
                || !SLUG.matcher(organisation).matches()
                || !named) {
            return html(
                    400,
                    "<!doctype html><title>Not a sign-in</title><p>Go back and choose a role, an organisation by its"
                            + " identifier, and a person in small letters or none.</p>");
        }
        List<String> wanted = List.of(form.getOrDefault("scope", "").split(" "));
        String granted =
                Arrays.stream(scopes.split(" "))
                        .filter(wanted::contains)
                        .collect(Collectors.joining(" "));
        String subject =
                TokenIssuer.subject(role, organisation) + (person.isEmpty() ? "" : "-" + person);
        String redirect = form.getOrDefault("redirect_uri", "");
        String code =
                grants.code(
                        new Grants.Choice(
                                subject,
                                organisation,
                                granted,
                                redirect,
                                form.getOrDefault("code_challenge", ""),
                                form.getOrDefault("nonce", "")));
        String to =
                redirect
                        + "?code="
                        + encoded(code)
                        + "&state="
                        + encoded(form.getOrDefault("state", ""))
                        + "&iss="
                        + encoded(tokens.issuer());
        return redirect(to);
    }

    private HttpAnswer token(Map<String, String> form) {
        if (!CLIENT.equals(form.get("client_id"))) {
            return refused(401, "invalid_client");
        }
        return switch (form.getOrDefault("grant_type", "")) {
            case "authorization_code" ->
                    answered(
                            grants.exchange(
                                    form.getOrDefault("code", ""),
                                    form.getOrDefault("redirect_uri", ""),
                                    form.getOrDefault("code_verifier", "")));
            case "refresh_token" ->
                    answered(grants.refresh(form.getOrDefault("refresh_token", "")));
            default -> refused(400, "unsupported_grant_type");
        };
    }

    private HttpAnswer answered(Optional<Grants.Grant> grant) {
        if (grant.isEmpty()) {
            return refused(400, "invalid_grant");
        }
        Grants.Choice choice = grant.get().choice();
        ObjectNode it =
                JsonTree.object()
                        .put("token_type", "Bearer")
                        .put("expires_in", ACCESS_LIFE.toSeconds())
                        .put("scope", choice.scope())
                        .put(
                                "access_token",
                                tokens.accessToken(
                                        choice.subject(),
                                        choice.organisation(),
                                        choice.scope(),
                                        ACCESS_LIFE))
                        .put("refresh_token", grant.get().refreshToken())
                        .put(
                                "id_token",
                                tokens.idToken(
                                        choice.subject(),
                                        choice.organisation(),
                                        CLIENT,
                                        choice.nonce(),
                                        grant.get().session()));
        return HttpAnswer.json(200, it);
    }

    private static HttpAnswer refused(int status, String error) {
        return HttpAnswer.json(status, JsonTree.object().put("error", error));
    }

    private HttpAnswer ended(Map<String, String> asked) {
        try {
            String session =
                    SignedJWT.parse(asked.getOrDefault("id_token_hint", ""))
                            .getJWTClaimsSet()
                            .getStringClaim("sid");
            if (session != null) {
                grants.end(session);
            }
        } catch (ParseException e) {
            // Without a hint there is no session to end.
        }
        String to = asked.getOrDefault("post_logout_redirect_uri", "");
        return redirect(
                START.matcher(to).matches()
                        ? to
                        : URI.create(tokens.issuer()).resolve("/").toString());
    }

    private static Map<String, String> form(Request request) throws IOException {
        try {
            String body = new String(request.body(LONGEST_BODY), StandardCharsets.UTF_8);
            return Request.parameters(body);
        } catch (Request.TooLarge e) {
            return Map.of();
        }
    }

    private static HttpAnswer redirect(String to) {
        return HttpAnswer.empty(303).with("Location", to).with("Cache-Control", "no-store");
    }

    private static HttpAnswer html(int status, String page) {
        return new HttpAnswer(
                        status,
                        List.of(new HttpAnswer.Header("Content-Type", "text/html; charset=utf-8")),
                        page.getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-store")
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; frame-ancestors 'none'");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
