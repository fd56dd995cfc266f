package org.patrolledger.importer;

import java.io.IOException;

/// The ledger does not answer, or does not come to an end.
final class LedgerAwayException extends IOException {
    private static final long serialVersionUID = 1L;

    LedgerAwayException(String message) {
        super(message);
    }

    LedgerAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
