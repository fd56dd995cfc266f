package org.patrolledger.local.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks a bearer token as a JWT authorizer of API Gateway does: its signature (RS256 or ES256, by
/// a key of the issuer's), `iss`, `aud` or where it is missing `client_id`, `exp` and `nbf`, by
/// real time and without leeway.
public final class JwtAuthorizer {

    private static final int REMEMBERED = 256;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final DefaultJWTClaimsVerifier<SecurityContext> claimsVerifier;

    /// The claims of tokens whose signature was found good, the latest used last: a client sends
    /// the same token with every call, and only its signature is dear to check.
    private final Map<String, JWTClaimsSet> signed =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, JWTClaimsSet> it) {
                            return size() > REMEMBERED;
                        }
                    });

    /// What became of a token.
    public sealed interface Decision {

        /// The token is good.
        record Accepted(JWTClaimsSet claims, List<String> scopes) implements Decision {}

        /// There is no bearer token.
        record Missing() implements Decision {}

        /// There is one, and it is not good.
        record Refused() implements Decision {}
    }

    /// @param keys the issuer's public keys
    public JwtAuthorizer(String issuer, String audience, JWKSet keys) {
        this(issuer, audience, keys, InstantSource.system());
    }

    /// With a clock that a test can move.
    JwtAuthorizer(String issuer, String audience, JWKSet keys, InstantSource clock) {
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(
                        JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(
                        Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256),
                        new ImmutableJWKSet<>(keys)));
        claimsVerifier =
                new DefaultJWTClaimsVerifier<>(
                        // No audience is one of those that are accepted here; see below.
                        new HashSet<>(Arrays.asList(audience, null)),
                        new JWTClaimsSet.Builder().issuer(issuer).build(),
                        Set.of("exp", "sub"),
                        null) {
                    @Override
                    public void verify(JWTClaimsSet claims, @Nullable SecurityContext context)
                            throws BadJWTException {
                        super.verify(claims, context);
                        if (claims.getAudience().isEmpty()
                                && !audience.equals(claims.getClaim("client_id"))) {
                            throw new BadJWTException("neither audience nor client");
                        }
                    }

                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        claimsVerifier.setMaxClockSkew(0);
        processor.setJWTClaimsSetVerifier(claimsVerifier);
    }

    /// Decides on an `Authorization` header, empty where there is none.
    public Decision decide(String authorization) {
        String[] words = authorization.strip().split(" +", -1);
        if (words.length != 2 || !words[0].equalsIgnoreCase("Bearer")) {
            return new Decision.Missing();
        }
        try {
            JWTClaimsSet claims = verified(words[1]);
            String scope = claims.getStringClaim("scope");
            List<String> scopes =
                    scope == null || scope.isBlank()
                            ? List.of()
                            : Arrays.asList(scope.strip().split(" +", -1));
            return new Decision.Accepted(claims, scopes);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return new Decision.Refused();
        }
    }

    private JWTClaimsSet verified(String token)
            throws ParseException, BadJOSEException, JOSEException {
        JWTClaimsSet claims = signed.get(token);
        if (claims != null) {
            claimsVerifier.verify(claims, null);
            return claims;
        }
        claims = processor.process(token, null);
        signed.put(token, claims);
        return claims;
    }
}
