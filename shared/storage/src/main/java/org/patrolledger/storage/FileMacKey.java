package org.patrolledger.storage;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A key from a file, in place of one in KMS. For the local stack.
final class FileMacKey implements MacKey {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /// @param file 64 hexadecimal digits
    FileMacKey(Path file) {
        this.key = new SecretKeySpec(SecretFile.read(file), ALGORITHM);
    }

    @Override
    public byte[] mac(byte[] message) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}
