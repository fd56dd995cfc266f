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
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes the bearer tokens of the local stack, with a key that stays in the data folder so that a
/// token outlives a restart.
public final class TokenIssuer {

    /// The issuer in every token, a name that can exist nowhere else (RFC 6761).
    public static final String ISSUER = "https://issuer.patrol-ledger.test";

    /// The audience of every token.
    public static final String AUDIENCE = "patrol-ledger";

    private static final Duration LIFE = Duration.ofHours(12);

    private static final Map<String, String> SCOPES_BY_ROLE = scopesByRole();

    private final ECKey key;
    private final InstantSource real;

    private TokenIssuer(ECKey key, InstantSource real) {
        this.key = key;
        this.real = real;
    }

    private static Map<String, String> scopesByRole() {
        Map<String, String> scopes = new LinkedHashMap<>();
        scopes.put("submitter", "submissions.write");
        scopes.put("lead", "summaries.read");
        scopes.put("auditor", "summaries.read audit.read");
        scopes.put("administrator", "catalogue.write summaries.read submissions.write");
        return scopes;
    }

    /// The issuer whose key is in `file`; the first time, it is made.
    ///
    /// @param real the real time, by which tokens live
    /// @throws IOException if the file cannot be read or holds no key
    public static TokenIssuer open(Path file, InstantSource real) throws IOException {
        try {
            if (Files.exists(file)) {
                return new TokenIssuer(ECKey.parse(Files.readString(file)), real);
            }
            ECKey key =
                    new ECKeyGenerator(Curve.P_256)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.ES256)
                            .keyIDFromThumbprint(true)
                            .generate();
            KeyFiles.write(file, key.toJSONString());
            return new TokenIssuer(key, real);
        } catch (ParseException | JOSEException e) {
            throw new IOException("no key of a token issuer is in " + file, e);
        }
    }

    /// The keys that verify the tokens.
    public JWKSet publicKeys() {
        return new JWKSet(key.toPublicJWK());
    }

    /// One token by role: `submitter`, `lead`, `auditor`, `administrator`, all of one organisation.
    public Map<String, String> tokens(String organisation) {
        Map<String, String> tokens = new LinkedHashMap<>();
        SCOPES_BY_ROLE.forEach((role, scope) -> tokens.put(role, token(role, scope, organisation)));
        return tokens;
    }

    private String token(String role, String scope, String organisation) {
        Instant now = real.instant();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience(AUDIENCE)
                        .subject(role + "-of-" + organisation)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(LIFE)))
                        .claim("scope", scope)
                        .claim("organisation", organisation)
                        .build();
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
