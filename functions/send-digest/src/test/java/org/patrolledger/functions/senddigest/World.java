package org.patrolledger.functions.senddigest;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.patrolledger.domain.digest.Contact;
import org.patrolledger.domain.digest.EmailAddress;
import org.patrolledger.domain.digest.LinkToken;
import org.patrolledger.domain.digest.MailQueue;
import org.patrolledger.domain.digest.Mailer;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.digest.MailingRegister;
import org.patrolledger.domain.digest.PendingSubscription;
import org.patrolledger.domain.digest.SubscriberKey;
import org.patrolledger.domain.digest.SubscriberRegister;
import org.patrolledger.domain.digest.Subscription;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.time.Week;
import org.patrolledger.lambda.MailSettings;
import org.patrolledger.testing.FakeAddressVault;
import org.patrolledger.testing.FakeMailingRegister;
import org.patrolledger.testing.FakeSubscriberRegister;
import org.patrolledger.testing.FakeSummaryArchive;
import org.patrolledger.testing.Sample;

/// Subscribers, an issue on record, and a clock.
final class World {
    static final Instant MONDAY = Instant.parse("2023-02-06T08:00:00Z");
    static final Mailing.Issue ISSUE = new Mailing.Issue(Sample.GRIP, new Week(2023, 5));

    Instant now = MONDAY;
    final FakeSubscriberRegister subscribers = new FakeSubscriberRegister(() -> now);
    final FakeMailingRegister mailings = new FakeMailingRegister();
    final FakeAddressVault vault = new FakeAddressVault();
    final FakeSummaryArchive archive = new FakeSummaryArchive();
    private int tokens;

    World() {
        keep("digest.json", "{\"subject\":\"Operation Grip: 8 arrests\"}");
        keep("digest.html", "<p>8 arrests</p><a href=\"{unsubscribe}\">{unsubscribe}</a>");
        keep("digest.txt", "8 arrests\n{unsubscribe}\n");
    }

    private void keep(String name, String text) {
        archive.keep(ISSUE.path() + name, text.getBytes(StandardCharsets.UTF_8));
    }

    static MailSettings settings() {
        var none = URI.create("http://127.0.0.1/none");
        return new MailSettings(
                "subscribers",
                "mailings",
                none,
                "file:///none",
                "file:///none",
                "dispatch@example.org",
                "replies@example.org",
                "Essex hotspot patrols",
                URI.create("https://example.org"),
                "digest",
                10,
                null);
    }

    LinkToken token() {
        var bytes = new byte[LinkToken.BYTES];
        bytes[0] = (byte) ++tokens;
        bytes[1] = (byte) (tokens >> 8);
        return LinkToken.of(bytes);
    }

    /// Somebody asks to be put on a list.
    PendingSubscription ask(String address, OperationId... lists) {
        var email = new EmailAddress(address);
        var key = vault.key(email);
        var token = token();
        var pending =
                new PendingSubscription(
                        key,
                        vault.seal(key, new Contact(email, token)),
                        token.hash(),
                        new TreeSet<>(List.of(lists)),
                        "1",
                        now.plus(PendingSubscription.LIFETIME));
        subscribers.propose(pending);
        return pending;
    }

    /// Somebody is on a list.
    SubscriberKey join(String address, OperationId... lists) {
        var pending = ask(address, lists);
        var key = pending.subscriber();
        var token = token();
        subscribers.activate(
                Optional.empty(),
                new Subscription(
                        key,
                        vault.seal(key, new Contact(new EmailAddress(address), token)),
                        token.hash(),
                        pending.lists(),
                        now,
                        "1"),
                pending.confirm());
        return key;
    }

    List<SubscriberKey> join(int many) {
        var keys = new ArrayList<SubscriberKey>();
        for (int i = 0; i < many; i++) {
            keys.add(join(String.format(Locale.ROOT, "reader-%d@example.org", i), Sample.GRIP));
        }
        return keys;
    }

    Delivery delivery(
            MailingRegister register, SubscriberRegister readers, Mailer mailer, MailQueue queue) {
        return delivery(register, readers, mailer, queue, new Pace(1_000_000_000));
    }

    Delivery delivery(
            MailingRegister register,
            SubscriberRegister readers,
            Mailer mailer,
            MailQueue queue,
            Pace pace) {
        return new Delivery(
                register,
                new Letters(readers, vault, archive, settings()),
                mailer,
                queue,
                () -> now,
                pace);
    }
}
