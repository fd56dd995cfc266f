package org.patrolledger.importer;

import java.io.IOException;

/// The ledger answered, and does not do what it was asked for. Its message is what it said.
final class LedgerRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    LedgerRefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    /// The HTTP status of the answer.
    int status() {
        return status;
    }
}
