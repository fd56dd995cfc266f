package org.patrolledger.domain.digest;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.patrolledger.domain.id.OperationId;

/// A subscription that somebody asked for and the holder of the address has not confirmed.
///
/// @param sealed the address, and the token of the link that confirms
/// @param confirm the hash of that token
/// @param lists at least one
/// @param wording the version of the text agreed to
/// @param expiresAt when it is forgotten, to the second
public record PendingSubscription(
        SubscriberKey subscriber,
        SealedContact sealed,
        TokenHash confirm,
        SortedSet<OperationId> lists,
        String wording,
        Instant expiresAt) {

    /// How long a link that confirms works.
    public static final Duration LIFETIME = Duration.ofDays(2);

    public PendingSubscription {
        lists = Collections.unmodifiableSortedSet(new TreeSet<>(lists));
        if (lists.isEmpty() || lists.size() > Subscription.MOST_LISTS) {
            throw new IllegalArgumentException("a subscription is to 1 to 20 lists");
        }
    }
}
