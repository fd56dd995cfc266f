package org.patrolledger.verifier.proof;

import org.patrolledger.formats.MalformedDocumentException;
import org.patrolledger.formats.words.Quantities;

/// Proves that an archive is what was published: every manifest in its chain and signed, every file
/// as its manifest states it, every figure what the lineage adds up to; and, where the submissions
/// are given, every summary what they fold to.
public final class Verifier {
    private Verifier() {}

    /// Verifies `files` by what is `given`.
    ///
    /// @throws java.io.UncheckedIOException if a file cannot be read
    /// @throws MalformedDocumentException if a key that was given is none
    public static Verdict verify(ArchiveFiles files, Given given) {
        try {
            var findings = new Findings();
            var index = ArchiveIndex.of(files);
            int editions = index.editions().size();
            findings.proved(
                    Quantities.counted(editions, "edition lies", "editions lie")
                            + " where the manifest says");
            ChainCheck.run(index, given, findings);
            FileCheck.run(index, given, findings);
            SignatureCheck.run(index, given, findings);
            FigureCheck.run(index, findings);
            ChangeCheck.run(index, findings);
            LedgerCheck.run(index, given, findings);
            return findings.verdict();
        } catch (RefutedException e) {
            return new Verdict.Refuted(e.where(), String.valueOf(e.getMessage()));
        }
    }
}
