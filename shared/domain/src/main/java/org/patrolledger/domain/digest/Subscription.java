package org.patrolledger.domain.digest;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.patrolledger.domain.id.OperationId;

/// A confirmed subscription: all that is kept of a subscriber.
///
/// @param sealed the address, and the token of the link that ends the subscription
/// @param unsubscribe the hash of that token
/// @param lists operations, or [OperationId#ALL]; at least one
/// @param confirmedAt to the millisecond
/// @param wording the version of the text agreed to
public record Subscription(
        SubscriberKey subscriber,
        SealedContact sealed,
        TokenHash unsubscribe,
        SortedSet<OperationId> lists,
        Instant confirmedAt,
        String wording) {

    /// The most lists that one subscriber may be on.
    public static final int MOST_LISTS = 20;

    public Subscription {
        lists = Collections.unmodifiableSortedSet(new TreeSet<>(lists));
        if (lists.isEmpty() || lists.size() > MOST_LISTS) {
            throw new IllegalArgumentException("a subscription is to 1 to 20 lists");
        }
    }
}
