package org.patrolledger.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.summary.PublishRequest;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.summary.SummaryQueue;

/// What every [SummaryQueue] has to do.
public abstract class SummaryQueueContract {
    private static final PublishRequest WEEKLY =
            new PublishRequest(Sample.WEEKLY, PublishRequest.Reason.SCHEDULE);

    /// The queue under test; the same one throughout a test, empty at its start.
    protected abstract SummaryQueue queue();

    /// Takes what can be seen off the queue under test.
    protected abstract Collection<PublishRequest> take();

    @Test
    void what_was_sent_is_there_at_once() {
        var monthly =
                new PublishRequest(
                        new SummaryKey(Sample.MONTH, OperationId.ALL),
                        PublishRequest.Reason.CHANGE);

        queue().send(List.of(WEEKLY, monthly), Duration.ZERO);

        assertThat(take()).containsExactlyInAnyOrder(WEEKLY, monthly);
    }

    @Test
    void every_reason_is_kept() {
        var due =
                Stream.of(PublishRequest.Reason.values())
                        .map(reason -> new PublishRequest(Sample.WEEKLY, reason))
                        .toList();

        queue().send(due, Duration.ZERO);

        assertThat(take()).containsExactlyInAnyOrderElementsOf(due);
    }

    @Test
    void any_number_can_be_sent() {
        var due =
                IntStream.range(0, 47)
                        .mapToObj(i -> new OperationId("operation-" + i))
                        .map(id -> new SummaryKey(Sample.WEEK, id))
                        .map(key -> new PublishRequest(key, PublishRequest.Reason.RECONCILE))
                        .toList();

        queue().send(due, Duration.ZERO);

        assertThat(take()).containsExactlyInAnyOrderElementsOf(due);
    }

    @Test
    void nothing_can_be_sent() {
        queue().send(List.of(), Duration.ZERO);

        assertThat(take()).isEmpty();
    }

    @Test
    void the_same_twice_in_one_call_is_there_once() {
        queue().send(List.of(WEEKLY, WEEKLY), Duration.ZERO);

        assertThat(take()).containsExactly(WEEKLY);
    }

    @Test
    void what_was_sent_with_a_delay_is_not_seen_before() {
        queue().send(List.of(WEEKLY), Duration.ofMinutes(15));

        assertThat(take()).isEmpty();
    }

    @Test
    void a_delay_is_whole_seconds_from_none_to_15_minutes() {
        for (var delay : List.of(Duration.ofSeconds(-1), Duration.ofSeconds(901))) {
            assertThatThrownBy(() -> queue().send(List.of(WEEKLY), delay))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(take()).isEmpty();
    }
}
