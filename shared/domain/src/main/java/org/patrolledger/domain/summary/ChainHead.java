package org.patrolledger.domain.summary;

import java.util.Optional;
import org.patrolledger.domain.submission.Digest;

/// The newest link of an operation's chain of manifests. Moving it on is what commits an edition:
/// exactly one edition can follow each head.
///
/// @param sequence how many editions the operation has had, of any period
/// @param latest the edition that made it; empty only before the first
public record ChainHead(long sequence, Optional<Link> latest) {
    /// The head of a chain with nothing in it.
    public static final ChainHead NONE = new ChainHead(0, Optional.empty());

    /// A committed edition.
    ///
    /// @param manifest the digest of its manifest's bytes
    /// @param staging where its files and manifest were written before the commit, to be copied
    ///   from there
    public record Link(EditionKey edition, Digest manifest, String staging) {}

    public ChainHead {
        if (sequence < 0 || (sequence == 0) == latest.isPresent()) {
            throw new IllegalArgumentException("a head has a link unless nothing was published");
        }
    }

    public ChainHead next(Link link) {
        return new ChainHead(sequence + 1, Optional.of(link));
    }
}
