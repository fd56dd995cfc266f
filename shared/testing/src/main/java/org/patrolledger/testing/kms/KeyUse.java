package org.patrolledger.testing.kms;

/// What a key of KMS may be used for.
public enum KeyUse {
    /// Symmetric, `SYMMETRIC_DEFAULT`.
    ENCRYPT_DECRYPT,
    /// `HMAC_256`.
    GENERATE_VERIFY_MAC,
    /// `ECC_NIST_P256`.
    SIGN_VERIFY
}
