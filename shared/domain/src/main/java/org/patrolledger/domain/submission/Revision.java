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
        CountedRevision.require(number, withdrawn);
        if ((number == 1) == reason.isPresent()) {
            throw new IllegalArgumentException("every revision but the first has a reason");
        }
    }

    /// Who sent a revision, by which call.
    ///
    /// @param subject the subject of the token
    /// @param organisation the organisation of the token
    /// @param request names the call, unlike any other
    public record Sender(String subject, OrganisationId organisation, String request) {}

    /// Revision 1 of `submission`.
    ///
    /// @param body the submission as accepted, as RFC 8785 canonical JSON
    public static Revision first(
            Submission submission, String body, Instant receivedAt, Sender sender) {
        return new Revision(
                submission,
                body,
                Digest.of(body),
                1,
                receivedAt,
                receivedAt,
                false,
                Optional.empty(),
                sender.subject(),
                sender.organisation(),
                sender.request());
    }

    /// The revision after this one, by which the submission reads as `corrected` does.
    ///
    /// @param body `corrected` as accepted, as RFC 8785 canonical JSON
    public Revision correctedTo(
            Submission corrected, String body, String why, Instant at, Sender sender) {
        return next(corrected, body, false, why, at, sender);
    }

    /// The revision after this one, by which the submission is withdrawn.
    public Revision withdrawn(String why, Instant at, Sender sender) {
        return next(submission, body, true, why, at, sender);
    }

    private Revision next(
            Submission next, String body, boolean withdrawn, String why, Instant at, Sender it) {
        return new Revision(
                next,
                body,
                Digest.of(body),
                number + 1,
                at,
                firstReceivedAt,
                withdrawn,
                Optional.of(why),
                it.subject(),
                it.organisation(),
                it.request());
    }

    /// Whether the submission was first received after the Monday 06:30 that publishes its week. A
    /// correction does not make it late.
    public boolean late() {
        return firstReceivedAt.isAfter(submission.day().week().publishedAt());
    }

    /// What of this revision figures are made of.
    public CountedRevision counted() {
        return new CountedRevision(
                submission, digest, number, receivedAt, firstReceivedAt, withdrawn);
    }

    /// Whether `other` was written by the same call with the same content.
    public boolean sameWrite(Revision other) {
        return request.equals(other.request) && digest.equals(other.digest);
    }
}
