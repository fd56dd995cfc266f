package org.patrolledger.functions.notemailevent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.digest.Claim;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.digest.MailingRegister;
import org.patrolledger.domain.digest.PendingSubscription;
import org.patrolledger.domain.digest.SealedContact;
import org.patrolledger.domain.digest.SubscriberKey;
import org.patrolledger.domain.digest.Subscription;
import org.patrolledger.domain.digest.TokenHash;
import org.patrolledger.domain.time.Week;
import org.patrolledger.testing.BrokenStorage;
import org.patrolledger.testing.FakeMailingRegister;
import org.patrolledger.testing.FakeSubscriberRegister;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.FakeContext;

class NoteMailEventTest {
    private static final Instant NOW = Instant.parse("2023-02-06T08:10:00Z");
    private static final SubscriberKey READER = new SubscriberKey("a".repeat(64));
    private static final Mailing.Issue WEEK_5 = new Mailing.Issue(Sample.GRIP, new Week(2023, 5));

    private Instant now = NOW;
    private final FakeMailingRegister mailings = new FakeMailingRegister();
    private final FakeSubscriberRegister subscribers = new FakeSubscriberRegister(() -> now);
    private final FakeContext context = new FakeContext("note-mail-event");

    @BeforeEach
    void there_is_a_reader() {
        var token = new TokenHash("1".repeat(64));
        var lists = new TreeSet<>(List.of(Sample.GRIP));
        var sealed = new SealedContact(new byte[1]);
        subscribers.propose(
                new PendingSubscription(READER, sealed, token, lists, "1", NOW.plusSeconds(1)));
        subscribers.activate(
                Optional.empty(),
                new Subscription(READER, sealed, new TokenHash("2".repeat(64)), lists, NOW, "1"),
                token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Send", "Delivery", "DeliveryDelay"})
    void an_event_of_a_mail_that_was_taken_settles_its_claim(String event) {
        for (var claim :
                List.of(
                        new Claim.Sending(1, NOW, "request"),
                        new Claim.Unknown(1, NOW),
                        new Claim.Sending(2, NOW, "request"),
                        new Claim.Refused(1, NOW, Claim.Reason.STALE))) {
            put(claim);

            note(event, "");

            assertThat(claim()).contains(new Claim.Sent(1, NOW, "message-1"));
        }
        assertThat(subscribers.active(READER)).isPresent();
    }

    @Test
    void a_claim_that_is_settled_stays_as_it_was() {
        var sent = new Claim.Sent(1, NOW.minusSeconds(60), "message-0");
        put(sent);

        note("Send", "");
        note("Delivery", "");
        note("Reject", "");

        assertThat(claim()).contains(sent);
    }

    @Test
    void an_event_of_a_mail_without_a_claim_leaves_none() {
        note("Delivery", "");

        assertThat(claim()).isEmpty();
    }

    @Test
    void a_rejection_settles_a_claim_as_refused() {
        put(new Claim.Unknown(1, NOW));

        note("Reject", "");

        assertThat(claim()).contains(new Claim.Refused(1, NOW, Claim.Reason.REFUSED));
        assertThat(subscribers.active(READER)).isPresent();
    }

    @Test
    void a_hard_bounce_ends_the_subscription_and_suppresses_the_key_for_twelve_months() {
        put(new Claim.Sending(1, NOW, "request"));

        note("Bounce", "Permanent");

        assertThat(claim()).get().isInstanceOf(Claim.Sent.class);
        ended();
    }

    @Test
    void a_complaint_does_too() {
        note("Complaint", "");

        ended();
    }

    private void ended() {
        assertThat(subscribers.active(READER)).isEmpty();
        assertThat(subscribers.suppressed(READER)).isTrue();
        now = Instant.parse("2024-02-06T08:09:59Z");
        assertThat(subscribers.suppressed(READER)).isTrue();
        now = Instant.parse("2024-02-06T08:10:00Z");
        assertThat(subscribers.suppressed(READER)).isFalse();
    }

    @Test
    void soft_bounces_end_a_subscription_after_three_issues_running() {
        for (int week = 5; week < 7; week++) {
            note(event("Bounce", "Transient", "grip_2023-W0" + week));
            assertThat(subscribers.active(READER)).isPresent();
        }

        note(event("Bounce", "Undetermined", "grip_2023-W07"));

        ended();
    }

    @Test
    void a_delivery_in_between_forgives_soft_bounces() {
        note(event("Bounce", "Transient", "grip_2023-W05"));
        note(event("Bounce", "Transient", "grip_2023-W06"));
        note(event("Delivery", "", "grip_2023-W06"));

        note(event("Bounce", "Transient", "grip_2023-W07"));

        assertThat(subscribers.active(READER)).isPresent();
    }

    @Test
    void a_confirmation_that_bounces_suppresses_its_address() {
        note(event("Bounce", "Permanent", "confirmation_" + "1".repeat(64)));

        assertThat(subscribers.suppressed(READER)).isTrue();
    }

    @Test
    void an_event_of_another_mail_or_kind_is_passed_over() {
        put(new Claim.Unknown(1, NOW));

        assertThat(note(event("Open", "", WEEK_5.id()))).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(note(event("Delivery", "", ""))).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(claim()).contains(new Claim.Unknown(1, NOW));
    }

    @Test
    void what_cannot_be_noted_or_read_fails_alone() {
        put(new Claim.Unknown(1, NOW));
        var out =
                handle(
                        new NoteMailEvent(new Settlement(mailings, subscribers, () -> now)),
                        "no event",
                        Json.text(event("Send", "", WEEK_5.id())));
        assertThat(out).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"0\"}]}");
        assertThat(claim()).get().isInstanceOf(Claim.Sent.class);

        var broken = BrokenStorage.of(MailingRegister.class, StorageException.Fault.AWAY);
        assertThat(
                        handle(
                                new NoteMailEvent(new Settlement(broken, subscribers, () -> now)),
                                Json.text(event("Send", "", WEEK_5.id()))))
                .contains("\"itemIdentifier\":\"0\"");
    }

    private void put(Claim claim) {
        assertThat(mailings.replace(WEEK_5, READER, mailings.find(WEEK_5, READER), claim)).isTrue();
    }

    private Optional<Claim> claim() {
        return mailings.find(WEEK_5, READER);
    }

    private void note(String event, String bounceType) {
        assertThat(note(event(event, bounceType, WEEK_5.id())))
                .isEqualTo("{\"batchItemFailures\":[]}");
    }

    private static Map<String, String> event(String event, String bounceType, String mailing) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("event", event);
        fields.put("messageId", "message-1");
        fields.put("mailing", mailing);
        fields.put("subscriber", READER.value());
        fields.put("attempt", "1");
        fields.put("bounceType", bounceType);
        return fields;
    }

    private String note(Map<String, String> event) {
        return handle(
                new NoteMailEvent(new Settlement(mailings, subscribers, () -> now)),
                Json.text(event));
    }

    private String handle(NoteMailEvent function, String... bodies) {
        var records = new java.util.ArrayList<Map<String, String>>();
        for (var body : bodies) {
            records.add(Map.of("messageId", Integer.toString(records.size()), "body", body));
        }
        var out = new ByteArrayOutputStream();
        try {
            function.handleRequest(
                    new ByteArrayInputStream(Json.bytes(Map.of("Records", records))), out, context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
