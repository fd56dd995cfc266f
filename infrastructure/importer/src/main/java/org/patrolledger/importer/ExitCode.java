package org.patrolledger.importer;

/// What a run came to. Of several files the last of these counts.
enum ExitCode {
    DONE,
    /// Rows have faults.
    FAULTY,
    /// The command line is not understood, or a file of this machine cannot be read.
    NOT_UNDERSTOOD,
    /// The ledger refuses the file, the mapping or the token.
    REFUSED,
    /// Rows could not be taken after all, since something changed after the check.
    CHANGED_SINCE,
    /// The ledger cannot be reached, or takes too long.
    AWAY;

    int code() {
        return ordinal();
    }

    /// The later one of the two.
    ExitCode and(ExitCode other) {
        return compareTo(other) > 0 ? this : other;
    }
}
