package org.patrolledger.domain.submission;

import java.time.Instant;

/// What figures are made of: a revision without who sent it, why it was revised, and its document,
/// which its digest stands for.
///
/// @param submission what it reports; a withdrawal repeats what it withdraws
/// @param digest the SHA-256 of the submission as accepted
/// @param number 1 for the first, then one more each time; the highest is current
/// @param receivedAt when this revision was received, to the millisecond
/// @param firstReceivedAt when revision 1 was received
/// @param withdrawn whether this revision withdraws the submission
public record CountedRevision(
        Submission submission,
        Digest digest,
        int number,
        Instant receivedAt,
        Instant firstReceivedAt,
        boolean withdrawn) {

    public CountedRevision {
        require(number, withdrawn);
    }

    /// Refuses a number that no revision has, and one that withdraws what was never submitted.
    static void require(int number, boolean withdrawn) {
        if (number < 1) {
            throw new IllegalArgumentException("revisions are numbered from 1");
        }
        if (number == 1 && withdrawn) {
            throw new IllegalArgumentException("the first revision withdraws nothing");
        }
    }
}
