package org.patrolledger.verifier.proof;

/// Something that does not hold. Never leaves the package: [Verifier] makes a [Verdict] of it. An
/// outcome rather than a fault of the program, so it has no stack trace.
final class RefutedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String where;

    RefutedException(String where, String what) {
        super(what, null, false, false);
        this.where = where;
    }

    /// The file, edition or chain it is about.
    String where() {
        return where;
    }

    static void require(boolean condition, Object where, String what) {
        if (!condition) {
            throw new RefutedException(where.toString(), what);
        }
    }
}
