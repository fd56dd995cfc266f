package org.patrolledger.verifier.proof;

import static org.patrolledger.verifier.proof.RefutedException.require;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.formats.Manifest.CatalogueVersion;
import org.patrolledger.verifier.proof.VerificationInputs.Scope;

/// The rules and the catalogue that each edition names. Without either its figures cannot be
/// counted again, and that nothing wrong was found of them means nothing.
final class RulesCheck {
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

    private record Named(Digest digest, EditionKey by) {}

    private final ArchiveIndex index;
    private final Scope scope;
    private final Findings findings;
    private final Map<Long, Named> versions = new HashMap<>();

    private RulesCheck(ArchiveIndex index, Scope scope, Findings findings) {
        this.index = index;
        this.scope = scope;
        this.findings = findings;
    }

    static void run(ArchiveIndex index, VerificationInputs given, Findings findings) {
        var check = new RulesCheck(index, given.scope(), findings);
        for (var edition : index.editions()) {
            findings.holds(edition, () -> check.check(edition));
        }
    }

    private void check(Published edition) {
        var manifest = edition.manifest();
        var rules = manifest.rules();
        require(
                VERSION.matcher(rules).matches(),
                edition.key(),
                "was counted by rules \"" + rules + "\", which no ledger has had");
        if (!edition.isCountable()) {
            findings.unshown(
                    edition.key()
                            + " was counted by version "
                            + rules
                            + " of the rules, which this program lacks: its figures, changes, page"
                            + " and workbook were not checked");
            return;
        }
        if (!edition.isCurrent()) {
            findings.unshown(
                    edition.key()
                            + " was counted by version 1 of the rules, which names no catalogue:"
                            + " its places, coverage, names, page and workbook were not checked");
            return;
        }
        require(
                manifest.catalogue().isPresent(),
                edition.key(),
                "names no catalogue, which its rules want");
        catalogue(edition, manifest.catalogue().get());
    }

    private void catalogue(Published edition, CatalogueVersion named) {
        var first = versions.putIfAbsent(named.version(), new Named(named.digest(), edition.key()));
        require(
                first == null || first.digest().equals(named.digest()),
                edition.key(),
                "names another version "
                        + named.version()
                        + " of the catalogue than "
                        + (first == null ? "" : first.by()));
        if (index.catalogue(named.digest()).isPresent() || !edition.hasFigures()) {
            return;
        }
        require(
                scope instanceof Scope.Extract,
                edition.key(),
                "was made under catalogue " + named.digest().hex() + ", which is missing");
        findings.unshown(
                edition.key()
                        + ": the catalogue it was made under is not there, so places, coverage,"
                        + " names, page and workbook were not checked");
    }
}
