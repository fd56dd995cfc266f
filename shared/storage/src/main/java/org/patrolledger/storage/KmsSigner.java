package org.patrolledger.storage;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.Signer;
import org.patrolledger.domain.summary.SigningException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/// Signs by KMS, which never gives the key away. Only the message's digest is sent: KMS takes
/// messages up to 4 KB, and a manifest may be longer.
public final class KmsSigner implements Signer {
    private final KmsClient client;
    private final String key;
    private volatile byte @Nullable [] publicKey;

    /// @param key the ARN of a key `ECC_NIST_P256` for signing
    public KmsSigner(KmsClient client, String key) {
        this.client = client;
        this.key = key;
    }

    @Override
    public byte[] sign(byte[] message) {
        var request =
                SignRequest.builder()
                        .keyId(key)
                        .message(SdkBytes.fromByteArrayUnsafe(Digest.sha256().digest(message)))
                        .messageType(MessageType.DIGEST)
                        .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256)
                        .build();
        return call(() -> client.sign(request)).signature().asByteArray();
    }

    /// Asked for once: a key's public half never changes.
    @Override
    public byte[] publicKey() {
        var known = publicKey;
        if (known == null) {
            var request = GetPublicKeyRequest.builder().keyId(key).build();
            known = call(() -> client.getPublicKey(request)).publicKey().asByteArray();
            publicKey = known;
        }
        return known.clone();
    }

    /// A key that does not sign is reported, for any reason.
    private static <T> T call(Supplier<T> call) {
        try {
            return Storage.call(call);
        } catch (SdkException | StorageException e) {
            throw new SigningException("KMS did not sign", e);
        }
    }
}
