package org.patrolledger.verifier.proof;

import static org.patrolledger.verifier.proof.RefutedException.require;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.formats.ManifestSignature;
import org.patrolledger.formats.words.Quantities;

/// The signature of each manifest.
final class SignatureCheck {
    private SignatureCheck() {}

    static void run(ArchiveIndex index, VerificationInputs given, Findings findings) {
        boolean trusted = !given.keys().isEmpty();
        var keys = new HashMap<Digest, byte[]>();
        for (var pem : trusted ? given.keys() : index.keys().values()) {
            var der = ManifestSignature.readPem(pem);
            keys.put(ManifestSignature.keyId(der), der);
        }
        var counts = new TreeMap<String, Integer>();
        for (var edition : index.editions()) {
            if (!findings.holds(edition, () -> check(edition, keys, trusted))) {
                continue;
            }
            counts.merge(edition.signed().signature().key().hex(), 1, Integer::sum);
        }
        counts.forEach((key, count) -> {
            findings.proved(
                    "%s signed by key %s, %s",
                    Quantities.counted(count, "manifest is", "manifests are"),
                    key,
                    trusted ? "which was given" : "found in the archive");
            if (!trusted) {
                findings.open(
                        "key %s was taken from the archive itself: whose it is, is not proved",
                        key);
            }
        });
    }

    private static void check(Published edition, Map<Digest, byte[]> keys, boolean trusted) {
        var id = edition.signed().signature().key();
        var key = keys.get(id);
        if (key == null) {
            throw new RefutedException(
                    edition.key().toString(),
                    String.format(
                            Locale.ROOT,
                            "is signed by key %s, which was %s",
                            id.hex(),
                            trusted ? "not given" : "neither given nor found in the archive"));
        }
        require(
                ManifestSignature.verify(edition.signed(), key),
                edition.key(),
                "has a signature that does not fit its manifest");
    }
}
