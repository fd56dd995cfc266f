package org.patrolledger.domain.summary;

import java.time.Duration;
import java.util.Collection;

/// Where due summaries wait for the one function that publishes.
public interface SummaryQueue {
    /// Puts each of `due` on the queue, to be seen after `delay` (0 to 15 minutes). Returns once
    /// all are durably there.
    ///
    /// @throws org.patrolledger.domain.StorageException if any may be missing; sending all of them
    ///   again is harmless
    void send(Collection<Due> due, Duration delay);
}
