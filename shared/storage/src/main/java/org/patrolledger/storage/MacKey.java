package org.patrolledger.storage;

/// A key that makes pseudonyms.
interface MacKey {
    /// The HMAC-SHA256 of `message`, which is at most 4,096 bytes.
    byte[] mac(byte[] message);
}
