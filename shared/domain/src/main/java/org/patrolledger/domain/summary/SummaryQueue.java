package org.patrolledger.domain.summary;

import java.time.Duration;
import java.util.Collection;

/// Where due summaries wait for the one function that publishes.
public interface SummaryQueue {
    /// The longest that what is due can be kept unseen, which is the longest of SQS.
    Duration LONGEST_DELAY = Duration.ofMinutes(15);

    /// Puts each of `due` on the queue once, to be seen after `delay` (0 to [#LONGEST_DELAY], in
    /// whole seconds). Returns once all are durably there.
    ///
    /// @throws org.patrolledger.domain.StorageException if any may be missing; sending all of them
    ///   again is harmless
    void send(Collection<PublishRequest> due, Duration delay);
}
