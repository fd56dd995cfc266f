package org.patrolledger.domain.submission;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.time.OperationalDay;

/// The append-only log of submissions. Nothing in it is ever changed or erased.
///
/// Every method may throw [org.patrolledger.domain.StorageException] when storage is throttled or
/// away.
public interface SubmissionLog extends SubmissionIntake {
    /// Appends `next` if `next.number() - 1` is the submission's current revision. One atomic step.
    ///
    /// @param current the current revision, which `next` follows
    /// @return whether it was appended (by this very call)
    boolean revise(Revision current, Revision next);

    /// The current revision, read consistently.
    Optional<Revision> current(SubmissionId id);

    /// Every revision, oldest first; empty where there is no such submission.
    List<Revision> revisions(SubmissionId id);

    /// Revisions `after` + 1 and on as they are kept, oldest first, at most `most` of them.
    List<KeptRevision> kept(SubmissionId id, int after, int most);

    /// The current revisions (withdrawals included) that belong to `day` and have an id after
    /// `after`, sorted by submission id. Otherwise as [#counted].
    Stream<Revision> current(OperationDay day, Optional<SubmissionId> after);

    /// What figures are made of: of the current revisions (withdrawals included) that belong to one
    /// of `days`, sorted by submission id. Who sent them is not even read.
    ///
    /// Read lazily, in pages: close the stream. A write of the last second may be missing; a caller
    /// that publishes relies on being told of the change again
    /// ([org.patrolledger.domain.summary.EditionChain#begin]).
    Stream<CountedRevision> counted(Collection<OperationDay> days);

    /// For each of `places` the day, among its days, on which a current revision of `operation`
    /// (withdrawals included) lies at that place; empty where none does. Takes one short search for
    /// each, however many days and submissions there are. As [#counted], it may miss a write of the
    /// last second.
    List<Optional<OperationalDay>> used(OperationId operation, List<PlaceDays> places);
}
