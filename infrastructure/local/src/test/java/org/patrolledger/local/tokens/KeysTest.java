package org.patrolledger.local.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patrolledger.local.tokens.JwtAuthorizer.Decision;

class KeysTest {

    private static final String ISSUER = "http://127.0.0.1:8080/local/oidc";

    @TempDir Path folder;

    @Test
    void a_token_outlives_the_issuer_that_made_it() throws Exception {
        Path file = folder.resolve("tokens.jwk");
        String token =
                TokenIssuer.open(file, ISSUER, InstantSource.system())
                        .tokens("open-road")
                        .get("lead");

        TokenIssuer later = TokenIssuer.open(file, ISSUER, InstantSource.system());

        assertThat(
                        new JwtAuthorizer(ISSUER, TokenIssuer.AUDIENCE, later.publicKeys())
                                .decide("Bearer " + token))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(later.publicKeys().getKeys()).noneMatch(key -> key.isPrivate());
    }

    @Test
    void a_file_that_holds_no_key_is_not_overwritten() throws Exception {
        Path file = Files.writeString(folder.resolve("tokens.jwk"), "{}");

        assertThatThrownBy(() -> TokenIssuer.open(file, ISSUER, InstantSource.system()))
                .isInstanceOf(IOException.class);
        assertThat(file).hasContent("{}");
    }

    @Test
    void the_signing_key_is_pkcs8_pem_of_a_p256_key_and_made_once() throws Exception {
        Path file = folder.resolve("signing-key.pem");

        KeyFiles.ensureSigningKey(file);
        String pem = Files.readString(file);
        KeyFiles.ensureSigningKey(file);

        assertThat(file).hasContent(pem);
        assertThat(pem).startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
        var key =
                (ECPrivateKey)
                        KeyFactory.getInstance("EC")
                                .generatePrivate(
                                        new PKCS8EncodedKeySpec(
                                                Base64.getDecoder().decode(base64)));
        assertThat(key.getParams().getCurve().getField().getFieldSize()).isEqualTo(256);
        Signature.getInstance("SHA256withECDSA").initSign(key);
    }
}
