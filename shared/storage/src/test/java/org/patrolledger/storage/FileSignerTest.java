package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patrolledger.domain.summary.Signer;
import org.patrolledger.testing.SignerContract;

class FileSignerTest extends SignerContract {
    @TempDir private Path folder;
    private KeyPair keys;
    private Signer signer;

    @BeforeEach
    void make_a_key() throws GeneralSecurityException, IOException {
        keys = keys("EC", new ECGenParameterSpec("secp256r1"));
        signer = new FileSigner(pem(keys.getPrivate().getEncoded()));
    }

    @Override
    protected Signer signer() {
        return signer;
    }

    @Test
    void the_public_key_is_the_one_that_was_made_with_the_private_one()
            throws GeneralSecurityException, IOException {
        for (int i = 0; i < 20; i++) {
            var made = keys("EC", new ECGenParameterSpec("secp256r1"));
            assertThat(new FileSigner(pem(made.getPrivate().getEncoded())).publicKey())
                    .isEqualTo(made.getPublic().getEncoded());
        }
    }

    /// `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256`, with the public key inside
    /// and text around it.
    @Test
    void a_key_as_openssl_writes_it_is_read() throws IOException {
        var file =
                Files.writeString(
                        folder.resolve("openssl.pem"),
                        """
                        Some text before it.
                        -----BEGIN PRIVATE KEY-----
                        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgvKRoz1RxGn8Ao68T
                        z5yXdbWp+ijh1lZpeSjC+Yngh5mhRANCAARwKgVv8TKr1/1QrDkSQvNZDSMa4L5E
                        4Kn7gJDpmrvq207bITy7NentMH+lb30ibY6uShejIrre4t9CYeem855y
                        -----END PRIVATE KEY-----
                        """);

        assertThat(Base64.getEncoder().encodeToString(new FileSigner(file).publicKey()))
                .isEqualTo(
                        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEcCoFb/Eyq9f9UKw5EkLzWQ0jGuC+"
                                + "ROCp+4CQ6Zq76ttO2yE8uzXp7TB/pW99Im2OrkoXoyK63uLfQmHnpvOecg==");
    }

    @Test
    void any_other_file_is_refused() throws GeneralSecurityException, IOException {
        var otherCurve =
                pem(keys("EC", new ECGenParameterSpec("secp384r1")).getPrivate().getEncoded());
        assertThatThrownBy(() -> new FileSigner(otherCurve)).hasMessageContaining("P-256");
        var otherKind = pem(keys("Ed25519", null).getPrivate().getEncoded());
        assertThatThrownBy(() -> new FileSigner(otherKind)).hasMessageContaining("EC key");
        var notPem = Files.writeString(folder.resolve("no.pem"), "no key");
        assertThatThrownBy(() -> new FileSigner(notPem)).hasMessageContaining("not PEM");
        assertThatThrownBy(() -> new FileSigner(folder.resolve("absent.pem")))
                .isInstanceOf(UncheckedIOException.class);
    }

    private static KeyPair keys(String algorithm, ECGenParameterSpec curve)
            throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(algorithm);
        if (curve != null) {
            generator.initialize(curve);
        }
        return generator.generateKeyPair();
    }

    private Path pem(byte[] der) throws IOException {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                Files.createTempFile(folder, "key", ".pem"),
                "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
    }
}
