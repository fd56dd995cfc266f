package org.patrolledger.contract.json;

/// The text is not I-JSON (RFC 7493): not JSON, not Unicode, or an object names a key twice.
public final class NotJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotJsonException(String message) {
        super(message);
    }
}
