package org.patrolledger.domain.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.digest.Claim.Decision;

class ClaimTest {
    private static final Instant NOW = Instant.parse("2023-02-06T08:00:00Z");
    private static final Instant SEND_BEFORE = NOW.plus(Duration.ofDays(3));

    @Test
    void where_nobody_has_begun_the_first_attempt_begins() {
        assertThat(decide(null, NOW))
                .isEqualTo(new Decision.Take(new Claim.Sending(1, NOW, "request")));
    }

    @Test
    void what_is_settled_stays_so() {
        for (var claim :
                List.of(
                        new Claim.Sent(1, NOW, "message"),
                        new Claim.Refused(1, NOW, Claim.Reason.REFUSED),
                        new Claim.Refused(1, NOW, Claim.Reason.STALE))) {
            assertThat(decide(claim, NOW.plus(Duration.ofDays(2)))).isEqualTo(new Decision.Done());
        }
    }

    @Test
    void what_was_certainly_not_sent_is_attempted_again_at_once() {
        assertThat(decide(new Claim.Released(4, NOW), NOW))
                .isEqualTo(new Decision.Take(new Claim.Sending(5, NOW, "request")));
    }

    @Test
    void what_may_have_been_sent_waits_two_hours_for_an_event() {
        for (var claim : List.of(new Claim.Sending(1, NOW, "other"), new Claim.Unknown(1, NOW))) {
            var due = NOW.plus(Duration.ofHours(2));
            assertThat(decide(claim, NOW)).isEqualTo(new Decision.Wait());
            assertThat(decide(claim, due.minusMillis(1))).isEqualTo(new Decision.Wait());
            assertThat(decide(claim, due))
                    .isEqualTo(new Decision.Take(new Claim.Sending(2, due, "request")));
        }
    }

    @Test
    void no_attempt_begins_once_the_mail_is_stale() {
        var refused = new Claim.Refused(1, SEND_BEFORE, Claim.Reason.STALE);

        assertThat(decide(null, SEND_BEFORE)).isEqualTo(new Decision.GiveUp(refused));
        assertThat(decide(null, SEND_BEFORE.minusMillis(1))).isInstanceOf(Decision.Take.class);
        assertThat(decide(new Claim.Unknown(1, SEND_BEFORE.minusSeconds(1)), SEND_BEFORE))
                .isEqualTo(new Decision.Wait());
        assertThat(decide(new Claim.Unknown(1, NOW), SEND_BEFORE))
                .isInstanceOf(Decision.GiveUp.class);
    }

    private static Decision decide(Claim claim, Instant now) {
        return Claim.decide(Optional.ofNullable(claim), now, SEND_BEFORE, "request");
    }
}
