package org.patrolledger.storage;

import org.junit.jupiter.api.AfterEach;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.testing.SubmissionLogReadingContract;

/// The same as a nation is read, in pages of one.
class DynamoDbSubmissionLogSpoolingTest extends SubmissionLogReadingContract {
    private final Backend backend = new Backend().table("SUBMISSIONS_TABLE", Tables::submissions);
    private final SubmissionLog log =
            new DynamoDbSubmissionLog(
                    backend.clients().dynamoDb(), backend.environment().submissionsTable(), 1, 0);

    @Override
    protected SubmissionLog log() {
        return log;
    }

    @AfterEach
    void drop_the_table() {
        backend.close();
    }
}
