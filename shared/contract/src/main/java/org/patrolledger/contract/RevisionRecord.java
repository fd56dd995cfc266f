package org.patrolledger.contract;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.Revision;

/// The record of a revision: who sent what, when and why. Its digest is kept beside the revision
/// and listed with it, so that anyone who kept a list finds that a name, a time or a reason was
/// changed.
public final class RevisionRecord {
    private RevisionRecord() {}

    /// The SHA-256 of the record as RFC 8785 canonical JSON. Its members are those that `GET
    /// /submissions/{id}/revisions` lists, so that a reader of the list can make it again.
    public static Digest digest(Revision revision) {
        var members = new TreeMap<String, @Nullable Object>();
        members.put("submissionId", revision.submission().id().value());
        members.put("revision", (long) revision.number());
        members.put("digest", revision.digest().value());
        members.put("receivedAt", SubmissionDocuments.time(revision.receivedAt()));
        members.put("withdrawn", revision.withdrawn());
        members.put("reason", revision.reason().orElse(null));
        members.put("submittedBy", revision.submittedBy());
        members.put("submittedFor", revision.submittedFor().value());
        return Digest.of(Json.canonical(members));
    }
}
