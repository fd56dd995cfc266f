package org.patrolledger.domain.digest;

import java.util.Arrays;

/// A [Contact] encrypted by an [AddressVault].
public final class SealedContact {
    private final byte[] bytes;

    public SealedContact(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /// The ciphertext and what is needed to open it with the vault's key.
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealedContact that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
