package org.patrolledger.domain.digest;

/// What the mail service tells of a mail that it was given. Comes late, twice and out of order.
///
/// @param attempt which attempt it was, from 1
/// @param message the mail service's id of the mail
public record MailEvent(
        Kind kind, Mailing mailing, SubscriberKey subscriber, int attempt, String message) {
    /// What happened.
    public enum Kind {
        /// The mail service took the mail.
        SENT,
        /// The recipient's server took it.
        DELIVERED,
        /// The recipient's server does not take it yet.
        DELAYED,
        /// The mail service took it and then would not send it.
        REJECTED,
        /// There is no such recipient.
        BOUNCED,
        /// The recipient's server gave up for a reason that may pass, such as a full mailbox.
        BOUNCED_FOR_NOW,
        /// The recipient says that the mail was not wanted.
        COMPLAINED
    }
}
