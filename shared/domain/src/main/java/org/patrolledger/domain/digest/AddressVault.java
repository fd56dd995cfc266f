package org.patrolledger.domain.digest;

/// Keeps addresses from everybody who has the tables but not the keys.
///
/// Every method may throw [org.patrolledger.domain.StorageException] when the keys are away.
public interface AddressVault {
    /// By what the holder of `address` is known; the same in capitals and small letters.
    SubscriberKey key(EmailAddress address);

    /// A stand-in of 64 hexadecimal digits for a text that must not be kept, such as the address of
    /// a caller. Another purpose gives another one.
    ///
    /// @param purpose a word from a closed list
    String pseudonym(String purpose, String text);

    /// Encrypts `contact` so that it opens for `subscriber` only. Each call gives another
    /// ciphertext.
    SealedContact seal(SubscriberKey subscriber, Contact contact);

    /// Decrypts what [#seal] made.
    ///
    /// @throws IllegalArgumentException if it was not sealed for `subscriber` by this vault, or has
    ///   been changed since
    Contact open(SubscriberKey subscriber, SealedContact sealed);
}
