package org.patrolledger.domain.summary;

/// Signs manifests with ECDSA on P-256 over SHA-256.
///
/// Every method may throw [SigningException] where the key is away or refuses.
public interface Signer {
    /// The signature of `message`, in DER as KMS and the JDK give it.
    byte[] sign(byte[] message);

    /// The public key that verifies, as a DER SubjectPublicKeyInfo.
    byte[] publicKey();
}
