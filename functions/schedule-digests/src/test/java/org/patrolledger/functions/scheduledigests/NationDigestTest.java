package org.patrolledger.functions.scheduledigests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.MailTaskDocument;
import org.patrolledger.domain.digest.MailTask;
import org.patrolledger.domain.digest.SubscriberKey;
import org.patrolledger.testing.Sample;

/// The Monday of a list with as many readers as a nation's might have.
class NationDigestTest extends IssueFixture {
    private static final int READERS = 200_000;

    /// What SQS takes of a batch of ten messages, in bytes.
    private static final int LARGEST_BATCH = 256 * 1024;

    @Test
    void each_of_two_hundred_thousand_readers_is_on_the_queue_once() {
        publishGrip();
        join(READERS, Sample.GRIP);

        var answer = run(EVENT);

        assertThat(answer).contains("\"recipients\":" + READERS);
        Set<SubscriberKey> recipients = new HashSet<>();
        int largest = 0;
        for (var each : queue.sent()) {
            assertThat(recipients.addAll(each.message().subscribers())).isTrue();
            var body = MailTaskDocument.write(each.message());
            largest = Math.max(largest, body.getBytes(StandardCharsets.UTF_8).length);
        }
        assertThat(recipients).hasSize(READERS);
        assertThat(queue.sent()).hasSize(READERS / MailTask.MOST);
        assertThat(10 * largest).isLessThan(LARGEST_BATCH);
    }
}
