package org.patrolledger.testing;

import org.patrolledger.domain.submission.SubmissionLog;

class FakeSubmissionLogReadingTest extends SubmissionLogReadingContract {
    private final FakeSubmissionLog log = new FakeSubmissionLog();

    @Override
    protected SubmissionLog log() {
        return log;
    }
}
