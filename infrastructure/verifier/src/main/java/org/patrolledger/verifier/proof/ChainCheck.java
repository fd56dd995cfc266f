package org.patrolledger.verifier.proof;

import static org.patrolledger.verifier.proof.RefutedException.require;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.formats.Manifest;
import org.patrolledger.formats.words.Quantities;
import org.patrolledger.verifier.proof.VerificationInputs.Scope;

/// The chain of each operation's manifests: no gap, none exchanged, none cut off.
final class ChainCheck {
    private final ArchiveIndex index;
    private final Map<OperationId, VerificationInputs.Head> heads = new HashMap<>();
    private final Findings findings;

    /// Whether every edition of a summary must be there.
    private final boolean whole;

    /// Whether every manifest of an operation must be there.
    private final boolean unbroken;

    private ChainCheck(ArchiveIndex index, VerificationInputs given, Findings findings) {
        this.index = index;
        this.findings = findings;
        this.whole = !(given.scope() instanceof Scope.Extract);
        this.unbroken = whole && !(ofOnePeriod(index) && given.heads().isEmpty());
    }

    private static boolean ofOnePeriod(ArchiveIndex index) {
        return index.editions().stream().map(it -> it.key().summary().period()).distinct().count()
                == 1;
    }

    static void run(ArchiveIndex index, VerificationInputs given, Findings findings) {
        var check = new ChainCheck(index, given, findings);
        given.heads().forEach(head -> findings.holds(() -> check.assign(head)));
        index.chains()
                .forEach((operation, chain) -> findings.holds(() -> check.chain(operation, chain)));
        index.editions()
                .forEach(edition -> findings.holds(edition, () -> check.succession(edition)));
    }

    private void assign(VerificationInputs.Head head) {
        var chains = index.chains();
        require(
                head.operation().isPresent() || chains.size() == 1,
                "the archive",
                "holds several operations, so a head must name its own");
        var operation = head.operation().orElseGet(() -> chains.keySet().iterator().next());
        require(
                chains.containsKey(operation),
                operation,
                "has a head, yet nothing of it is in the archive");
        require(heads.put(operation, head) == null, operation, "cannot have two heads");
    }

    private void chain(OperationId operation, List<Published> chain) {
        int gaps = 0;
        if (unbroken) {
            require(
                    chain.getFirst().manifest().sequence() == 1,
                    operation,
                    "lacks the beginning of its chain: the first manifest there is number "
                            + chain.getFirst().manifest().sequence());
        }
        for (int i = 1; i < chain.size(); i++) {
            gaps += link(operation, chain.get(i - 1), chain.get(i)) ? 0 : 1;
        }
        var last = chain.getLast();
        var manifests = Quantities.counted(chain.size(), "manifest", "manifests");
        boolean all = gaps == 0 && chain.getFirst().manifest().sequence() == 1;
        if (!all) {
            findings.open(operation + ": manifests of other editions in its chain are not there");
        }
        findings.proved(
                all
                        ? String.format(
                                Locale.ROOT,
                                "%s: the chain is whole, %s, each after the first naming the one before",
                                operation,
                                manifests)
                        : String.format(
                                Locale.ROOT,
                                "%s: of the chain there are %s, each naming the one before where that is there",
                                operation,
                                manifests));
        head(operation, last);
    }

    /// Whether `next` follows `before` directly.
    private boolean link(OperationId operation, Published before, Published next) {
        long from = before.manifest().sequence();
        long to = next.manifest().sequence();
        require(from != to, operation, "has two manifests of number " + from + " in its chain");
        if (to == from + 1) {
            require(
                    next.manifest().previous().filter(before.digest()::equals).isPresent(),
                    next.key(),
                    "does not follow " + before.key() + ": it names another manifest before it");
            return true;
        }
        require(
                !unbroken,
                operation,
                "has a gap in its chain: manifest %s is followed by %s",
                from,
                to);
        return false;
    }

    private void head(OperationId operation, Published last) {
        var head = heads.get(operation);
        if (head == null) {
            findings.open(
                    operation + ": no head was given, so newer editions may have been cut off");
            return;
        }
        long sequence = last.manifest().sequence();
        require(
                sequence >= head.sequence(),
                operation,
                "is cut off: its chain ends with manifest %s, the head is %s",
                sequence,
                head.sequence());
        var at =
                index.chains().getOrDefault(operation, List.of()).stream()
                        .filter(it -> it.manifest().sequence() == head.sequence())
                        .findFirst();
        require(
                at.isPresent() && at.get().digest().equals(head.manifest()),
                operation,
                "has another manifest %s than the head",
                head.sequence());
        findings.proved(
                "%s: nothing is cut off up to the head given, manifest %s",
                operation, head.sequence());
    }

    /// Each edition replaces the one before it, and says truly whether that one was final.
    private void succession(Published edition) {
        var key = edition.key();
        var manifest = edition.manifest();
        if (key.number() == 1) {
            require(!manifest.correction(), key, "corrects nothing, being the first");
            return;
        }
        var before = index.before(edition);
        if (before.isEmpty()) {
            require(!whole, key, "replaces an edition that is not there");
            return;
        }
        succession(edition, manifest, before.get());
    }

    private static void succession(Published edition, Manifest manifest, Published before) {
        require(
                manifest.supersedes()
                        .filter(it -> it.manifest().equals(before.digest()))
                        .isPresent(),
                edition.key(),
                "does not replace " + before.key() + ": it names another manifest");
        boolean wasFinal = before.manifest().status() == Status.FINAL;
        require(
                manifest.correction() == wasFinal,
                edition.key(),
                "says wrongly whether it corrects a final edition");
        require(
                !wasFinal || manifest.status() == Status.FINAL,
                edition.key(),
                "is provisional after a final edition");
    }
}
