package org.patrolledger.importer;

/// What a run came to. Of several files the last of these counts.
enum ExitCode {
    DONE(0),
    /// Rows have faults.
    FAULTY(1),
    /// The command line is not understood, or a file of this machine cannot be read.
    NOT_UNDERSTOOD(2),
    /// The ledger refuses the file, the mapping or the token.
    REFUSED(3),
    /// Rows could not be taken after all, since something changed after the check.
    CHANGED_SINCE(4),
    /// The ledger cannot be reached, or takes too long.
    UNAVAILABLE(5);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /// The later one of the two.
    ExitCode and(ExitCode other) {
        return compareTo(other) > 0 ? this : other;
    }
}
