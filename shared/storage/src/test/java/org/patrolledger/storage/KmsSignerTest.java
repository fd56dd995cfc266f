package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.summary.Signer;
import org.patrolledger.domain.summary.SigningException;
import org.patrolledger.testing.SignerContract;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SignResponse;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

class KmsSignerTest extends SignerContract {
    private static final String KEY =
            "arn:aws:kms:eu-west-2:123456789012:key/6f1b9d0e-31c5-4ea1-9d4f-4c1f0c7f6a11";

    private final FakeKms kms = new FakeKms();
    private final Signer signer = new KmsSigner(kms, KEY);

    @Override
    protected Signer signer() {
        return signer;
    }

    @Test
    void the_public_key_is_asked_for_once() {
        signer.publicKey();
        signer.publicKey();

        assertThat(kms.publicKeyRequests).isEqualTo(1);
    }

    @Test
    void a_key_that_does_not_sign_is_told_as_such() {
        kms.disabled = true;

        assertThatThrownBy(() -> signer.sign(new byte[1])).isInstanceOf(SigningException.class);
        assertThatThrownBy(signer::publicKey).isInstanceOf(SigningException.class);
    }

    /// KMS with one key; takes what KMS takes and refuses anything else.
    private static final class FakeKms implements KmsClient {
        private final KeyPair keys;
        private int publicKeyRequests;
        private boolean disabled;

        FakeKms() {
            try {
                var generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                keys = generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public SignResponse sign(SignRequest request) {
            check(request.keyId());
            assertThat(request.messageType()).isEqualTo(MessageType.DIGEST);
            assertThat(request.signingAlgorithm()).isEqualTo(SigningAlgorithmSpec.ECDSA_SHA_256);
            assertThat(request.message().asByteArray()).hasSize(32);
            try {
                var signature = Signature.getInstance("NONEwithECDSA");
                signature.initSign(keys.getPrivate());
                signature.update(request.message().asByteArray());
                return SignResponse.builder()
                        .signature(SdkBytes.fromByteArray(signature.sign()))
                        .build();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public GetPublicKeyResponse getPublicKey(GetPublicKeyRequest request) {
            check(request.keyId());
            publicKeyRequests++;
            var publicKey = SdkBytes.fromByteArray(keys.getPublic().getEncoded());
            return GetPublicKeyResponse.builder().publicKey(publicKey).build();
        }

        private void check(String key) {
            assertThat(key).isEqualTo(KEY);
            if (disabled) {
                throw DisabledException.builder().statusCode(400).message("disabled").build();
            }
        }

        @Override
        public String serviceName() {
            return "kms";
        }

        @Override
        public void close() {}
    }
}
