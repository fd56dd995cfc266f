package org.patrolledger.testing;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.digest.PendingSubscription;
import org.patrolledger.domain.digest.SubscriberKey;
import org.patrolledger.domain.digest.SubscriberRegister;
import org.patrolledger.domain.digest.Subscription;
import org.patrolledger.domain.digest.TokenHash;
import org.patrolledger.domain.id.OperationId;

/// Subscribers in memory.
public final class FakeSubscriberRegister implements SubscriberRegister {
    private record Counter(long count, Instant forgetAt) {}

    private record Offer(PendingSubscription pending, boolean confirmed) {}

    private final InstantSource clock;
    private final Map<String, Counter> counters = new HashMap<>();
    private final Map<TokenHash, Offer> offers = new HashMap<>();
    private final Map<SubscriberKey, Subscription> active = new HashMap<>();
    private final Map<SubscriberKey, Instant> suppressed = new HashMap<>();
    private final Map<SubscriberKey, SortedSet<Mailing.Issue>> bounces = new HashMap<>();

    public FakeSubscriberRegister(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized long count(String counter, Instant forgetAt) {
        long before = counters.containsKey(counter) ? counters.get(counter).count() : 0;
        counters.put(counter, new Counter(before + 1, forgetAt));
        return before + 1;
    }

    @Override
    public synchronized void propose(PendingSubscription pending) {
        offers.put(pending.confirm(), new Offer(pending, false));
    }

    @Override
    public synchronized Optional<PendingSubscription> pending(
            SubscriberKey subscriber, TokenHash confirm) {
        return offer(confirm)
                .filter(offer -> !offer.confirmed())
                .map(Offer::pending)
                .filter(pending -> pending.subscriber().equals(subscriber));
    }

    private Optional<Offer> offer(TokenHash confirm) {
        return Optional.ofNullable(offers.get(confirm))
                .filter(offer -> offer.pending().expiresAt().isAfter(clock.instant()));
    }

    @Override
    public synchronized Optional<SubscriberKey> holder(TokenHash token) {
        return offer(token)
                .map(offer -> offer.pending().subscriber())
                .or(() ->
                        active.values().stream()
                                .filter(each -> each.unsubscribe().equals(token))
                                .map(Subscription::subscriber)
                                .findFirst());
    }

    @Override
    public synchronized Optional<Subscription> active(SubscriberKey subscriber) {
        return Optional.ofNullable(active.get(subscriber));
    }

    @Override
    public synchronized boolean activate(
            Optional<Subscription> from, Subscription subscription, TokenHash confirm) {
        var offer = offers.get(confirm);
        if (offer == null || offer.confirmed() || !from.equals(active(subscription.subscriber()))) {
            return false;
        }
        offers.put(confirm, new Offer(offer.pending(), true));
        active.put(subscription.subscriber(), subscription);
        bounces.remove(subscription.subscriber());
        return true;
    }

    @Override
    public synchronized void erase(SubscriberKey subscriber) {
        active.remove(subscriber);
        bounces.remove(subscriber);
        offers.values().removeIf(offer -> offer.pending().subscriber().equals(subscriber));
    }

    @Override
    public synchronized void suppress(SubscriberKey subscriber, Instant until) {
        erase(subscriber);
        suppressed.put(subscriber, until);
    }

    @Override
    public synchronized boolean suppressed(SubscriberKey subscriber) {
        var until = suppressed.get(subscriber);
        return until != null && until.isAfter(clock.instant());
    }

    @Override
    public synchronized Stream<SubscriberKey> members(OperationId list) {
        List<SubscriberKey> members = new ArrayList<>();
        active.values().stream()
                .filter(each -> each.lists().contains(list))
                .map(Subscription::subscriber)
                .sorted()
                .forEach(members::add);
        return members.stream();
    }

    @Override
    public synchronized SortedSet<Mailing.Issue> noteSoftBounce(
            SubscriberKey subscriber, Mailing.Issue issue) {
        if (!active.containsKey(subscriber)) {
            return new TreeSet<>();
        }
        var noted = bounces.computeIfAbsent(subscriber, it -> new TreeSet<>());
        noted.add(issue);
        return new TreeSet<>(noted);
    }

    @Override
    public synchronized void noteDelivery(SubscriberKey subscriber, Mailing.Issue issue) {
        var noted = bounces.get(subscriber);
        if (noted != null) {
            noted.removeIf(bounced ->
                    bounced.list().equals(issue.list())
                            && bounced.week().first().compareTo(issue.week().first()) <= 0);
        }
    }
}
