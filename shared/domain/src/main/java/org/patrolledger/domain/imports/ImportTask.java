package org.patrolledger.domain.imports;

import org.patrolledger.domain.submission.Coded;

/// What is to be done with an import. At-least-once delivery is harmless: a check that is done is
/// done again with the same outcome, and a commit takes every row once.
public record ImportTask(ImportId id, Step step) {
    /// The steps of an import that take a while.
    public enum Step implements Coded {
        CHECK,
        COMMIT
    }
}
