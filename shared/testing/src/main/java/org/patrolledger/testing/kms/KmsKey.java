package org.patrolledger.testing.kms;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A key of [KmsServer], and what it does. The material never leaves it.
final class KmsKey {
    private static final int BYTES = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final UUID id = UUID.randomUUID();
    private final KeyUse use;
    private final byte[] material = random(BYTES);
    private final KeyPair pair;
    private volatile boolean enabled = true;

    KmsKey(KeyUse use) {
        this.use = use;
        this.pair = pair();
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] random(int bytes) {
        var random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    String arn() {
        return "arn:aws:kms:eu-west-2:123456789012:key/" + id;
    }

    void enable(boolean whether) {
        enabled = whether;
    }

    /// This key, if it may be used for `wanted` now.
    KmsKey usable(KeyUse wanted) {
        if (use != wanted) {
            throw new KmsFault("InvalidKeyUsageException");
        }
        if (!enabled) {
            throw new KmsFault("DisabledException");
        }
        return this;
    }

    /// The key's id, then nonce and ciphertext: the blob names its key, as that of KMS does.
    byte[] encrypt(byte[] plain, Map<String, String> context) {
        var nonce = random(NONCE);
        try {
            var encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(plain);
            return ByteBuffer.allocate(2 * Long.BYTES + NONCE + encrypted.length)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The id that a blob names; one that no key has if the blob is too short for one.
    static UUID named(byte[] blob) {
        var start = ByteBuffer.wrap(Arrays.copyOf(blob, 2 * Long.BYTES));
        return new UUID(start.getLong(), start.getLong());
    }

    UUID id() {
        return id;
    }

    byte[] decrypt(byte[] blob, Map<String, String> context) {
        int start = 2 * Long.BYTES + NONCE;
        if (blob.length < start) {
            throw new KmsFault("InvalidCiphertextException");
        }
        var nonce = Arrays.copyOfRange(blob, 2 * Long.BYTES, start);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, context)
                    .doFinal(blob, start, blob.length - start);
        } catch (AEADBadTagException e) {
            throw new KmsFault("InvalidCiphertextException");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, Map<String, String> context)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode, new SecretKeySpec(material, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(new TreeMap<>(context).toString().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    byte[] mac(byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(material, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] sign(byte[] digest) {
        try {
            var signature = Signature.getInstance("NONEwithECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(digest);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] publicKey() {
        return pair.getPublic().getEncoded();
    }
}
