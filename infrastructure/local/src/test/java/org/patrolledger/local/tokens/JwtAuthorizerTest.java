package org.patrolledger.local.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.patrolledger.local.tokens.JwtAuthorizer.Decision;

class JwtAuthorizerTest {

    private static final RSAKey RSA = rsa();
    private static final ECKey EC = ec();
    private static final ECKey STRANGER = ec();

    /// Whole seconds, as a token counts.
    private static final Instant START = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private Instant now = START;

    private final JwtAuthorizer authorizer =
            new JwtAuthorizer(
                    "https://issuer",
                    "ledger",
                    new JWKSet(List.of(RSA, EC)).toPublicJWKSet(),
                    () -> now);

    @Test
    void rs256_and_es256_are_accepted() throws Exception {
        for (String token : List.of(rs256(claims -> {}), es256(EC, claims -> {}))) {
            assertThat(authorizer.decide("Bearer " + token))
                    .isInstanceOfSatisfying(
                            Decision.Accepted.class,
                            it -> {
                                assertThat(it.claims().getSubject()).isEqualTo("ann");
                                assertThat(it.scopes()).containsExactly("a.read", "b.write");
                            });
        }
    }

    @Test
    void the_scheme_is_read_in_any_case_and_an_access_tokens_type_is_fine() throws Exception {
        var header =
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(EC.getKeyID())
                        .build();

        assertThat(decide("bearer " + signed(header, new ECDSASigner(EC), claims -> {})))
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void another_issuer_or_audience_is_refused() throws Exception {
        refused(es256(EC, claims -> claims.issuer("https://issuer/")));
        refused(es256(EC, claims -> claims.issuer(null)));
        refused(es256(EC, claims -> claims.audience("other")));
        refused(es256(EC, claims -> claims.audience(List.of())));
        assertThat(decide("Bearer " + es256(EC, claims -> claims.audience(List.of("x", "ledger")))))
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void a_client_stands_in_for_an_audience_that_is_missing() throws Exception {
        assertThat(decide("Bearer " + es256(EC, ofClient("ledger", List.of()))))
                .isInstanceOf(Decision.Accepted.class);
        refused(es256(EC, ofClient("other", List.of())));
        refused(es256(EC, ofClient("ledger", List.of("other"))));
        assertThat(decide("Bearer " + es256(EC, ofClient("other", List.of("ledger")))))
                .isInstanceOf(Decision.Accepted.class);
    }

    private static Consumer<JWTClaimsSet.Builder> ofClient(String client, List<String> audience) {
        return claims -> claims.audience(audience).claim("client_id", client);
    }

    @Test
    void a_token_out_of_its_time_is_refused_without_leeway() throws Exception {
        refused(es256(EC, claims -> claims.expirationTime(in(-1))));
        refused(es256(EC, claims -> claims.expirationTime(in(0))));
        refused(es256(EC, claims -> claims.expirationTime(null)));
        refused(es256(EC, claims -> claims.notBeforeTime(in(30))));
        assertThat(decide("Bearer " + es256(EC, claims -> claims.notBeforeTime(in(-1)))))
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void a_token_nobody_of_ours_signed_is_refused() throws Exception {
        refused(es256(STRANGER, claims -> {}));
        refused(new PlainJWT(claims(it -> {})).serialize());
        byte[] publicKey = RSA.toRSAPublicKey().getEncoded();
        refused(
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(RSA.getKeyID()).build(),
                        new MACSigner(publicKey),
                        claims -> {}));
        refused(
                signed(
                        new JWSHeader.Builder(JWSAlgorithm.PS256).keyID(RSA.getKeyID()).build(),
                        new RSASSASigner(RSA),
                        claims -> {}));
    }

    @Test
    void a_token_that_was_good_is_refused_once_it_expires() throws Exception {
        String token = es256(EC, claims -> claims.expirationTime(in(2)));
        assertThat(decide("Bearer " + token)).isInstanceOf(Decision.Accepted.class);
        assertThat(decide("Bearer " + token)).isInstanceOf(Decision.Accepted.class);

        now = START.plusMillis(1_999);
        assertThat(decide("Bearer " + token)).isInstanceOf(Decision.Accepted.class);
        now = START.plusSeconds(2);

        refused(token);
    }

    @Test
    void a_token_that_was_changed_is_refused_wherever_it_was() throws Exception {
        String token = es256(EC, claims -> {});
        int payload = token.indexOf('.') + 1;
        int signature = token.lastIndexOf('.') + 1;
        for (int at : new int[] {2, payload + 5, signature + 5}) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            refused(token.substring(0, at) + other + token.substring(at + 1));
        }
        refused(token.substring(0, signature));
        refused("not.a.token");
        refused("x");
    }

    @Test
    void a_token_without_scopes_has_none() throws Exception {
        assertThat(decide("Bearer " + es256(EC, claims -> claims.claim("scope", null))))
                .isInstanceOfSatisfying(
                        Decision.Accepted.class, it -> assertThat(it.scopes()).isEmpty());
    }

    @Test
    void no_bearer_token_is_missing_not_refused() {
        for (String header : List.of("", "Bearer", "Bearer ", "Basic YTpi", "Bearer a b")) {
            assertThat(decide(header)).isInstanceOf(Decision.Missing.class);
        }
    }

    private Decision decide(String header) {
        return authorizer.decide(header);
    }

    private void refused(String token) {
        assertThat(decide("Bearer " + token)).isInstanceOf(Decision.Refused.class);
    }

    private static String rs256(Consumer<JWTClaimsSet.Builder> change) throws Exception {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(RSA.getKeyID()).build();
        return signed(header, new RSASSASigner(RSA), change);
    }

    private static String es256(ECKey key, Consumer<JWTClaimsSet.Builder> change) throws Exception {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
        return signed(header, new ECDSASigner(key), change);
    }

    private static String signed(
            JWSHeader header, JWSSigner signer, Consumer<JWTClaimsSet.Builder> change)
            throws Exception {
        var token = new SignedJWT(header, claims(change));
        token.sign(signer);
        return token.serialize();
    }

    private static JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer("https://issuer")
                        .audience("ledger")
                        .subject("ann")
                        .expirationTime(in(60))
                        .claim("scope", "a.read b.write");
        change.accept(claims);
        return claims.build();
    }

    private static Date in(int seconds) {
        return Date.from(START.plusSeconds(seconds));
    }

    private static RSAKey rsa() {
        try {
            return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey ec() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
