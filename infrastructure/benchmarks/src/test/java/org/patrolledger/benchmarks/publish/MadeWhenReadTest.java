package org.patrolledger.benchmarks.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.summary.SummaryFold;
import org.patrolledger.domain.summary.SummaryKey;

class MadeWhenReadTest {
    private static final OperationId OPERATION =
            new OperationId(Publish.WORLD.operations().getFirst());

    private final SubmissionLog log = new MadeWhenRead(300);

    @Test
    void the_week_is_read_in_the_order_of_the_log_and_counted_whole() {
        var fold =
                new SummaryFold(
                        new SummaryKey(Publish.WEEK, OperationId.ALL), Publish.WORLD.catalogue());
        try (var all = log.current(fold.days())) {
            var revisions = all.toList();
            assertThat(revisions).hasSize(300);
            assertThat(revisions)
                    .extracting(it -> it.submission().id())
                    .isSortedAccordingTo(Comparator.naturalOrder());
            revisions.forEach(fold::add);
        }
        assertThat(fold.figures().inputs().submissions()).isEqualTo(300);
    }

    @Test
    void days_outside_the_week_have_nothing() {
        var before = new OperationDay(OPERATION, Publish.WEEK.first().plusDays(-1));

        try (var none = log.current(List.of(before))) {
            assertThat(none).isEmpty();
        }
    }
}
