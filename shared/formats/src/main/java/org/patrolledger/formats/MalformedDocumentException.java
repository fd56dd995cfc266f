package org.patrolledger.formats;

/// Bytes that are not the document they are read as.
public final class MalformedDocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedDocumentException(String message) {
        super(message);
    }

    public MalformedDocumentException(String message, Throwable cause) {
        super(message, cause);
    }
}
