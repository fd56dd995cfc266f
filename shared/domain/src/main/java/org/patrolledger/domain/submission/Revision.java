package org.patrolledger.domain.submission;

import java.time.Instant;
import java.util.Optional;
import org.patrolledger.domain.id.OrganisationId;

/// One revision of a submission, as it is kept for ever.
///
/// @param submission what it reports; a withdrawal repeats what it withdraws
/// @param body the submission as accepted, as RFC 8785 canonical JSON
/// @param digest the SHA-256 of `body`
/// @param number 1 for the first, then one more each time; the highest is current
/// @param receivedAt when this revision was received, to the millisecond
/// @param firstReceivedAt when revision 1 was received
/// @param withdrawn whether this revision withdraws the submission
/// @param reason why it was revised or withdrawn; empty for revision 1
/// @param submittedBy the subject of the token that sent it
/// @param submittedFor the organisation of that token
/// @param request the call that wrote it; tells a repeated write of one call from another call's
public record Revision(
        Submission submission,
        String body,
        Digest digest,
        int number,
        Instant receivedAt,
        Instant firstReceivedAt,
        boolean withdrawn,
        Optional<String> reason,
        String submittedBy,
        OrganisationId submittedFor,
        String request) {

    public Revision {
        if (number < 1) {
            throw new IllegalArgumentException("revisions are numbered from 1");
        }
        if ((number == 1) == reason.isPresent()) {
            throw new IllegalArgumentException("every revision but the first has a reason");
        }
        if (number == 1 && withdrawn) {
            throw new IllegalArgumentException("the first revision withdraws nothing");
        }
    }

    /// Whether it was received after the Monday 06:30 that publishes its week.
    public boolean late() {
        return receivedAt.isAfter(submission.day().week().publishedAt());
    }

    /// Whether `other` was written by the same call with the same content.
    public boolean sameWrite(Revision other) {
        return request.equals(other.request) && digest.equals(other.digest);
    }
}
