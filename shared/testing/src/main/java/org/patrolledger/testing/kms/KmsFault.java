package org.patrolledger.testing.kms;

/// A refusal, as KMS words it: the exception's name goes into `__type`.
final class KmsFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int REFUSED = 400;

    private final int status;
    private final String type;

    KmsFault(String type) {
        this(REFUSED, type);
    }

    KmsFault(int status, String type) {
        super(type);
        this.status = status;
        this.type = type;
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }
}
