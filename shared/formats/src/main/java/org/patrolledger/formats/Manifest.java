package org.patrolledger.formats;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.formats.change.Change;

/// What makes files an edition: which they are, what the edition replaces and why, and its place in
/// the operation's chain.
///
/// @param correction whether it replaces an edition that was final
/// @param files all files but the manifest, in the order of [EditionFile]
/// @param publishedAt the moment for which it was published
/// @param supersedes the edition it replaces; empty for edition 1
/// @param changes what changed since that one, by measure
/// @param rules the version of the rules that made the figures
/// @param catalogue the catalogue that they were made under; empty in manifests of version 1 of the
///   rules
/// @param sequence its place in the chain of its operation's editions, from 1
/// @param previous the digest of the manifest before it in that chain; empty for the first
public record Manifest(
        EditionKey edition,
        Status status,
        boolean correction,
        List<File> files,
        Instant publishedAt,
        Optional<Superseded> supersedes,
        List<Change> changes,
        String rules,
        Optional<CatalogueVersion> catalogue,
        long sequence,
        Optional<Digest> previous) {

    /// A catalogue that figures were made under.
    ///
    /// @param version raised by every change of the catalogue
    /// @param digest of the bytes at [#path]
    public record CatalogueVersion(long version, Digest digest) {
        /// Where the catalogue lies beside the summaries.
        public String path() {
            return "summaries/catalogue/" + digest.hex() + ".json";
        }
    }

    /// A file of the edition.
    ///
    /// @param bytes its size
    public record File(String name, long bytes, Digest sha256) {}

    /// The edition that this one replaces.
    ///
    /// @param manifest the digest of its manifest's bytes
    public record Superseded(int edition, Digest manifest) {}

    /// A signature over a manifest.
    ///
    /// @param key the SHA-256 of the public key in DER form
    /// @param value an ECDSA signature in DER form, in base64
    public record Signature(Digest key, String value) {}

    /// A manifest and its signature.
    public record Signed(Manifest manifest, Signature signature) {}

    public Manifest {
        files = List.copyOf(files);
        changes = List.copyOf(changes);
        if (sequence < 1 || (sequence == 1) == previous.isPresent()) {
            throw new IllegalArgumentException("every manifest but the first follows another");
        }
        if (supersedes.isPresent() != edition.number() > 1
                || supersedes.filter(it -> it.edition() != edition.number() - 1).isPresent()) {
            throw new IllegalArgumentException("an edition replaces the one before it");
        }
    }

    /// The entry of `file`; empty where the edition lacks it.
    public Optional<File> file(EditionFile file) {
        return files.stream().filter(it -> it.name().equals(file.fileName())).findFirst();
    }
}
