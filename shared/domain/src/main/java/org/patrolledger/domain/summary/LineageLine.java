package org.patrolledger.domain.summary;

import java.util.Optional;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.time.OperationalDay;

/// One submission behind a summary's figures, and what it adds to them.
///
/// @param revision the revision that was current
/// @param digest of that revision's canonical body
/// @param day the operational day it is of; empty only in lineage of version 1 of the [Rules]
public record LineageLine(
        SubmissionId submissionId,
        int revision,
        Digest digest,
        Optional<OperationalDay> day,
        Contribution contribution) {
    /// Whether it counts the same revision as `other`.
    public boolean sameRevision(LineageLine other) {
        return revision == other.revision && digest.equals(other.digest);
    }
}
