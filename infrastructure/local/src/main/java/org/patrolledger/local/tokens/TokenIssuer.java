package org.patrolledger.local.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes the bearer tokens of the local stack, with a key that stays in the data folder so that a
/// token outlives a restart.
public final class TokenIssuer {

    /// The audience of every token.
    public static final String AUDIENCE = "patrol-ledger";

    private static final Duration LIFE = Duration.ofHours(12);

    private static final Map<String, String> SCOPES_BY_ROLE = scopesByRole();

    private final ECKey key;
    private final String issuer;
    private final InstantSource real;

    private TokenIssuer(ECKey key, String issuer, InstantSource real) {
        this.key = key;
        this.issuer = issuer;
        this.real = real;
    }

    private static Map<String, String> scopesByRole() {
        Map<String, String> scopes = new LinkedHashMap<>();
        scopes.put("submitter", "submissions.write");
        scopes.put("lead", "summaries.read");
        scopes.put("auditor", "summaries.read audit.read");
        scopes.put("administrator", "catalogue.write summaries.read submissions.write");
        scopes.put("supervisor", "submissions.write summaries.read audit.read");
        return Collections.unmodifiableMap(scopes);
    }

    /// The issuer whose key is in `file`; the first time, it is made.
    ///
    /// @param issuer the `iss` of every token
    /// @param real the real time, by which tokens live
    /// @throws IOException if the file cannot be read or holds no key
    public static TokenIssuer open(Path file, String issuer, InstantSource real)
            throws IOException {
        try {
            if (Files.exists(file)) {
                return new TokenIssuer(ECKey.parse(Files.readString(file)), issuer, real);
            }
            ECKey key =
                    new ECKeyGenerator(Curve.P_256)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.ES256)
                            .keyIDFromThumbprint(true)
                            .generate();
            KeyFiles.write(file, key.toJSONString());
            return new TokenIssuer(key, issuer, real);
        } catch (ParseException | JOSEException e) {
            throw new IOException("no key of a token issuer is in " + file, e);
        }
    }

    /// The keys that verify the tokens.
    public JWKSet publicKeys() {
        return new JWKSet(key.toPublicJWK());
    }

    /// One token by role: `submitter`, `lead`, `auditor`, `administrator` and `supervisor`, all of
    /// one organisation.
    public Map<String, String> tokens(String organisation) {
        Map<String, String> tokens = new LinkedHashMap<>();
        SCOPES_BY_ROLE.forEach((role, scope) ->
                tokens.put(
                        role, accessToken(subject(role, organisation), organisation, scope, LIFE)));
        return tokens;
    }

    /// The roles that have ready tokens and can sign in to the pages, and the scopes of each,
    /// separated by spaces.
    public Map<String, String> scopes() {
        return SCOPES_BY_ROLE;
    }

    /// The `iss` of every token.
    public String issuer() {
        return issuer;
    }

    /// The `sub` of a role's tokens.
    public static String subject(String role, String organisation) {
        return role + "-of-" + organisation;
    }

    /// A bearer token of the API.
    ///
    /// @param scope separated by spaces
    public String accessToken(String subject, String organisation, String scope, Duration life) {
        return signed(
                claims(subject, AUDIENCE, life)
                        .claim("scope", scope)
                        .claim("organisation", organisation)
                        .build());
    }

    /// A token that says to a client who signed in.
    ///
    /// @param nonce the client's, empty where it sent none
    /// @param session what the client names to end it
    public String idToken(
            String subject, String organisation, String client, String nonce, String session) {
        var claims =
                claims(subject, client, LIFE)
                        .claim("organisation", organisation)
                        .claim("sid", session);
        return signed(nonce.isEmpty() ? claims.build() : claims.claim("nonce", nonce).build());
    }

    private JWTClaimsSet.Builder claims(String subject, String audience, Duration life) {
        Instant now = real.instant();
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .subject(subject)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)));
    }

    private String signed(JWTClaimsSet claims) {
        var header =
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("the stack's own key signs", e);
        }
        return token.serialize();
    }
}
