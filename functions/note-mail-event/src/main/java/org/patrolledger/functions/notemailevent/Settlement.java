package org.patrolledger.functions.notemailevent;

import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.digest.Claim;
import org.patrolledger.domain.digest.MailEvent;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.digest.MailingRegister;
import org.patrolledger.domain.digest.SoftBounces;
import org.patrolledger.domain.digest.SubscriberRegister;

/// Draws the conclusions of events: that a mail was taken settles its claim, that it cannot be
/// delivered or was not wanted ends the subscription. Events may come late, twice and in any order.
public final class Settlement {
    /// How long nobody writes to an address that bounced or complained.
    private static final Period SUPPRESSED = Period.ofMonths(12);

    /// How often a claim may have been replaced while it was looked at.
    private static final int ATTEMPTS = 20;

    private final MailingRegister mailings;
    private final SubscriberRegister subscribers;
    private final InstantSource clock;

    public Settlement(
            MailingRegister mailings, SubscriberRegister subscribers, InstantSource clock) {
        this.mailings = mailings;
        this.subscribers = subscribers;
        this.clock = clock;
    }

    /// Notes one event.
    ///
    /// @throws StorageException if storage is throttled or away; to be noted again
    public void note(MailEvent event) {
        switch (event.kind()) {
            case SENT, DELAYED -> settle(event);
            case DELIVERED -> {
                settle(event);
                if (event.mailing() instanceof Mailing.Issue issue) {
                    subscribers.noteDelivery(event.subscriber(), issue);
                }
            }
            case REJECTED -> refuse(event);
            case BOUNCED, COMPLAINED -> {
                settle(event);
                suppress(event);
            }
            case BOUNCED_FOR_NOW -> {
                settle(event);
                if (event.mailing() instanceof Mailing.Issue issue
                        && SoftBounces.enough(
                                subscribers.noteSoftBounce(event.subscriber(), issue))) {
                    suppress(event);
                }
            }
        }
    }

    private void suppress(MailEvent event) {
        var until = clock.instant().atOffset(ZoneOffset.UTC).plus(SUPPRESSED).toInstant();
        subscribers.suppress(event.subscriber(), until);
    }

    /// The mail service took the mail, whichever outcome was assumed before.
    private void settle(MailEvent event) {
        replace(
                event,
                claim ->
                        claim instanceof Claim.Sent
                                ? Optional.empty()
                                : Optional.of(
                                        new Claim.Sent(event.attempt(), now(), event.message())));
    }

    /// The mail service took the mail and did not send it, and would not the next time.
    private void refuse(MailEvent event) {
        replace(
                event,
                claim ->
                        switch (claim) {
                            case Claim.Sending it -> Optional.of(refused(event));
                            case Claim.Unknown it -> Optional.of(refused(event));
                            case Claim.Released it -> Optional.of(refused(event));
                            case Claim.Sent it -> Optional.empty();
                            case Claim.Refused it -> Optional.empty();
                        });
    }

    private Claim refused(MailEvent event) {
        return new Claim.Refused(event.attempt(), now(), Claim.Reason.REFUSED);
    }

    private interface Change {
        Optional<Claim> of(Claim claim);
    }

    /// A mail has had a claim before it was sent; where there is none any more, nothing is left to
    /// settle.
    private void replace(MailEvent event, Change change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var claim = mailings.find(event.mailing(), event.subscriber());
            var next = claim.flatMap(change::of);
            if (next.isEmpty()
                    || mailings.replace(event.mailing(), event.subscriber(), claim, next.get())) {
                return;
            }
        }
        throw new StorageException(
                StorageException.Fault.THROTTLED,
                "a claim changes all the time",
                new IllegalStateException(event.mailing().id()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
