package org.patrolledger.storage;

import org.junit.jupiter.api.AfterEach;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.testing.SubmissionLogReadingContract;

/// The same as a nation is read: in pages of one, each of which waits in S3.
class DynamoDbSubmissionLogSpoolingTest extends SubmissionLogReadingContract {
    private final Backend backend =
            new Backend().buckets().table("SUBMISSIONS_TABLE", Tables::submissions);
    private final Scratch scratch = new Scratch(backend);
    private final SubmissionLog log =
            new DynamoDbSubmissionLog(
                    backend.clients().dynamoDb(),
                    backend.environment().submissionsTable(),
                    scratch.sorting(1),
                    1);

    @Override
    protected SubmissionLog log() {
        return log;
    }

    @AfterEach
    void nothing_is_left() {
        scratch.assertEmpty();
        backend.close();
    }
}
