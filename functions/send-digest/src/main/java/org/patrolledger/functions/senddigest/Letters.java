package org.patrolledger.functions.senddigest;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.digest.AddressVault;
import org.patrolledger.domain.digest.Contact;
import org.patrolledger.domain.digest.Mail;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.digest.PendingSubscription;
import org.patrolledger.domain.digest.SubscriberKey;
import org.patrolledger.domain.digest.SubscriberRegister;
import org.patrolledger.domain.digest.Subscription;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.lambda.MailSettings;

/// Makes the mail that a subscriber gets.
final class Letters {
    /// What an issue's files have in the place of the reader's own link.
    private static final String PLACE_OF_LINK = "{unsubscribe}";

    /// RFC 3834: nobody's answering machine is to answer.
    private static final String AUTO_SUBMITTED = "Auto-Submitted";

    private final SubscriberRegister subscribers;
    private final AddressVault vault;
    private final SummaryArchive archive;
    private final MailSettings settings;
    private volatile @Nullable Issue last;

    Letters(
            SubscriberRegister subscribers,
            AddressVault vault,
            SummaryArchive archive,
            MailSettings settings) {
        this.subscribers = subscribers;
        this.vault = vault;
        this.archive = archive;
        this.settings = settings;
    }

    /// An issue as it is on record.
    private record Issue(Mailing.Issue key, String subject, String html, String text) {}

    /// The mail of `mailing` to `subscriber`; empty where nobody of that key wants it any more.
    ///
    /// @throws IllegalStateException if there is no such issue
    Optional<Mail> compose(Mailing mailing, SubscriberKey subscriber, int attempt) {
        return switch (mailing) {
            case Mailing.Issue issue ->
                    subscribers
                            .active(subscriber)
                            .filter(it -> it.lists().contains(issue.list()))
                            .map(it -> issue(issue, it, attempt));
            case Mailing.Confirmation confirmation ->
                    subscribers.suppressed(subscriber)
                            ? Optional.empty()
                            : subscribers
                                    .pending(subscriber, confirmation.token())
                                    .map(it -> confirmation(confirmation, it, attempt));
        };
    }

    private Mail issue(Mailing.Issue key, Subscription subscription, int attempt) {
        var issue = onRecord(key);
        var contact = vault.open(subscription.subscriber(), subscription.sealed());
        var link = settings.site() + "/digest/u/" + contact.token().value();
        return new Mail(
                contact.address(),
                issue.subject(),
                issue.html().replace(PLACE_OF_LINK, link),
                issue.text().replace(PLACE_OF_LINK, link),
                headers(key, link),
                key,
                subscription.subscriber(),
                attempt);
    }

    /// RFC 2369 and RFC 8058: a mail program's own button ends the subscription with one request.
    private Map<String, String> headers(Mailing.Issue key, String link) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("List-Id", "<" + key.list() + ".digest." + settings.site().getHost() + ">");
        headers.put("List-Unsubscribe", "<" + link + ">");
        headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        headers.put("List-Help", "<" + settings.site() + "/digest>");
        headers.put(AUTO_SUBMITTED, "auto-generated");
        return headers;
    }

    /// Kept from one mail to the next: a batch is of one issue.
    private Issue onRecord(Mailing.Issue key) {
        var held = last;
        if (held == null || !held.key().equals(key)) {
            var document = Json.object(file(key, "digest.json"));
            if (!(document.get("subject") instanceof String subject)) {
                throw new IllegalStateException("an issue on record lacks its subject");
            }
            held = new Issue(key, subject, text(key, "digest.html"), text(key, "digest.txt"));
            last = held;
        }
        return held;
    }

    private String text(Mailing.Issue key, String name) {
        return new String(file(key, name), StandardCharsets.UTF_8);
    }

    private byte[] file(Mailing.Issue key, String name) {
        return archive.kept(key.path() + name)
                .orElseThrow(() -> new IllegalStateException("there is no issue " + key.id()));
    }

    private Mail confirmation(
            Mailing.Confirmation mailing, PendingSubscription pending, int attempt) {
        Contact contact = vault.open(pending.subscriber(), pending.sealed());
        var link = settings.site() + "/digest/c/" + contact.token().value();
        return new Mail(
                contact.address(),
                "Please confirm: " + settings.title() + " by e-mail",
                ConfirmationText.html(settings.title(), link),
                ConfirmationText.text(settings.title(), link),
                Map.of(AUTO_SUBMITTED, "auto-generated"),
                mailing,
                pending.subscriber(),
                attempt);
    }
}
