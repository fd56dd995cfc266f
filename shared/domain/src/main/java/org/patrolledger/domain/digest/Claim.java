package org.patrolledger.domain.digest;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How far the sending of one mailing to one subscriber has come. Where there is none, nobody has
/// begun.
///
/// A mail may be sent by the holder of a [Sending] claim, once. What became of it is known by the
/// answer to the call that sent it, or by an event of the mail service. A claim whose answer is
/// missing waits for an event: only where none came in time is the mail taken for not sent, and the
/// next attempt may begin. So a second mail needs an answer and an event that both got lost.
public sealed interface Claim {
    /// Within this time after an attempt the mail service's event has come, if it took the mail.
    Duration EVENTS_WITHIN = Duration.ofHours(2);

    /// Which attempt it is, from 1.
    int attempt();

    /// When it came to this, to the millisecond.
    Instant at();

    /// Somebody is sending.
    ///
    /// @param request who: no other call of a function has it
    record Sending(int attempt, Instant at, String request) implements Claim {}

    /// The call that sends came back without an answer: the mail may be on its way.
    record Unknown(int attempt, Instant at) implements Claim {}

    /// The mail service refused for now, and the mail was certainly not sent.
    record Released(int attempt, Instant at) implements Claim {}

    /// The mail service took the mail. For good.
    ///
    /// @param message the mail service's id of it
    record Sent(int attempt, Instant at, String message) implements Claim {}

    /// The mail is not sent, and will not be. For good, unless an event shows that it was.
    record Refused(int attempt, Instant at, Reason reason) implements Claim {}

    /// Why a mail is not sent.
    enum Reason {
        /// The mail service does not take it, whenever it is asked.
        REFUSED,
        /// Its time had passed.
        STALE
    }

    /// What the holder of a task is to do.
    sealed interface Decision {
        /// Put `next` in the claim's place and, if that was possible, send.
        record Take(Sending next) implements Decision {}

        /// Put `next` in the claim's place; there is nothing to send.
        record GiveUp(Refused next) implements Decision {}

        /// Somebody may have sent it, look again later.
        record Wait() implements Decision {}

        /// Nothing is left to do.
        record Done() implements Decision {}
    }

    /// What is to be done about a mailing and a subscriber.
    ///
    /// @param claim what is known; empty where nobody has begun
    /// @param sendBefore from when on no attempt is begun
    static Decision decide(Optional<Claim> claim, Instant now, Instant sendBefore, String request) {
        if (claim.isEmpty()) {
            return begin(1, now, sendBefore, request);
        }
        return switch (claim.get()) {
            case Sent sent -> new Decision.Done();
            case Refused refused -> new Decision.Done();
            case Released released -> begin(released.attempt() + 1, now, sendBefore, request);
            case Sending sending -> afterSilence(sending, now, sendBefore, request);
            case Unknown unknown -> afterSilence(unknown, now, sendBefore, request);
        };
    }

    private static Decision afterSilence(
            Claim claim, Instant now, Instant sendBefore, String request) {
        return now.isBefore(claim.at().plus(EVENTS_WITHIN))
                ? new Decision.Wait()
                : begin(claim.attempt() + 1, now, sendBefore, request);
    }

    private static Decision begin(int attempt, Instant now, Instant sendBefore, String request) {
        return now.isBefore(sendBefore)
                ? new Decision.Take(new Sending(attempt, now, request))
                : new Decision.GiveUp(new Refused(attempt, now, Reason.STALE));
    }
}
