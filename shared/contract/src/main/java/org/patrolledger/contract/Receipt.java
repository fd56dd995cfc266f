package org.patrolledger.contract;

import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Revision;

/// What a submitter keeps of a revision. A function of the revision alone, so that a repeated post
/// gets the first one byte for byte; made before the revision is stored, so that nothing can fail
/// once it is.
///
/// @param json the document
public record Receipt(SubmissionId id, int revision, String json) {
    /// The receipt of `revision`.
    public static Receipt of(Revision revision) {
        return new Receipt(
                revision.submission().id(),
                revision.number(),
                Json.text(SubmissionDocuments.receipt(revision)));
    }
}
