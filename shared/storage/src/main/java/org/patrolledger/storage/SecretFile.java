package org.patrolledger.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/// A key of 256 bits in a file, for the local stack.
final class SecretFile {
    private static final int BYTES = 32;

    private SecretFile() {}

    /// @param file 64 hexadecimal digits
    /// @throws IllegalStateException if it is anything else
    static byte[] read(Path file) {
        try {
            var key = HexFormat.of().parseHex(Files.readString(file).strip());
            if (key.length != BYTES) {
                throw new IllegalStateException("the key is not 64 hexadecimal digits");
            }
            return key;
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("the key is not 64 hexadecimal digits", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the key's file cannot be read", e);
        }
    }
}
