package org.patrolledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.summary.Signer;

/// What every [Signer] has to do.
public abstract class SignerContract {
    private static final byte[] MESSAGE = "a manifest".getBytes(StandardCharsets.UTF_8);

    /// The signer under test; the same one throughout a test.
    protected abstract Signer signer();

    @Test
    void a_signature_is_verified_by_the_public_key() throws GeneralSecurityException {
        assertThat(verified(MESSAGE, signer().sign(MESSAGE))).isTrue();
        assertThat(verified(new byte[0], signer().sign(new byte[0]))).isTrue();
        assertThat(verified(new byte[100_000], signer().sign(new byte[100_000]))).isTrue();
    }

    @Test
    void a_signature_of_another_message_is_not() throws GeneralSecurityException {
        var other = "another manifest".getBytes(StandardCharsets.UTF_8);

        assertThat(verified(other, signer().sign(MESSAGE))).isFalse();
    }

    @Test
    void the_public_key_is_one_on_p_256_and_stays_the_same() throws GeneralSecurityException {
        assertThat(signer().publicKey()).isEqualTo(signer().publicKey());
        assertThat(publicKey().getParams().getCurve().getField().getFieldSize()).isEqualTo(256);
        assertThat(publicKey().getParams().toString()).contains("secp256r1");
    }

    private boolean verified(byte[] message, byte[] signature) throws GeneralSecurityException {
        var verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(publicKey());
        verifier.update(message);
        return verifier.verify(signature);
    }

    private ECPublicKey publicKey() throws GeneralSecurityException {
        var spec = new X509EncodedKeySpec(signer().publicKey());
        return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
    }
}
