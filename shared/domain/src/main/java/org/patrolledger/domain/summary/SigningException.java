package org.patrolledger.domain.summary;

/// The key did not sign. Nothing was published; once the key signs again, the same call may be
/// repeated.
public final class SigningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SigningException(String message, Throwable cause) {
        super(message, cause);
    }
}
