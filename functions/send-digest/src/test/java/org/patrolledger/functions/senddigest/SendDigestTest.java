package org.patrolledger.functions.senddigest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.MailTaskDocument;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.digest.AddressVault;
import org.patrolledger.domain.digest.Claim;
import org.patrolledger.domain.digest.MailQueue;
import org.patrolledger.domain.digest.MailTask;
import org.patrolledger.domain.digest.Mailer;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.digest.SubscriberKey;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.testing.BrokenStorage;
import org.patrolledger.testing.FakeMailQueue;
import org.patrolledger.testing.FakeMailer;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.FakeContext;

class SendDigestTest {
    private static final Instant SEND_BEFORE = World.MONDAY.plus(Duration.ofDays(3));

    private final World world = new World();
    private final FakeMailer mailer = new FakeMailer();
    private final FakeMailQueue queue = new FakeMailQueue();
    private final FakeContext context = new FakeContext("send-digest");

    @Test
    void each_recipient_gets_the_issue_on_record_with_a_link_of_their_own() {
        var readers = world.join(2);

        send(World.ISSUE, readers);

        assertThat(mailer.taken()).extracting(mail -> mail.subscriber()).isEqualTo(readers);
        var first = mailer.taken().getFirst();
        var link = link(readers.getFirst());
        assertThat(first.to().value()).isEqualTo("reader-0@example.org");
        assertThat(first.subject()).isEqualTo("Operation Grip: 8 arrests");
        assertThat(first.html())
                .isEqualTo("<p>8 arrests</p><a href=\"" + link + "\">" + link + "</a>");
        assertThat(first.text()).isEqualTo("8 arrests\n" + link + "\n");
        assertThat(mailer.taken().getLast().text()).doesNotContain(link);
    }

    @Test
    void an_issue_has_the_headers_of_a_list_each_on_one_line() {
        var readers = world.join(1);

        send(World.ISSUE, readers);

        assertThat(mailer.taken().getFirst().headers())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "List-Id", "<grip.digest.example.org>",
                                "List-Unsubscribe", "<" + link(readers.getFirst()) + ">",
                                "List-Unsubscribe-Post", "List-Unsubscribe=One-Click",
                                "List-Help", "<https://example.org/digest>",
                                "Auto-Submitted", "auto-generated"));
        assertThat(("List-Unsubscribe: <" + link(readers.getFirst()) + ">").length())
                .isLessThanOrEqualTo(78);
    }

    private String link(SubscriberKey reader) {
        var sealed = world.subscribers.active(reader).orElseThrow().sealed();
        return "https://example.org/digest/u/" + world.vault.open(reader, sealed).token().value();
    }

    @Test
    void a_task_given_again_sends_nothing_again() {
        var readers = world.join(3);

        send(World.ISSUE, readers);
        send(World.ISSUE, readers);

        assertThat(mailer.taken()).hasSize(3);
        assertThat(queue.sent()).isEmpty();
    }

    @Test
    void who_left_or_is_on_another_list_gets_nothing_and_nothing_is_kept_of_them() {
        var left = world.join("left@example.org", Sample.GRIP);
        var other = world.join("other@example.org", OperationId.ALL);
        world.subscribers.erase(left);

        send(World.ISSUE, List.of(left, other));

        assertThat(mailer.taken()).isEmpty();
        assertThat(world.mailings.find(World.ISSUE, left)).isEmpty();
        assertThat(world.mailings.find(World.ISSUE, other)).isEmpty();
    }

    @Test
    void throttling_gives_the_claim_back_and_the_rest_of_the_task_another_try() {
        var readers = world.join(3);
        mailer.answering(mail -> new Mailer.Outcome.Throttled("TooManyRequestsException"));

        send(World.ISSUE, readers);

        assertThat(queue.drain())
                .containsExactly(
                        new FakeMailQueue.Sent<>(
                                new MailTask(World.ISSUE, SEND_BEFORE, readers),
                                Duration.ofSeconds(30)));
        assertThat(world.mailings.find(World.ISSUE, readers.getFirst()))
                .get()
                .isInstanceOf(Claim.Released.class);
        mailer.answering(mail -> new Mailer.Outcome.Accepted("message"));
        send(World.ISSUE, readers);
        assertThat(mailer.taken()).hasSize(3);
        assertThat(mailer.taken().getFirst().attempt()).isEqualTo(2);
    }

    @Test
    void a_refusal_for_good_is_settled() {
        var readers = world.join(2);
        mailer.answering(mail -> new Mailer.Outcome.Refused("MessageRejected"));

        send(World.ISSUE, readers);

        assertThat(queue.sent()).isEmpty();
        assertThat(world.mailings.find(World.ISSUE, readers.getFirst()))
                .contains(new Claim.Refused(1, World.MONDAY, Claim.Reason.REFUSED));
    }

    @Test
    void a_lost_answer_is_not_sent_again_before_two_hours_without_an_event() {
        var readers = world.join(1);
        mailer.answering(mail -> new Mailer.Outcome.Unanswered());
        send(World.ISSUE, readers);
        mailer.answering(mail -> new Mailer.Outcome.Accepted("message"));

        assertThat(queue.drain())
                .containsExactly(
                        new FakeMailQueue.Sent<>(
                                new MailTask(World.ISSUE, SEND_BEFORE, readers),
                                Duration.ofMinutes(15)));
        world.now = World.MONDAY.plus(Duration.ofHours(2)).minusMillis(1);
        send(World.ISSUE, readers);
        assertThat(mailer.taken()).hasSize(1);
        world.now = World.MONDAY.plus(Duration.ofHours(2));
        send(World.ISSUE, readers);
        assertThat(mailer.taken()).hasSize(2);
    }

    @Test
    void what_is_stale_is_settled_and_not_sent() {
        var readers = world.join(1);
        world.now = SEND_BEFORE;

        send(World.ISSUE, readers);

        assertThat(mailer.taken()).isEmpty();
        assertThat(world.mailings.find(World.ISSUE, readers.getFirst()))
                .contains(new Claim.Refused(1, SEND_BEFORE, Claim.Reason.STALE));
    }

    @Test
    void an_address_that_does_not_open_is_tried_again_with_the_others_of_its_task() {
        var broken = world.join("broken@example.org", Sample.GRIP);
        var reader = world.join("reader@example.org", Sample.GRIP);
        var half = BrokenStorage.throwing(AddressVault.class, IllegalArgumentException::new);
        var delivery =
                new Delivery(
                        world.mailings,
                        new Letters(world.subscribers, half, world.archive, World.settings()),
                        mailer,
                        queue,
                        () -> world.now,
                        new Pace(1000));

        var fates = delivery.deliver(task(World.ISSUE, List.of(broken, reader)), "request");

        assertThat(fates).containsEntry(Delivery.Fate.FAILED, 2);
        assertThat(queue.sent()).hasSize(1);
    }

    @Test
    void a_confirmation_goes_to_who_asked_with_a_link_that_confirms() {
        var pending = world.ask("new@example.org", Sample.GRIP);

        send(new Mailing.Confirmation(pending.confirm()), List.of(pending.subscriber()));
        send(new Mailing.Confirmation(pending.confirm()), List.of(pending.subscriber()));

        assertThat(mailer.taken()).hasSize(1);
        var mail = mailer.taken().getFirst();
        var token = world.vault.open(pending.subscriber(), pending.sealed()).token();
        assertThat(mail.to().value()).isEqualTo("new@example.org");
        assertThat(mail.html()).contains("href=\"https://example.org/digest/c/" + token.value());
        assertThat(mail.text()).contains("\nhttps://example.org/digest/c/" + token.value() + "\n");
        assertThat(mail.text().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(73));
        assertThat(mail.headers()).containsExactly(Map.entry("Auto-Submitted", "auto-generated"));
    }

    @Test
    void no_confirmation_goes_to_an_address_that_bounced_or_complained() {
        var pending = world.ask("gone@example.org", Sample.GRIP);
        world.subscribers.suppress(pending.subscriber(), World.MONDAY.plus(Duration.ofDays(300)));
        world.subscribers.propose(pending);

        send(new Mailing.Confirmation(pending.confirm()), List.of(pending.subscriber()));

        assertThat(mailer.taken()).isEmpty();
    }

    @Test
    void a_task_whose_rest_cannot_be_put_on_the_queue_is_given_again() {
        var readers = world.join(1);
        mailer.answering(mail -> new Mailer.Outcome.Unanswered());
        var broken = BrokenStorage.of(MailQueue.class, StorageException.Fault.AWAY);

        assertThat(send(World.ISSUE, readers, broken)).contains("\"itemIdentifier\":\"1\"");
    }

    @Test
    void a_message_that_is_none_fails_alone() {
        assertThat(handle("{\"mailing\":\"nothing\"}", queue)).contains("\"itemIdentifier\":\"1\"");
    }

    @Test
    void no_address_stands_in_a_log() {
        var readers = world.join(2);

        send(World.ISSUE, readers);
        mailer.answering(mail -> {
            throw new IllegalStateException("no such mailbox: " + mail.to().value());
        });
        var other = world.join("third@example.org", Sample.GRIP);
        send(World.ISSUE, List.of(other));

        assertThat(context.logged()).isNotEmpty();
        assertThat(String.join("\n", context.logged())).doesNotContain("@example.org");
        assertThat(context.lines().getFirst()).containsEntry("MailsSent", 2L);
    }

    private String send(Mailing mailing, List<SubscriberKey> readers) {
        return send(mailing, readers, queue);
    }

    private String send(Mailing mailing, List<SubscriberKey> readers, MailQueue to) {
        return handle(MailTaskDocument.write(task(mailing, readers)), to);
    }

    private static MailTask task(Mailing mailing, List<SubscriberKey> readers) {
        return new MailTask(mailing, SEND_BEFORE, readers);
    }

    private String handle(String body, MailQueue to) {
        var event = Json.bytes(Map.of("Records", List.of(Map.of("messageId", "1", "body", body))));
        var out = new ByteArrayOutputStream();
        try {
            new SendDigest(world.delivery(world.mailings, world.subscribers, mailer, to))
                    .handleRequest(new ByteArrayInputStream(event), out, context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
