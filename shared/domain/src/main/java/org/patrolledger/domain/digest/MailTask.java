package org.patrolledger.domain.digest;

import java.time.Instant;
import java.util.List;

/// A mailing is to be sent to some of its recipients. Carries keys, never addresses.
///
/// @param sendBefore from when on it is stale and not sent any more, to the second
/// @param subscribers 1 to [#MOST]
public record MailTask(Mailing mailing, Instant sendBefore, List<SubscriberKey> subscribers) {
    /// The most recipients of one task: at 10 mails a second it is done in 5 seconds.
    public static final int MOST = 50;

    public MailTask {
        subscribers = List.copyOf(subscribers);
        if (subscribers.isEmpty() || subscribers.size() > MOST) {
            throw new IllegalArgumentException("a task has 1 to 50 recipients");
        }
    }

    /// The same task for some of its recipients.
    public MailTask to(List<SubscriberKey> some) {
        return new MailTask(mailing, sendBefore, some);
    }
}
