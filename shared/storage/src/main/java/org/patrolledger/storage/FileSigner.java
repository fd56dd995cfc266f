package org.patrolledger.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.patrolledger.domain.summary.Signer;
import org.patrolledger.domain.summary.SigningException;

/// Signs with a key from a file, in the same format as KMS. For the local stack: a key in a file
/// can be copied, one in KMS cannot.
public final class FileSigner implements Signer {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private final ECPrivateKey key;
    private final byte[] publicKey;

    /// @param file a PKCS#8 PEM file with an EC key on P-256
    /// @throws IllegalStateException if it is anything else
    public FileSigner(Path file) {
        try {
            var decoded = KeyFactory.getInstance("EC").generatePrivate(pkcs8(file));
            if (!(decoded instanceof ECPrivateKey ec) || !P256.is(ec.getParams())) {
                throw new IllegalStateException("the signing key is not on P-256");
            }
            this.key = ec;
            this.publicKey = P256.publicKey(ec).getEncoded();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("the signing key is not an EC key in PKCS#8", e);
        }
    }

    private static PKCS8EncodedKeySpec pkcs8(Path file) {
        try {
            var pem = Files.readString(file);
            int begin = pem.indexOf(BEGIN);
            int end = pem.indexOf(END);
            if (begin < 0 || end < begin) {
                throw new IllegalStateException("the signing key's file is not PEM");
            }
            var base64 = pem.substring(begin + BEGIN.length(), end);
            return new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
        } catch (IOException e) {
            throw new UncheckedIOException("the signing key's file cannot be read", e);
        }
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new SigningException("the key did not sign", e);
        }
    }

    @Override
    public byte[] publicKey() {
        return publicKey.clone();
    }
}
