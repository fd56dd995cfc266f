package org.patrolledger.storage;

import org.junit.jupiter.api.AfterEach;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.testing.SubmissionLogContract;

class DynamoDbSubmissionLogTest extends SubmissionLogContract {
    private final Backend backend = new Backend().table("SUBMISSIONS_TABLE", Tables::submissions);
    private final SubmissionLog log = backend.adapters().submissionLog();

    @Override
    protected SubmissionLog log() {
        return log;
    }

    @AfterEach
    void drop_the_table() {
        backend.close();
    }
}
