package org.patrolledger.domain.summary;

import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Digest;

/// One submission behind a summary's figures, and what it adds to them.
///
/// @param revision the revision that was current
/// @param digest of that revision's canonical body
public record LineageLine(
        SubmissionId submissionId, int revision, Digest digest, Contribution contribution) {}
