package org.patrolledger.functions.senddigest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.digest.Claim;
import org.patrolledger.domain.digest.Mail;
import org.patrolledger.domain.digest.MailQueue;
import org.patrolledger.domain.digest.MailTask;
import org.patrolledger.domain.digest.Mailer;
import org.patrolledger.domain.digest.MailingRegister;
import org.patrolledger.domain.digest.SubscriberKey;
import org.patrolledger.lambda.Deadline;

/// Sends a mailing to each of a task's recipients once, by the rules of [Claim].
///
/// A subscriber not settled when the task ends goes on the queue again: soon where the mail was
/// certainly not sent, later where only an event can tell.
final class Delivery {
    /// After this the mail service may take mails again: a rate that was exceeded is free within a
    /// second, and nothing is lost where it takes longer.
    private static final Duration SOON = Duration.ofSeconds(30);

    /// How often one looks whether an event has come.
    private static final Duration LATER = MailQueue.LONGEST_DELAY;

    /// What one mail may take: the call of the mail service gives up earlier.
    private static final Duration FOR_ONE = Duration.ofSeconds(5);

    private final MailingRegister register;
    private final Letters letters;
    private final Mailer mailer;
    private final MailQueue queue;
    private final InstantSource clock;
    private final Pace pace;

    Delivery(
            MailingRegister register,
            Letters letters,
            Mailer mailer,
            MailQueue queue,
            InstantSource clock,
            Pace pace) {
        this.register = register;
        this.letters = letters;
        this.mailer = mailer;
        this.queue = queue;
        this.clock = clock;
        this.pace = pace;
    }

    /// What became of one recipient.
    enum Fate {
        SENT,
        /// It had been settled before.
        SETTLED,
        /// Nobody of that key wants the mail any more.
        UNWANTED,
        REFUSED,
        /// The mail was certainly not sent, and is to be tried again soon.
        THROTTLED,
        /// The mail may have been sent; an event will tell.
        UNKNOWN,
        /// Storage or the keys failed before anything was sent.
        FAILED
    }

    /// Sends what is to be sent.
    ///
    /// @param request names this call of the function, unlike any other
    /// @return how many recipients came to which fate
    /// @throws StorageException if those left could not be put on the queue; the task is to be
    ///   given again, which is harmless
    Map<Fate, Integer> deliver(MailTask task, String request) {
        var fates = new EnumMap<Fate, Integer>(Fate.class);
        var soon = new ArrayList<SubscriberKey>();
        var later = new ArrayList<SubscriberKey>();
        boolean throttled = false;
        for (var subscriber : task.subscribers()) {
            if (throttled || !Deadline.current().allows(FOR_ONE)) {
                soon.add(subscriber);
                continue;
            }
            var fate = deliver(task, subscriber, request);
            fates.merge(fate, 1, Integer::sum);
            switch (fate) {
                case SENT, SETTLED, UNWANTED, REFUSED -> {}
                case THROTTLED -> {
                    soon.add(subscriber);
                    throttled = true;
                }
                case FAILED -> soon.add(subscriber);
                case UNKNOWN -> later.add(subscriber);
            }
        }
        again(task, soon, throttled || fates.containsKey(Fate.FAILED) ? SOON : Duration.ZERO);
        again(task, later, LATER);
        return fates;
    }

    private void again(MailTask task, List<SubscriberKey> some, Duration delay) {
        if (!some.isEmpty()) {
            queue.send(List.of(task.to(some)), delay);
        }
    }

    private Fate deliver(MailTask task, SubscriberKey subscriber, String request) {
        try {
            var claim = register.find(task.mailing(), subscriber);
            return switch (Claim.decide(claim, now(), task.sendBefore(), request)) {
                case Claim.Decision.Done done -> Fate.SETTLED;
                case Claim.Decision.Wait wait -> Fate.UNKNOWN;
                case Claim.Decision.GiveUp(var next) ->
                        register.replace(task.mailing(), subscriber, claim, next)
                                ? Fate.REFUSED
                                : Fate.UNKNOWN;
                case Claim.Decision.Take(var next) -> take(task, subscriber, claim, next);
            };
        } catch (StorageException | IllegalArgumentException e) {
            // The latter where an address does not open; that one must not keep the others waiting.
            return Fate.FAILED;
        }
    }

    private Fate take(
            MailTask task, SubscriberKey subscriber, Optional<Claim> claim, Claim.Sending next) {
        var mail = letters.compose(task.mailing(), subscriber, next.attempt());
        if (mail.isEmpty()) {
            return Fate.UNWANTED;
        }
        if (!pace.await()) {
            return Fate.FAILED;
        }
        if (!register.replace(task.mailing(), subscriber, claim, next)) {
            return Fate.UNKNOWN;
        }
        return send(mail.get(), next);
    }

    /// From here on the mail may be on its way, even where a later step fails.
    private Fate send(Mail mail, Claim.Sending held) {
        pace.take();
        var outcome = mailer.send(mail);
        var next =
                switch (outcome) {
                    case Mailer.Outcome.Accepted(var message) ->
                            new Claim.Sent(held.attempt(), now(), message);
                    case Mailer.Outcome.Throttled it -> new Claim.Released(held.attempt(), now());
                    case Mailer.Outcome.Refused it ->
                            new Claim.Refused(held.attempt(), now(), Claim.Reason.REFUSED);
                    case Mailer.Outcome.Unanswered it -> new Claim.Unknown(held.attempt(), now());
                };
        boolean noted = noted(mail, held, next);
        return switch (outcome) {
            case Mailer.Outcome.Accepted it -> Fate.SENT;
            // A claim that could not be given back keeps the next attempt waiting.
            case Mailer.Outcome.Throttled it -> noted ? Fate.THROTTLED : Fate.UNKNOWN;
            case Mailer.Outcome.Refused it -> noted ? Fate.REFUSED : Fate.UNKNOWN;
            case Mailer.Outcome.Unanswered it -> Fate.UNKNOWN;
        };
    }

    /// Whether the register has `next`. An event may have settled the claim meanwhile; a claim that
    /// stays what it was is settled by an event.
    private boolean noted(Mail mail, Claim.Sending held, Claim next) {
        try {
            return register.replace(mail.mailing(), mail.subscriber(), Optional.of(held), next);
        } catch (StorageException e) {
            return false;
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
