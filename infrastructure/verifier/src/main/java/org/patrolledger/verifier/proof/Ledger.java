package org.patrolledger.verifier.proof;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.Revision;

/// The submissions with all their revisions, and the catalogue, to count summaries again from the
/// start.
public final class Ledger {
    private final Catalogue catalogue;
    private final Map<Revision, Digest> records;
    private final SortedMap<SubmissionId, TreeMap<Integer, Revision>> submissions = new TreeMap<>();

    /// @param revisions of every submission, in any order; when a submission was first received is
    ///   taken from its revision 1
    /// @param records the digests that were kept of who sent a revision, when and why
    public Ledger(
            Catalogue catalogue, Collection<Revision> revisions, Map<Revision, Digest> records) {
        this.catalogue = catalogue;
        this.records = Map.copyOf(records);
        var first = new HashMap<SubmissionId, Instant>();
        for (var revision : revisions) {
            if (revision.number() == 1) {
                first.put(revision.submission().id(), revision.receivedAt());
            }
        }
        for (var revision : revisions) {
            var id = revision.submission().id();
            submissions
                    .computeIfAbsent(id, it -> new TreeMap<>())
                    .put(
                            revision.number(),
                            firstReceived(
                                    revision, first.getOrDefault(id, revision.firstReceivedAt())));
        }
    }

    private static Revision firstReceived(Revision revision, Instant firstReceivedAt) {
        return new Revision(
                revision.submission(),
                revision.body(),
                revision.digest(),
                revision.number(),
                revision.receivedAt(),
                firstReceivedAt,
                revision.withdrawn(),
                revision.reason(),
                revision.submittedBy(),
                revision.submittedFor(),
                revision.request());
    }

    Catalogue catalogue() {
        return catalogue;
    }

    /// The digests that were kept of who sent a revision, when and why.
    Map<Revision, Digest> records() {
        return records;
    }

    Optional<Revision> revision(SubmissionId id, int number) {
        return Optional.ofNullable(submissions.getOrDefault(id, new TreeMap<>()).get(number));
    }

    /// The revision of each submission that was current at `moment`, in order of their ids.
    List<Revision> asKnownAt(Instant moment) {
        return submissions.values().stream()
                .flatMap(revisions ->
                        revisions.values().stream()
                                .filter(it -> !it.receivedAt().isAfter(moment))
                                .reduce((one, later) -> later)
                                .stream())
                .toList();
    }
}
