package org.patrolledger.storage;

import org.junit.jupiter.api.AfterEach;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.testing.SubmissionLogReadingContract;

/// The same with pages so small that every partition has several.
class DynamoDbSubmissionLogPagingTest extends SubmissionLogReadingContract {
    private final Backend backend = new Backend().table("SUBMISSIONS_TABLE", Tables::submissions);
    private final SubmissionLog log =
            new DynamoDbSubmissionLog(
                    backend.clients().dynamoDb(),
                    backend.environment().submissionsTable(),
                    Scratch.UNUSED,
                    1);

    @Override
    protected SubmissionLog log() {
        return log;
    }

    @AfterEach
    void drop_the_table() {
        backend.close();
    }
}
