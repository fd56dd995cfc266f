package org.patrolledger.storage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;

/// Data keys wrapped under a key from a file, in place of one in KMS. For the local stack.
final class FileDataKeys implements DataKeys {
    private static final int BYTES = 32;

    private final byte[] key;
    private final SecureRandom random = new SecureRandom();

    /// @param file 64 hexadecimal digits
    FileDataKeys(Path file) {
        this.key = SecretFile.read(file);
    }

    @Override
    public DataKey generate(String context) {
        var plain = new byte[BYTES];
        random.nextBytes(plain);
        return new DataKey(plain, AesGcm.encrypt(key, context(context), plain));
    }

    @Override
    public byte[] unwrap(String context, byte[] wrapped) {
        return AesGcm.decrypt(key, context(context), wrapped);
    }

    private static byte[] context(String context) {
        return context.getBytes(StandardCharsets.UTF_8);
    }
}
