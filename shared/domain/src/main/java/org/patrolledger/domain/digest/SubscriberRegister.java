package org.patrolledger.domain.digest;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.patrolledger.domain.id.OperationId;

/// Who gets the mails. What has expired is not there, whether or not it has been deleted yet.
///
/// Every method may throw [org.patrolledger.domain.StorageException] when storage is throttled or
/// away. Each is one atomic step, and repeating it is harmless unless it says otherwise.
public interface SubscriberRegister {
    /// Over how many partitions the members of a list are spread.
    int SHARDS = 4;

    /// Counts one more of `counter`, forgotten at `forgetAt`. Repeating counts again.
    ///
    /// @return how many there have been, this one included
    long count(String counter, Instant forgetAt);

    /// Keeps a subscription until it is confirmed or expires. A subscriber may have several.
    void propose(PendingSubscription pending);

    /// The subscription to be confirmed by a token, read consistently; empty once it was confirmed.
    Optional<PendingSubscription> pending(SubscriberKey subscriber, TokenHash confirm);

    /// Whose token it is, read consistently: one that confirms, also for the rest of its 48 hours
    /// once it did, or one that unsubscribes.
    Optional<SubscriberKey> holder(TokenHash token);

    /// The confirmed subscription, read consistently.
    Optional<Subscription> active(SubscriberKey subscriber);

    /// Makes `subscription` the confirmed one in place of `from`, and forgets the address of the
    /// pending one that `confirm` confirmed.
    ///
    /// @param from what [#active] said before
    /// @return whether it was `from` still; otherwise nothing changed
    boolean activate(Optional<Subscription> from, Subscription subscription, TokenHash confirm);

    /// Forgets everything about a subscriber: subscription, pending ones and tokens.
    void erase(SubscriberKey subscriber);

    /// Forgets everything about a subscriber but that no mail may be sent to it until `until`.
    void suppress(SubscriberKey subscriber, Instant until);

    /// Whether no mail may be sent to a subscriber.
    boolean suppressed(SubscriberKey subscriber);

    /// The members of a list, shard by shard, read as the stream is. Somebody who joins or leaves
    /// meanwhile, or did so within the last seconds, may be in it or not: [#active] tells.
    Stream<SubscriberKey> members(OperationId list);

    /// Notes that an issue could not be delivered for now.
    ///
    /// @return every issue noted and not cleared since, this one included; empty where there is no
    ///   such subscriber
    SortedSet<Mailing.Issue> noteSoftBounce(SubscriberKey subscriber, Mailing.Issue issue);

    /// Forgets the soft bounces of issues up to the week of `issue`, which was delivered.
    void noteDelivery(SubscriberKey subscriber, Mailing.Issue issue);
}
