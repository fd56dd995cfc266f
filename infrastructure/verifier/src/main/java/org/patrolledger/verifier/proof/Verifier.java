package org.patrolledger.verifier.proof;

import org.patrolledger.formats.EditionFile;
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
    public static Verdict verify(ArchiveFiles files, VerificationInputs given) {
        try {
            var findings = new Findings();
            var index = ArchiveIndex.of(files, findings);
            var inputs = narrowed(index, given, findings);
            int editions = index.editions().size();
            findings.proved(
                    Quantities.counted(editions, "edition lies", "editions lie")
                            + " where the manifest says");
            ChainCheck.run(index, inputs, findings);
            SignatureCheck.run(index, inputs, findings);
            FileCheck.run(index, inputs, findings);
            PublicationCheck.run(index, findings);
            RulesCheck.run(index, inputs, findings);
            FigureCheck.run(index, findings);
            CatalogueCheck.run(index, findings);
            HistoryCheck.run(index, findings);
            ChangeCheck.run(index, findings);
            RenderCheck.run(index, findings);
            LedgerCheck.run(index, inputs, findings);
            return findings.verdict(given.anchors(index.chains().keySet()));
        } catch (RefutedException e) {
            return new Verdict.Refuted(e.where(), String.valueOf(e.getMessage()), 0);
        }
    }

    /// The archive of a period, as the API makes it, holds the manifests of all other periods
    /// without their files.
    private static VerificationInputs narrowed(
            ArchiveIndex index, VerificationInputs given, Findings findings) {
        if (!(given.scope() instanceof VerificationInputs.Scope.Everything)) {
            return given;
        }
        var withFiles =
                index.editions().stream()
                        .filter(Verifier::hasFiles)
                        .map(it -> it.key().summary().period())
                        .distinct()
                        .toList();
        boolean more = !index.editions().stream().allMatch(Verifier::hasFiles);
        if (withFiles.size() != 1 || !more) {
            return given;
        }
        var period = withFiles.getFirst();
        findings.open(
                "of the periods, only "
                        + period.kind().path()
                        + "/"
                        + period.id()
                        + " has its files in this archive: of all others the manifests were"
                        + " checked, and no figure");
        return new VerificationInputs(
                given.keys(),
                given.heads(),
                new VerificationInputs.Scope.Only(period),
                given.ledger());
    }

    private static boolean hasFiles(Published edition) {
        return EditionFile.LISTED.stream().anyMatch(edition::has);
    }
}
