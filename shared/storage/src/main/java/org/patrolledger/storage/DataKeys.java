package org.patrolledger.storage;

/// Gives keys to encrypt one thing with, and gives them again to who has the wrapped form.
interface DataKeys {
    /// A new key of 256 bits.
    ///
    /// @param context what it is for; [#unwrap] wants the same
    DataKey generate(String context);

    /// The plain form of a key.
    ///
    /// @throws IllegalArgumentException if it was not made by these keys for `context`
    byte[] unwrap(String context, byte[] wrapped);

    /// A key.
    ///
    /// @param plain for use, never to be kept
    /// @param wrapped to be kept beside what it encrypts
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares keys.
    record DataKey(byte[] plain, byte[] wrapped) {}
}
