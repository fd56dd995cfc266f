package org.patrolledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patrolledger.domain.digest.Claim;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.digest.MailingRegister;
import org.patrolledger.domain.digest.SubscriberKey;
import org.patrolledger.domain.digest.TokenHash;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.time.Week;

/// What every [MailingRegister] has to do.
public abstract class MailingRegisterContract {
    private static final Instant MONDAY = Instant.parse("2023-02-06T08:00:00.123Z");
    private static final Mailing ISSUE = new Mailing.Issue(Sample.GRIP, new Week(2023, 5));
    private static final SubscriberKey SUBSCRIBER = new SubscriberKey("a".repeat(64));
    private static final List<Claim> STATES =
            List.of(
                    new Claim.Sending(1, MONDAY, "request-1"),
                    new Claim.Unknown(1, MONDAY.plusMillis(1)),
                    new Claim.Released(2, MONDAY.plusSeconds(1)),
                    new Claim.Sent(3, MONDAY.plusSeconds(2), "0100018-mes sage"),
                    new Claim.Refused(4, MONDAY.plusSeconds(3), Claim.Reason.REFUSED),
                    new Claim.Refused(5, MONDAY.plusSeconds(4), Claim.Reason.STALE));

    /// The register under test; the same one throughout a test, empty at its start.
    protected abstract MailingRegister register();

    @Test
    void at_first_there_is_no_claim() {
        assertThat(register().find(ISSUE, SUBSCRIBER)).isEmpty();
    }

    @Test
    void every_state_is_read_back_as_it_was_put_in_the_place_of_the_one_before() {
        Optional<Claim> from = Optional.empty();
        for (var to : STATES) {
            assertThat(register().replace(ISSUE, SUBSCRIBER, from, to)).isTrue();
            assertThat(register().find(ISSUE, SUBSCRIBER)).contains(to);
            from = Optional.of(to);
        }
    }

    @Test
    void a_claim_is_replaced_only_if_it_is_the_one_expected() {
        var held = new Claim.Sending(1, MONDAY, "request-1");
        register().replace(ISSUE, SUBSCRIBER, Optional.empty(), held);

        for (var from :
                List.of(
                        Optional.<Claim>empty(),
                        Optional.<Claim>of(new Claim.Sending(1, MONDAY, "request-2")),
                        Optional.<Claim>of(new Claim.Sending(2, MONDAY, "request-1")),
                        Optional.<Claim>of(new Claim.Sending(1, MONDAY.plusMillis(1), "request-1")),
                        Optional.<Claim>of(new Claim.Unknown(1, MONDAY)))) {
            var to = new Claim.Sent(1, MONDAY, "message");
            assertThat(register().replace(ISSUE, SUBSCRIBER, from, to)).as("%s", from).isFalse();
        }
        assertThat(register().find(ISSUE, SUBSCRIBER)).contains(held);
    }

    @Test
    void the_same_replacement_again_has_been_made() {
        var to = new Claim.Sending(1, MONDAY, "request-1");

        assertThat(register().replace(ISSUE, SUBSCRIBER, Optional.empty(), to)).isTrue();
        assertThat(register().replace(ISSUE, SUBSCRIBER, Optional.empty(), to)).isTrue();
    }

    @Test
    void of_many_who_claim_at_once_one_gets_it() {
        var winners =
                Race.of(
                        16,
                        i ->
                                register()
                                        .replace(
                                                ISSUE,
                                                SUBSCRIBER,
                                                Optional.empty(),
                                                new Claim.Sending(1, MONDAY, "request-" + i)));

        assertThat(winners.stream().filter(won -> won)).hasSize(1);
    }

    @Test
    void claims_of_other_mailings_and_subscribers_are_others() {
        var claim = new Claim.Sending(1, MONDAY, "request-1");
        register().replace(ISSUE, SUBSCRIBER, Optional.empty(), claim);

        assertThat(register().find(ISSUE, new SubscriberKey("b".repeat(64)))).isEmpty();
        assertThat(
                        register()
                                .find(
                                        new Mailing.Issue(OperationId.ALL, new Week(2023, 5)),
                                        SUBSCRIBER))
                .isEmpty();
        assertThat(
                        register()
                                .find(
                                        new Mailing.Confirmation(new TokenHash("c".repeat(64))),
                                        SUBSCRIBER))
                .isEmpty();
    }
}
