package org.patrolledger.domain.submission;

import java.util.Optional;
import org.patrolledger.domain.id.SubmissionId;

/// Where submissions are taken in: what receiving them needs of the [SubmissionLog].
///
/// Every method may throw [org.patrolledger.domain.StorageException] when storage is throttled or
/// away.
public interface SubmissionIntake {
    /// Appends revision 1 if the submission has none. One atomic step: of any number of concurrent
    /// calls for one id exactly one appends.
    ///
    /// @return empty if appended (by this very call); otherwise the revision 1 that was there first
    Optional<Revision> append(Revision first);

    /// Revision `number`, read consistently.
    Optional<Revision> revision(SubmissionId id, int number);
}
