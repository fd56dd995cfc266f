package org.patrolledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.digest.PendingSubscription;
import org.patrolledger.domain.digest.SealedContact;
import org.patrolledger.domain.digest.SubscriberKey;
import org.patrolledger.domain.digest.SubscriberRegister;
import org.patrolledger.domain.digest.Subscription;
import org.patrolledger.domain.digest.TokenHash;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.time.Week;

/// What every [SubscriberRegister] has to do.
public abstract class SubscriberRegisterContract {
    private static final Instant NOW = Instant.parse("2023-02-06T12:00:00.123Z");
    private static final SubscriberKey ANN = new SubscriberKey("a".repeat(64));
    private static final SubscriberKey BOB = new SubscriberKey("b".repeat(64));
    private static final Mailing.Issue WEEK_5 = new Mailing.Issue(Sample.GRIP, new Week(2023, 5));
    private static final Mailing.Issue WEEK_6 = new Mailing.Issue(Sample.GRIP, new Week(2023, 6));

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);

    /// The clock of the register under test.
    protected final InstantSource clock = now::get;

    /// The register under test, which goes by [#clock]; the same one throughout a test, empty at
    /// its start.
    protected abstract SubscriberRegister register();

    @Test
    void at_first_nothing_is_known_of_anybody() {
        assertThat(register().active(ANN)).isEmpty();
        assertThat(register().pending(ANN, token(1))).isEmpty();
        assertThat(register().holder(token(1))).isEmpty();
        assertThat(register().suppressed(ANN)).isFalse();
        assertThat(register().members(Sample.GRIP)).isEmpty();
    }

    @Test
    void a_counter_counts_up_from_one() {
        var tomorrow = NOW.plus(Duration.ofDays(1));

        assertThat(register().count("one", tomorrow)).isEqualTo(1);
        assertThat(register().count("one", tomorrow)).isEqualTo(2);
        assertThat(register().count("other", tomorrow)).isEqualTo(1);
        assertThat(register().count("one", tomorrow)).isEqualTo(3);
    }

    @Test
    void of_many_who_count_at_once_each_has_a_number_of_its_own() {
        var counts = Race.of(16, i -> register().count("busy", NOW.plusSeconds(60)));

        assertThat(counts).doesNotHaveDuplicates().contains(1L, 16L);
    }

    @Test
    void a_proposed_subscription_is_read_back_and_no_member_yet() {
        var pending = pending(ANN, 1, Sample.GRIP, OperationId.ALL);

        register().propose(pending);

        assertThat(register().pending(ANN, token(1))).contains(pending);
        assertThat(register().pending(BOB, token(1))).isEmpty();
        assertThat(register().pending(ANN, token(2))).isEmpty();
        assertThat(register().holder(token(1))).contains(ANN);
        assertThat(register().active(ANN)).isEmpty();
        assertThat(register().members(Sample.GRIP)).isEmpty();
    }

    @Test
    void several_may_be_proposed_for_one_subscriber() {
        register().propose(pending(ANN, 1, Sample.GRIP));
        register().propose(pending(ANN, 2, Sample.SAFE_SPACE));

        assertThat(register().pending(ANN, token(1))).contains(pending(ANN, 1, Sample.GRIP));
        assertThat(register().pending(ANN, token(2))).contains(pending(ANN, 2, Sample.SAFE_SPACE));
    }

    @Test
    void a_proposed_subscription_is_forgotten_when_it_expires() {
        register().propose(pending(ANN, 1, Sample.GRIP));

        now.set(expiry().minusMillis(1));
        assertThat(register().pending(ANN, token(1))).isPresent();
        assertThat(register().holder(token(1))).isPresent();

        now.set(expiry());
        assertThat(register().pending(ANN, token(1))).isEmpty();
        assertThat(register().holder(token(1))).isEmpty();
    }

    @Test
    void an_activated_subscription_is_read_back_and_a_member_of_its_lists() {
        var subscription = activated(ANN, 1, 101, Sample.GRIP, OperationId.ALL);

        assertThat(register().active(ANN)).contains(subscription);
        assertThat(register().holder(token(101))).contains(ANN);
        assertThat(register().members(Sample.GRIP)).containsExactly(ANN);
        assertThat(register().members(OperationId.ALL)).containsExactly(ANN);
        assertThat(register().members(Sample.SAFE_SPACE)).isEmpty();
    }

    @Test
    void a_confirmed_token_still_tells_whose_it_is_but_confirms_nothing_more() {
        var subscription = activated(ANN, 1, 101, Sample.GRIP);

        assertThat(register().pending(ANN, token(1))).isEmpty();
        assertThat(register().holder(token(1))).contains(ANN);
        assertThat(register().activate(Optional.of(subscription), subscription, token(1)))
                .isFalse();
    }

    @Test
    void a_subscription_takes_the_place_of_the_one_expected_only() {
        var first = activated(ANN, 1, 101, Sample.GRIP);
        register().propose(pending(ANN, 2, Sample.SAFE_SPACE));
        var second = subscription(ANN, 101, NOW.plusSeconds(1), Sample.SAFE_SPACE);

        assertThat(register().activate(Optional.empty(), second, token(2))).isFalse();
        assertThat(register().active(ANN)).contains(first);
        assertThat(register().activate(Optional.of(first), second, token(2))).isTrue();
        assertThat(register().active(ANN)).contains(second);
        assertThat(register().members(Sample.GRIP)).isEmpty();
        assertThat(register().members(Sample.SAFE_SPACE)).containsExactly(ANN);
        assertThat(register().holder(token(101))).contains(ANN);
    }

    @Test
    void of_many_who_confirm_at_once_one_does() {
        register().propose(pending(ANN, 1, Sample.GRIP));
        var won =
                Race.of(
                        8,
                        i ->
                                register()
                                        .activate(
                                                Optional.empty(),
                                                subscription(ANN, 101 + i, NOW, Sample.GRIP),
                                                token(1)));

        assertThat(won.stream().filter(it -> it)).hasSize(1);
    }

    @Test
    void nothing_is_left_of_who_is_erased() {
        var first = activated(ANN, 1, 101, Sample.GRIP, OperationId.ALL);
        var other = activated(BOB, 2, 102, Sample.GRIP);
        register().propose(pending(ANN, 3, Sample.SAFE_SPACE));

        register().erase(ANN);

        assertThat(register().active(ANN)).isEmpty();
        assertThat(register().pending(ANN, token(3))).isEmpty();
        for (int number : new int[] {1, 3, 101}) {
            assertThat(register().holder(token(number))).as("token %s", number).isEmpty();
        }
        assertThat(register().members(Sample.GRIP)).containsExactly(BOB);
        assertThat(register().members(OperationId.ALL)).isEmpty();
        assertThat(register().active(BOB)).contains(other);
        assertThat(register().activate(Optional.empty(), first, token(3))).isFalse();
        register().erase(ANN);
    }

    @Test
    void who_is_suppressed_is_forgotten_but_for_that_until_its_time() {
        activated(ANN, 1, 101, Sample.GRIP);
        var until = Instant.parse("2024-02-06T12:00:00Z");

        register().suppress(ANN, until);

        assertThat(register().active(ANN)).isEmpty();
        assertThat(register().holder(token(101))).isEmpty();
        assertThat(register().members(Sample.GRIP)).isEmpty();
        assertThat(register().suppressed(ANN)).isTrue();
        assertThat(register().suppressed(BOB)).isFalse();
        register().erase(ANN);
        assertThat(register().suppressed(ANN)).isTrue();
        now.set(until.minusMillis(1));
        assertThat(register().suppressed(ANN)).isTrue();
        now.set(until);
        assertThat(register().suppressed(ANN)).isFalse();
    }

    @Test
    void the_members_of_a_list_are_all_there_whatever_their_keys_begin_with() {
        var joined = new ArrayList<SubscriberKey>();
        for (int i = 0; i < 32; i++) {
            var key = new SubscriberKey(Integer.toHexString(i % 16) + "0".repeat(61) + (10 + i));
            activated(key, 1000 + i, 2000 + i, Sample.GRIP);
            joined.add(key);
        }

        assertThat(register().members(Sample.GRIP)).containsExactlyInAnyOrderElementsOf(joined);
    }

    @Test
    void soft_bounces_are_remembered_until_a_later_issue_is_delivered() {
        activated(ANN, 1, 101, Sample.GRIP);

        assertThat(register().noteSoftBounce(ANN, WEEK_6)).containsExactly(WEEK_6);
        assertThat(register().noteSoftBounce(ANN, WEEK_5)).containsExactly(WEEK_5, WEEK_6);
        register().noteDelivery(ANN, WEEK_5);
        assertThat(register().noteSoftBounce(ANN, WEEK_6)).containsExactly(WEEK_6);
        register().noteDelivery(ANN, new Mailing.Issue(OperationId.ALL, new Week(2023, 9)));
        assertThat(register().noteSoftBounce(ANN, WEEK_6)).containsExactly(WEEK_6);
        register().noteDelivery(ANN, WEEK_6);
        assertThat(register().noteSoftBounce(ANN, WEEK_5)).containsExactly(WEEK_5);
    }

    @Test
    void nothing_is_noted_of_who_is_no_subscriber() {
        assertThat(register().noteSoftBounce(ANN, WEEK_5)).isEmpty();
        register().noteDelivery(ANN, WEEK_5);
        assertThat(register().active(ANN)).isEmpty();
    }

    private Subscription activated(
            SubscriberKey subscriber, int confirm, int unsubscribe, OperationId... lists) {
        register().propose(pending(subscriber, confirm, lists));
        var subscription = subscription(subscriber, unsubscribe, NOW, lists);
        assertThat(register().activate(Optional.empty(), subscription, token(confirm))).isTrue();
        return subscription;
    }

    private static Subscription subscription(
            SubscriberKey subscriber, int unsubscribe, Instant at, OperationId... lists) {
        return new Subscription(
                subscriber,
                new SealedContact(new byte[] {1, 2, (byte) unsubscribe}),
                token(unsubscribe),
                new TreeSet<>(List.of(lists)),
                at,
                "2026-11");
    }

    private static PendingSubscription pending(
            SubscriberKey subscriber, int confirm, OperationId... lists) {
        return new PendingSubscription(
                subscriber,
                new SealedContact(new byte[] {3, (byte) confirm}),
                token(confirm),
                new TreeSet<>(List.of(lists)),
                "2026-11",
                expiry());
    }

    private static Instant expiry() {
        return Instant.parse("2023-02-08T12:00:00Z");
    }

    private static TokenHash token(int number) {
        return new TokenHash(String.format(java.util.Locale.ROOT, "%064x", number));
    }
}
