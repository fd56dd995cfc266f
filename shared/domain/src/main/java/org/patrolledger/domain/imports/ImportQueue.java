package org.patrolledger.domain.imports;

/// The queue of imports to be checked or committed.
public interface ImportQueue {
    /// Has `task` done soon, once or more often.
    ///
    /// @throws org.patrolledger.domain.StorageException if the queue is throttled or away
    void send(ImportTask task);
}
