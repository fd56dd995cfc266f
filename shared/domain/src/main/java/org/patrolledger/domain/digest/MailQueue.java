package org.patrolledger.domain.digest;

import java.time.Duration;
import java.util.Collection;

/// Where tasks wait for the one function that sends mail.
public interface MailQueue {
    /// The longest that a task can be kept unseen, which is the longest of SQS.
    Duration LONGEST_DELAY = Duration.ofMinutes(15);

    /// Puts `tasks` on the queue, to be seen after `delay` (0 to [#LONGEST_DELAY], in whole
    /// seconds). Returns once all are durably there.
    ///
    /// @throws org.patrolledger.domain.StorageException if any may be missing; sending all of them
    ///   again is harmless
    void send(Collection<MailTask> tasks, Duration delay);
}
