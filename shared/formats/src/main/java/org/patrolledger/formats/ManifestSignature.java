package org.patrolledger.formats;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.Signer;
import org.patrolledger.formats.Manifest.Signed;

/// Signs manifests, and tells whether a signature is of a given key: ECDSA on P-256 over SHA-256 of
/// the manifest's canonical bytes without its signature.
public final class ManifestSignature {
    /// The order of the curve's base point, by which curves differ (SP 800-186, 3.2.1.3).
    private static final BigInteger P256_ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private static final String PEM_BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String PEM_END = "-----END PUBLIC KEY-----";
    private static final Base64.Encoder PEM_LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private ManifestSignature() {}

    /// Signs `manifest` with the key of `signer`.
    public static Signed sign(Manifest manifest, Signer signer) {
        var value = signer.sign(ManifestDocument.unsigned(manifest));
        var signature =
                new Manifest.Signature(
                        keyId(signer.publicKey()), Base64.getEncoder().encodeToString(value));
        return new Signed(manifest, signature);
    }

    /// Whether the signature of `signed` is one of `publicKey` over just this manifest.
    ///
    /// @param publicKey a DER SubjectPublicKeyInfo
    /// @throws MalformedDocumentException if `publicKey` is no P-256 key
    public static boolean verify(Signed signed, byte[] publicKey) {
        var key = key(publicKey);
        if (!signed.signature().key().equals(keyId(publicKey))) {
            return false;
        }
        try {
            var value = Base64.getDecoder().decode(signed.signature().value());
            var verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(key);
            verifier.update(ManifestDocument.unsigned(signed.manifest()));
            return Base64.getEncoder().encodeToString(value).equals(signed.signature().value())
                    && verifier.verify(value);
        } catch (IllegalArgumentException | SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has ECDSA", e);
        }
    }

    /// By what manifests name the key that signed them.
    ///
    /// @param publicKey a DER SubjectPublicKeyInfo
    public static Digest keyId(byte[] publicKey) {
        return Digest.of(publicKey);
    }

    /// Where the public key lies beside the summaries.
    public static String keyPath(Digest keyId) {
        return "summaries/keys/" + keyId.hex() + ".pem";
    }

    /// The key as a PEM file.
    ///
    /// @param publicKey a DER SubjectPublicKeyInfo
    public static String pem(byte[] publicKey) {
        return PEM_BEGIN + "\n" + PEM_LINES.encodeToString(publicKey) + "\n" + PEM_END + "\n";
    }

    /// Reads a PEM file of one P-256 public key.
    ///
    /// @return its DER SubjectPublicKeyInfo
    /// @throws MalformedDocumentException if it is not one
    public static byte[] readPem(String pem) {
        int begin = pem.indexOf(PEM_BEGIN);
        int end = pem.indexOf(PEM_END);
        if (begin < 0 || end < begin) {
            throw new MalformedDocumentException("this is no PEM file of a public key");
        }
        return JsonObjectReader.reading(
                "PEM file",
                () -> {
                    var text = pem.substring(begin + PEM_BEGIN.length(), end);
                    var der = Base64.getMimeDecoder().decode(text);
                    key(der);
                    return der;
                });
    }

    private static PublicKey key(byte[] publicKey) {
        try {
            var spec = new X509EncodedKeySpec(publicKey);
            var key = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
            if (!key.getParams().getOrder().equals(P256_ORDER)) {
                throw new MalformedDocumentException("this is no P-256 key");
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw new MalformedDocumentException("this is no P-256 public key", e);
        }
    }
}
