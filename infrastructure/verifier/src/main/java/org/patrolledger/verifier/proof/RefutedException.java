package org.patrolledger.verifier.proof;

import java.util.Locale;

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

    /// @param what a format of `values`, where there are any
    @SuppressWarnings("AnnotateFormatMethod") // the annotation is not on the class path
    static void require(boolean condition, Object where, String what, Object... values) {
        if (!condition) {
            throw new RefutedException(
                    where.toString(),
                    values.length == 0 ? what : String.format(Locale.ROOT, what, values));
        }
    }
}
