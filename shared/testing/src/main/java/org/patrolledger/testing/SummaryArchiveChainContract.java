package org.patrolledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.ChainHead;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.summary.SummaryKey;

/// What every [SummaryArchive] has to do before an edition is visible: tell which periods were
/// begun, and let exactly one edition follow each head.
public abstract class SummaryArchiveChainContract {
    private static final int RUNNERS = 16;
    private static final SummaryKey MONTHLY = new SummaryKey(Sample.MONTH, Sample.GRIP);
    private static final EditionKey FIRST = new EditionKey(Sample.WEEKLY, 1);

    /// The archive under test; the same one throughout a test, empty at its start.
    protected abstract SummaryArchive archive();

    @Test
    void a_period_is_begun_once_it_was_said_so() {
        assertThat(archive().begun(Sample.WEEKLY)).isFalse();

        archive().begin(Sample.WEEKLY);
        archive().begin(Sample.WEEKLY);

        assertThat(archive().begun(Sample.WEEKLY)).isTrue();
        assertThat(archive().begun(MONTHLY)).isFalse();
        assertThat(archive().begun(Sample.WEEKLY.of(Sample.WEEK.previous()))).isFalse();
        assertThat(archive().begun(new SummaryKey(Sample.WEEK, Sample.SAFE_SPACE))).isFalse();
    }

    @Test
    void every_period_of_an_operation_that_was_begun_is_told() {
        var other = new SummaryKey(Sample.WEEK, OperationId.ALL);
        assertThat(archive().begun(Sample.GRIP)).isEmpty();
        List.of(Sample.WEEKLY, MONTHLY, other).forEach(archive()::begin);
        archive().commit(Sample.GRIP, ChainHead.NONE, ChainHead.NONE.next(link(FIRST)));

        assertThat(archive().begun(Sample.GRIP)).containsExactlyInAnyOrder(Sample.WEEKLY, MONTHLY);
        assertThat(archive().begun(OperationId.ALL)).containsExactly(other);
        assertThat(archive().begun(List.of(Sample.GRIP, Sample.SAFE_SPACE, OperationId.ALL)))
                .containsExactlyInAnyOrder(Sample.WEEKLY, MONTHLY, other);
    }

    @Test
    void a_chain_starts_with_nothing_in_it() {
        assertThat(archive().head(Sample.GRIP)).isEqualTo(ChainHead.NONE);
    }

    @Test
    void a_head_moves_on_from_where_it_is() {
        var one = ChainHead.NONE.next(link(FIRST));
        var two = one.next(link(new EditionKey(MONTHLY, 1)));

        assertThat(archive().commit(Sample.GRIP, ChainHead.NONE, one)).isTrue();
        assertThat(archive().head(Sample.GRIP)).isEqualTo(one);
        assertThat(archive().commit(Sample.GRIP, one, two)).isTrue();
        assertThat(archive().head(Sample.GRIP)).isEqualTo(two);
        assertThat(archive().head(Sample.SAFE_SPACE)).isEqualTo(ChainHead.NONE);
    }

    @Test
    void a_head_does_not_move_from_where_it_is_not() {
        var one = ChainHead.NONE.next(link(FIRST));
        var two = one.next(link(FIRST.next()));
        var sameSequence = ChainHead.NONE.next(link(FIRST));
        assertThat(archive().commit(Sample.GRIP, one, two)).isFalse();
        assertThat(archive().head(Sample.GRIP)).isEqualTo(ChainHead.NONE);
        archive().commit(Sample.GRIP, ChainHead.NONE, one);

        assertThat(archive().commit(Sample.GRIP, ChainHead.NONE, ChainHead.NONE.next(link(FIRST))))
                .isFalse();
        assertThat(archive().commit(Sample.GRIP, sameSequence, two)).isFalse();
        assertThat(archive().commit(Sample.GRIP, two, two.next(link(FIRST)))).isFalse();

        assertThat(archive().head(Sample.GRIP)).isEqualTo(one);
    }

    /// As the SDK does when the answer to the first write was lost.
    @Test
    void a_call_that_meets_its_own_write_has_moved_the_head() {
        var one = ChainHead.NONE.next(link(FIRST));
        var two = one.next(link(FIRST.next()));

        assertThat(archive().commit(Sample.GRIP, ChainHead.NONE, one)).isTrue();
        assertThat(archive().commit(Sample.GRIP, ChainHead.NONE, one)).isTrue();
        assertThat(archive().commit(Sample.GRIP, one, two)).isTrue();
        assertThat(archive().commit(Sample.GRIP, one, two)).isTrue();
    }

    @Test
    void of_many_who_move_a_head_at_once_exactly_one_does() {
        var from = ChainHead.NONE;
        for (int round = 0; round < 3; round++) {
            var head = from;
            var entrants =
                    IntStream.range(0, RUNNERS).mapToObj(i -> head.next(link(FIRST))).toList();

            var won = Race.of(RUNNERS, i -> archive().commit(Sample.GRIP, head, entrants.get(i)));

            assertThat(won).containsOnlyOnce(true);
            from = entrants.get(won.indexOf(true));
            assertThat(archive().head(Sample.GRIP)).isEqualTo(from);
        }
    }

    /// An edition that was committed nowhere and of which nothing is staged.
    private static ChainHead.Link link(EditionKey edition) {
        return new ChainHead.Link(
                edition, Digest.of("manifest"), "staging/" + UUID.randomUUID() + "/");
    }
}
