package org.patrolledger.domain.digest;

/// Sends mail. Never repeats a call by itself: a mail whose answer got lost may have been sent.
public interface Mailer {
    /// Sends one mail. What becomes of it after it was taken, events tell.
    Outcome send(Mail mail);

    /// What became of the call.
    sealed interface Outcome {
        /// The mail was taken.
        ///
        /// @param message the mail service's id of it
        record Accepted(String message) implements Outcome {}

        /// The mail was not taken, and may be later: too many at a time, or sending is paused.
        ///
        /// @param code the mail service's word for it
        record Throttled(String code) implements Outcome {}

        /// The mail was not taken, and will not be.
        ///
        /// @param code the mail service's word for it
        record Refused(String code) implements Outcome {}

        /// Nobody knows whether the mail was taken.
        record Unanswered() implements Outcome {}
    }
}
