package org.patrolledger.domain.summary;

/// Where archives wait for the function that makes them.
@FunctionalInterface
public interface ArchiveQueue {
    /// Asks for an archive. Asking again is harmless. Returns once the request is durably there.
    ///
    /// @throws org.patrolledger.domain.StorageException when the queue is throttled or away
    void send(ArchiveRequest request);
}
