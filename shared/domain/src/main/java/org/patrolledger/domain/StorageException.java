package org.patrolledger.domain;

/// Storage is throttled or away, also after the retries that the time left allowed. Nothing was
/// lost: the call may be repeated.
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What the caller may tell its client.
    public enum Fault {
        /// Storage refused for now because of load.
        THROTTLED,
        /// Storage did not answer, or failed.
        AWAY
    }

    private final Fault fault;

    public StorageException(Fault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
