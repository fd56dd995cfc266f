package org.patrolledger.publishing.proof;

import static org.patrolledger.publishing.proof.RefutedException.require;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.publishing.Manifest;
import org.patrolledger.publishing.proof.Given.Scope;

/// The chain of each operation's manifests: no gap, none exchanged, none cut off.
final class ChainCheck {
    private final ArchiveIndex index;
    private final Map<OperationId, Given.Head> heads = new HashMap<>();
    private final Findings findings;
    private final boolean whole;

    private ChainCheck(ArchiveIndex index, Given given, Findings findings) {
        this.index = index;
        this.findings = findings;
        this.whole = !(given.scope() instanceof Scope.Extract);
    }

    static void run(ArchiveIndex index, Given given, Findings findings) {
        var check = new ChainCheck(index, given, findings);
        given.heads().forEach(check::assign);
        index.chains().forEach(check::chain);
        index.editions().forEach(check::succession);
    }

    private void assign(Given.Head head) {
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
        if (whole) {
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
        findings.proved(
                gaps == 0 && chain.getFirst().manifest().sequence() == 1
                        ? String.format(
                                Locale.ROOT,
                                "%s: the chain of %d manifests is whole, each names the one before",
                                operation,
                                chain.size())
                        : String.format(
                                Locale.ROOT,
                                "%s: the %d manifests there are name one another where nothing is between",
                                operation,
                                chain.size()));
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
                !whole,
                operation,
                String.format(
                        Locale.ROOT,
                        "has a gap in its chain: manifest %d is followed by %d",
                        from,
                        to));
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
                String.format(
                        Locale.ROOT,
                        "is cut off: its chain ends with manifest %d, the head is %d",
                        sequence,
                        head.sequence()));
        var at =
                index.chains().getOrDefault(operation, List.of()).stream()
                        .filter(it -> it.manifest().sequence() == head.sequence())
                        .findFirst();
        require(
                at.isPresent() && at.get().digest().equals(head.manifest()),
                operation,
                String.format(
                        Locale.ROOT, "has another manifest %d than the head", head.sequence()));
        findings.proved(
                String.format(
                        Locale.ROOT,
                        "%s: nothing is cut off up to the head given, manifest %d",
                        operation,
                        head.sequence()));
    }

    /// Each edition replaces the one before it, and says truly whether that one was final.
    private void succession(Published edition) {
        var key = edition.key();
        var manifest = edition.manifest();
        if (key.number() == 1) {
            require(!manifest.correction(), key, "corrects nothing, being the first");
            return;
        }
        var before = index.edition(new EditionKey(key.summary(), key.number() - 1));
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
