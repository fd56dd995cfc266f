package org.patrolledger.functions.managesubscription;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.digest.AddressVault;
import org.patrolledger.domain.digest.Contact;
import org.patrolledger.domain.digest.EmailAddress;
import org.patrolledger.domain.digest.LinkToken;
import org.patrolledger.domain.digest.MailQueue;
import org.patrolledger.domain.digest.MailTask;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.digest.PendingSubscription;
import org.patrolledger.domain.digest.SubscriberKey;
import org.patrolledger.domain.digest.SubscriberRegister;
import org.patrolledger.domain.digest.Subscription;
import org.patrolledger.domain.id.OperationId;

/// Signing up, confirming and leaving.
final class Subscriptions {
    /// Names the text that subscribers agree to, `Pages.PRIVACY`; raised with every change of it.
    static final String WORDING = "2026-11.2";

    /// How many mails asking for a confirmation one address gets in a day.
    private static final int DAILY = 3;

    /// How many may be asked for from one network address in a minute.
    private static final int BY_CALLER = 20;

    /// How often a subscription may have been changed while it was being confirmed.
    private static final int ATTEMPTS = 10;

    private final SubscriberRegister register;
    private final AddressVault vault;
    private final MailQueue queue;
    private final InstantSource clock;
    private final SecureRandom random;

    Subscriptions(
            SubscriberRegister register,
            AddressVault vault,
            MailQueue queue,
            InstantSource clock,
            SecureRandom random) {
        this.register = register;
        this.vault = vault;
        this.queue = queue;
        this.clock = clock;
        this.random = random;
    }

    /// What is known under a link that confirms.
    sealed interface Invitation {
        /// It can be confirmed.
        record Open() implements Invitation {}

        /// It was.
        record Confirmed(SortedSet<OperationId> lists) implements Invitation {}

        /// There is none, or not any more.
        record Unknown() implements Invitation {}
    }

    /// What is held about a subscriber.
    record Held(EmailAddress address, Subscription subscription) {}

    /// Asks the holder of `address` to confirm, unless that is asked too often, or mail to it
    /// bounced. The caller does not learn which it was.
    ///
    /// @param caller the network address of the caller
    void ask(EmailAddress address, SortedSet<OperationId> lists, String caller) {
        var now = clock.instant();
        var today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        var tomorrow = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        if (tooManyOf(caller, now, today, tomorrow)) {
            return;
        }
        var subscriber = vault.key(address);
        if (register.count("address#" + subscriber + "#" + today, tomorrow) > DAILY
                || register.suppressed(subscriber)) {
            return;
        }
        invite(subscriber, address, lists, now);
    }

    private boolean tooManyOf(String caller, Instant now, LocalDate today, Instant tomorrow) {
        var network = CallerAddress.network(caller);
        var pseudonym = vault.pseudonym("caller", network + " " + today);
        long minute = now.getEpochSecond() / Duration.ofMinutes(1).toSeconds();
        return register.count("caller#" + pseudonym + "#" + minute, tomorrow) > BY_CALLER;
    }

    private void invite(
            SubscriberKey subscriber,
            EmailAddress address,
            SortedSet<OperationId> lists,
            Instant now) {
        var token = newToken();
        var expiry = now.plus(PendingSubscription.LIFETIME).truncatedTo(ChronoUnit.SECONDS);
        var pending =
                new PendingSubscription(
                        subscriber,
                        vault.seal(subscriber, new Contact(address, token)),
                        token.hash(),
                        lists,
                        WORDING,
                        expiry);
        register.propose(pending);
        var task =
                new MailTask(new Mailing.Confirmation(token.hash()), expiry, List.of(subscriber));
        queue.send(List.of(task), Duration.ZERO);
    }

    private LinkToken newToken() {
        var bytes = new byte[LinkToken.BYTES];
        random.nextBytes(bytes);
        return LinkToken.of(bytes);
    }

    /// What `token` would confirm. Changes nothing.
    Invitation invitation(LinkToken token) {
        var holder = register.holder(token.hash());
        if (holder.isEmpty()) {
            return new Invitation.Unknown();
        }
        return register.pending(holder.get(), token.hash()).isPresent()
                ? new Invitation.Open()
                : confirmed(holder.get(), token);
    }

    private Invitation confirmed(SubscriberKey subscriber, LinkToken token) {
        return register.active(subscriber)
                .filter(it -> !it.unsubscribe().equals(token.hash()))
                .<Invitation>map(it -> new Invitation.Confirmed(it.lists()))
                .orElseGet(Invitation.Unknown::new);
    }

    /// Confirms what `token` is for. Again, it is confirmed still.
    ///
    /// @throws StorageException if others change the same subscription all the time
    Invitation confirm(LinkToken token) {
        var holder = register.holder(token.hash());
        if (holder.isEmpty()) {
            return new Invitation.Unknown();
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var pending = register.pending(holder.get(), token.hash());
            if (pending.isEmpty()) {
                return confirmed(holder.get(), token);
            }
            var from = register.active(holder.get());
            var next = subscription(from, pending.get());
            if (register.activate(from, next, token.hash())) {
                return new Invitation.Confirmed(next.lists());
            }
        }
        throw new StorageException(
                StorageException.Fault.THROTTLED,
                "a subscription changes all the time",
                new IllegalStateException());
    }

    /// A subscriber who signs up again keeps the lists and the link to leave that they have.
    private Subscription subscription(Optional<Subscription> from, PendingSubscription pending) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var subscriber = pending.subscriber();
        if (from.isPresent()) {
            var held = from.get();
            return new Subscription(
                    subscriber,
                    held.sealed(),
                    held.unsubscribe(),
                    together(held.lists(), pending.lists()),
                    now,
                    pending.wording());
        }
        var token = newToken();
        var address = vault.open(subscriber, pending.sealed()).address();
        return new Subscription(
                subscriber,
                vault.seal(subscriber, new Contact(address, token)),
                token.hash(),
                pending.lists(),
                now,
                pending.wording());
    }

    /// Both, but never more than a subscriber may have: then what was asked for last.
    private static SortedSet<OperationId> together(
            SortedSet<OperationId> held, SortedSet<OperationId> asked) {
        var all = new TreeSet<>(held);
        all.addAll(asked);
        return all.size() > Subscription.MOST_LISTS ? asked : all;
    }

    /// What is held about the subscriber whose link to leave has `token`. Changes nothing.
    Optional<Held> held(LinkToken token) {
        return leaver(token)
                .map(subscription ->
                        new Held(
                                vault.open(subscription.subscriber(), subscription.sealed())
                                        .address(),
                                subscription));
    }

    /// Forgets that subscriber. Nothing happens where there is none.
    void leave(LinkToken token) {
        leaver(token).ifPresent(subscription -> register.erase(subscription.subscriber()));
    }

    private Optional<Subscription> leaver(LinkToken token) {
        return register.holder(token.hash())
                .flatMap(register::active)
                .filter(subscription -> subscription.unsubscribe().equals(token.hash()));
    }
}
