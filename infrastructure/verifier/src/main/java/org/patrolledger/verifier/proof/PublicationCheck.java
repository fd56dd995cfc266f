package org.patrolledger.verifier.proof;

import static org.patrolledger.verifier.proof.RefutedException.require;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patrolledger.contract.json.Json;
import org.patrolledger.contract.json.NotJsonException;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.formats.EditionFile;

/// When each edition was published, by which key, and with what it was compared: by the calendar
/// and by its place in the chain.
final class PublicationCheck {
    private final ArchiveIndex index;

    private PublicationCheck(ArchiveIndex index) {
        this.index = index;
    }

    static void run(ArchiveIndex index, Findings findings) {
        var check = new PublicationCheck(index);
        for (var chain : index.chains().values()) {
            findings.holds(() -> keys(chain));
            index.keyList().ifPresent(list -> findings.holds(() -> listed(chain, list)));
            for (int i = 0; i < chain.size(); i++) {
                var edition = chain.get(i);
                var before = chain.subList(0, i);
                findings.holds(edition, () -> moment(edition, before));
                if (edition.isCountable() && edition.has(EditionFile.SUMMARY_JSON)) {
                    findings.holds(edition, () -> check.comparisons(edition));
                }
            }
        }
        findings.proved(
                "every edition was published after its period, after those before it in the chain,"
                        + " with the status of that day, and is compared with the newest edition"
                        + " there was");
    }

    private static void moment(Published edition, List<Published> before) {
        var manifest = edition.manifest();
        var period = edition.key().summary().period();
        require(
                !manifest.publishedAt().isBefore(period.publishedAt()),
                edition.key(),
                "was published at " + manifest.publishedAt() + ", before its period was due to be");
        if (!before.isEmpty()) {
            var last = before.getLast();
            require(
                    !manifest.publishedAt().isBefore(last.manifest().publishedAt()),
                    edition.key(),
                    "was published before " + last.key() + ", which it follows in the chain");
        }
        boolean wasFinal =
                before.stream()
                        .anyMatch(it ->
                                it.key().summary().equals(edition.key().summary())
                                        && it.manifest().status() == Status.FINAL);
        require(
                wasFinal || manifest.status() == Status.of(period, manifest.publishedAt()),
                edition.key(),
                "is " + manifest.status().id() + ", which it was not on that day");
    }

    /// A key that another has followed is retired: a later signature by it is not the ledger's.
    private static void keys(List<Published> chain) {
        var retired = new HashSet<Digest>();
        Digest current = null;
        for (var edition : chain) {
            var key = edition.signed().signature().key();
            require(
                    !retired.contains(key),
                    edition.key(),
                    "is signed by key " + key.hex() + ", which another had followed by then");
            if (current != null && !current.equals(key)) {
                retired.add(current);
            }
            current = key;
        }
    }

    /// The archive lists which numbers of each chain each key signed.
    private static void listed(List<Published> chain, byte[] list) {
        for (var edition : chain) {
            var key = edition.signed().signature().key().hex();
            var operation = edition.key().summary().operation().value();
            long sequence = edition.manifest().sequence();
            require(
                    ranges(list, key, operation)
                            .filter(it ->
                                    it.get("from") instanceof Long from
                                            && from <= sequence
                                            && (!(it.get("to") instanceof Long to)
                                                    || sequence <= to))
                            .isPresent(),
                    edition.key(),
                    "is signed by key " + key + ", which keys.json does not list for its number");
        }
    }

    private static Optional<Map<?, ?>> ranges(byte[] list, String key, String operation) {
        try {
            if (Json.object(list).get("keys") instanceof List<?> keys) {
                for (var each : keys) {
                    if (each instanceof Map<?, ?> listed
                            && key.equals(listed.get("id"))
                            && listed.get("operations") instanceof Map<?, ?> operations
                            && operations.get(operation) instanceof Map<?, ?> range) {
                        return Optional.of(range);
                    }
                }
            }
            return Optional.empty();
        } catch (NotJsonException | IllegalStateException e) {
            throw new RefutedException("keys.json", "is no list of keys");
        }
    }

    private void comparisons(Published edition) {
        var summary = edition.summary();
        var key = edition.key().summary();
        comparison(edition, summary.previous(), Optional.of(key.of(key.period().previous())));
        comparison(edition, summary.yearEarlier(), key.period().yearEarlier().map(key::of));
    }

    private void comparison(
            Published edition,
            Optional<Summary.Comparison> comparison,
            Optional<SummaryKey> expected) {
        if (comparison.isEmpty() || expected.isEmpty()) {
            return;
        }
        var name = edition.name(EditionFile.SUMMARY_JSON);
        EditionKey compared = comparison.get().edition();
        var newest = index.newestBefore(edition, expected.get());
        if (index.isWhole(edition.key().summary().operation())) {
            require(
                    newest.filter(it -> it.key().equals(compared)).isPresent(),
                    name,
                    "compares with "
                            + compared
                            + ", which was not the newest edition before it in the chain");
        } else {
            require(
                    newest.filter(it -> it.key().number() > compared.number()).isEmpty(),
                    name,
                    "compares with " + compared + ", which a newer one had followed by then");
        }
    }
}
