package org.patrolledger.storage;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;

/// A key that KMS never gives away.
///
/// @param key the ARN of a key `HMAC_256`
record KmsMacKey(KmsClient client, String key) implements MacKey {
    @Override
    public byte[] mac(byte[] message) {
        var request =
                GenerateMacRequest.builder()
                        .keyId(key)
                        .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                        .message(SdkBytes.fromByteArray(message))
                        .build();
        return Storage.call(() -> client.generateMac(request)).mac().asByteArray();
    }
}
