package org.patrolledger.verifier.proof;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.time.ReportingPeriod;

/// What the auditor knows from elsewhere than the archive. The more is given, the more is proved.
///
/// @param keys the public keys that may have signed, each as a PEM file; where there are none, keys
///   that lie in the archive are used, which proves that one key signed everything but not whose it
///   is
/// @param heads the newest links of the operations' chains; without them nothing shows that newer
///   editions were cut off
/// @param scope what the archive is meant to hold
/// @param ledger the submissions and the catalogue, to count again from the start
public record VerificationInputs(
        List<String> keys, List<Head> heads, Scope scope, Optional<Ledger> ledger) {

    /// Nothing is known; the archive is to be whole.
    public static final VerificationInputs NOTHING =
            new VerificationInputs(List.of(), List.of(), new Scope.Everything(), Optional.empty());

    public VerificationInputs {
        keys = List.copyOf(keys);
        heads = List.copyOf(heads);
    }

    /// Whether a key is given, and a head for each of `operations`.
    boolean anchors(Set<OperationId> operations) {
        boolean oneHeadOfOne =
                operations.size() == 1
                        && heads.size() == 1
                        && heads.getFirst().operation().isEmpty();
        return !keys.isEmpty()
                && (oneHeadOfOne
                        || operations.stream()
                                .allMatch(operation ->
                                        heads.stream()
                                                .anyMatch(it ->
                                                        it.operation()
                                                                .filter(operation::equals)
                                                                .isPresent())));
    }

    /// The newest link of a chain.
    ///
    /// @param operation whose chain; may be left out where the archive holds one operation
    /// @param sequence how many editions the operation has had
    /// @param manifest the digest of the newest one's manifest
    public record Head(Optional<OperationId> operation, long sequence, Digest manifest) {}

    /// What an archive is meant to hold.
    public sealed interface Scope {
        /// Every edition of each operation, with all files. An archive that holds one period only,
        /// as the API offers it, need hold only that period's editions, unless a head is given.
        record Everything() implements Scope {}

        /// Every manifest of each operation, and all files of one period's editions.
        record Only(ReportingPeriod period) implements Scope {}

        /// Some editions, with all files; manifests between them may be missing.
        record Extract() implements Scope {}
    }
}
