package org.patrolledger.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.patrolledger.domain.digest.Contact;
import org.patrolledger.domain.digest.EmailAddress;
import org.patrolledger.domain.digest.LinkToken;
import org.patrolledger.domain.digest.PendingSubscription;
import org.patrolledger.domain.digest.SubscriberKey;
import org.patrolledger.domain.digest.Subscription;
import org.patrolledger.domain.id.OperationId;

/// The part of the walk that has to do with the weekly mail: it is written, sent to each, with
/// every fate that a mail can have, and what SES says of it is noted.
final class MailWalk {

    /// When the mails of the walk's week are due.
    private static final String MONDAY = "2023-03-06T08:00:00Z";

    /// Readers beyond these confirm by themselves.
    private static final int CONFIRMED = 5;

    private final Rehearsal functions;
    private final String week;
    private final Map<String, Units> measured;
    private int readers;

    /// @param measured takes what the first mail and its events consume
    MailWalk(Rehearsal functions, String week, Map<String, Units> measured) {
        this.functions = functions;
        this.week = week;
        this.measured = measured;
    }

    void walk() {
        functions.at(MONDAY);
        var keys = functions.keys();
        List<SubscriberKey> all = List.of(subscribe(), subscribe(), subscribe(), subscribe());
        issue();
        String task = functions.takeMails().getFirst();
        var first = all.getFirst();
        measured.put("mail", Units.of(send(to(task, first)).tape()));
        send(to(task, first)); // settled already
        keys.refuseMails(400, "MessageRejected");
        send(to(task, all.get(1)));
        keys.refuseMails(429, "TooManyRequestsException");
        send(to(task, all.get(2)));
        keys.refuseMails(500, "InternalFailure");
        send(to(task, all.get(3)));
        keys.takeMails();
        // Nobody of that key wants the mail.
        send(to(task, new SubscriberKey("0".repeat(64))));
        functions.takeMails();
        for (String event : List.of("Send", "Delivery", "DeliveryDelay", "Reject")) {
            measured.put("mail " + event, Units.of(note(event, "", first).tape()));
        }
        note("Reject", "", all.get(2));
        note("Bounce", "Transient", first);
        note("Bounce", "Permanent", first);
        note("Complaint", "", all.get(1));
        // Nobody is left of that key, and nothing is known of that mail.
        note("Bounce", "Permanent", new SubscriberKey("0".repeat(64)));
        // By hand, the same issue again: it is on record.
        ObjectNode byHand = Synthesis.JSON.createObjectNode();
        schedule(byHand.put("list", "grip").put("period", week));
        functions.takeMails();
        subscribe();
    }

    /// The pages of the public, with tokens that are known and such as are not.
    private void signUp(LinkToken confirm, LinkToken leave) {
        var form = Map.of("content-type", "application/x-www-form-urlencoded");
        var unknown = LinkToken.of(new byte[16]);
        page("GET", "/digest", form, "");
        page("POST", "/digest/subscriptions", form, "email=new%40example.org&lists=all-operations");
        page("POST", "/digest/subscriptions", form, "email=new%40example.org&lists=nothing");
        page(
                "POST",
                "/digest/subscriptions",
                form,
                "email=reader-0%40example.org&lists=all-operations");
        for (LinkToken token : List.of(confirm, leave, unknown)) {
            page("GET", "/digest/c/" + token.value(), form, "");
            page("POST", "/digest/c/" + token.value(), form, "");
            page("GET", "/digest/u/" + token.value(), form, "");
            page("POST", "/digest/u/" + token.value(), form, "List-Unsubscribe=One-Click");
        }
        functions.takeMails();
    }

    private void page(String method, String path, Map<String, String> headers, String body) {
        assertThat(functions.http(method, path, headers, body).status()).as(path).isLessThan(500);
    }

    private SubscriberKey subscribe() {
        var adapters = functions.adapters();
        var vault = adapters.addressVault();
        var address = EmailAddress.parse("reader-" + readers + "@example.org").orElseThrow();
        var token =
                LinkToken.of(
                        new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) ++readers});
        var key = vault.key(address);
        SortedSet<OperationId> lists = new TreeSet<>(List.of(new OperationId("grip")));
        var subscription =
                new Subscription(
                        key,
                        vault.seal(key, new Contact(address, token)),
                        token.hash(),
                        lists,
                        functions.clock().instant(),
                        "1");
        var register = adapters.subscriberRegister(functions.clock());
        var confirm =
                LinkToken.of(
                        new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) readers});
        register.propose(
                new PendingSubscription(
                        key,
                        subscription.sealed(),
                        confirm.hash(),
                        lists,
                        "1",
                        functions.clock().instant().plus(PendingSubscription.LIFETIME)));
        if (readers < CONFIRMED) {
            assertThat(register.activate(Optional.empty(), subscription, confirm.hash())).isTrue();
        } else {
            signUp(confirm, token);
        }
        return key;
    }

    private void issue() {
        ObjectNode event = Synthesis.JSON.createObjectNode();
        schedule(event.put("kind", "digest").put("scheduledAt", MONDAY));
    }

    private void schedule(ObjectNode event) {
        var called = functions.call(FunctionPlan.SCHEDULE_DIGESTS, Rehearsal.bytes(event));
        assertThat(called.answer().has("issues")).isTrue();
    }

    private static String to(String task, SubscriberKey subscriber) {
        ObjectNode changed = (ObjectNode) Synthesis.parse(task);
        changed.withArray("subscribers").removeAll().add(subscriber.value());
        return changed.toString();
    }

    private Rehearsal.Called send(String task) {
        var sent = functions.deliver(FunctionPlan.SEND_DIGEST, task);
        assertThat(sent.answer().get("batchItemFailures")).as(task).isEmpty();
        return sent;
    }

    private Rehearsal.Called note(String event, String bounceType, SubscriberKey subscriber) {
        ObjectNode body = Synthesis.JSON.createObjectNode();
        body.put("event", event).put("messageId", "message-1").put("mailing", "grip_" + week);
        body.put("subscriber", subscriber.value()).put("attempt", "1");
        body.put("bounceType", bounceType);
        var noted = functions.deliver(FunctionPlan.NOTE_MAIL_EVENT, body.toString());
        assertThat(noted.answer().get("batchItemFailures")).as(event).isEmpty();
        return noted;
    }
}
