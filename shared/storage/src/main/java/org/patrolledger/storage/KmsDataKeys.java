package org.patrolledger.storage;

import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/// Data keys of KMS, bound to what they are for by the encryption context, which CloudTrail
/// records.
///
/// @param key the ARN of a symmetric key
record KmsDataKeys(KmsClient client, String key) implements DataKeys {
    private static final String CONTEXT = "subscriber";

    /// KMS takes no longer ciphertext, in bytes, nor an empty one.
    private static final int LONGEST = 6_144;

    @Override
    public DataKey generate(String context) {
        var request =
                GenerateDataKeyRequest.builder()
                        .keyId(key)
                        .keySpec(DataKeySpec.AES_256)
                        .encryptionContext(Map.of(CONTEXT, context))
                        .build();
        var made = Storage.call(() -> client.generateDataKey(request));
        return new DataKey(made.plaintext().asByteArray(), made.ciphertextBlob().asByteArray());
    }

    @Override
    public byte[] unwrap(String context, byte[] wrapped) {
        if (wrapped.length == 0 || wrapped.length > LONGEST) {
            throw new IllegalArgumentException("the key is none of these");
        }
        var request =
                DecryptRequest.builder()
                        .keyId(key)
                        .ciphertextBlob(SdkBytes.fromByteArray(wrapped))
                        .encryptionContext(Map.of(CONTEXT, context))
                        .build();
        try {
            return Storage.call(() -> client.decrypt(request)).plaintext().asByteArray();
        } catch (InvalidCiphertextException | IncorrectKeyException e) {
            throw new IllegalArgumentException("the key is none of these", e);
        }
    }
}
