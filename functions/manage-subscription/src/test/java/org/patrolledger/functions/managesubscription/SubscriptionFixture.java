package org.patrolledger.functions.managesubscription;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.patrolledger.domain.digest.EmailAddress;
import org.patrolledger.domain.digest.MailTask;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.digest.SubscriberKey;
import org.patrolledger.testing.FakeAddressVault;
import org.patrolledger.testing.FakeCatalogueStore;
import org.patrolledger.testing.FakeMailQueue;
import org.patrolledger.testing.FakeSubscriberRegister;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.Answer;
import org.patrolledger.testing.lambda.Call;
import org.patrolledger.testing.lambda.FakeContext;

/// What tests of subscriptions share.
abstract class SubscriptionFixture {
    static final String ADDRESS = "ann.other@example.org";
    static final String FORM = "application/x-www-form-urlencoded";
    static final String UNKNOWN = "AAAAAAAAAAAAAAAAAAAAAA";

    Instant now = Instant.parse("2023-02-01T12:00:00.123Z");
    final FakeSubscriberRegister register = new FakeSubscriberRegister(() -> now);
    final FakeAddressVault vault = new FakeAddressVault();
    final FakeMailQueue queue = new FakeMailQueue();
    final FakeCatalogueStore catalogue = new FakeCatalogueStore();
    final FakeContext context = new FakeContext("manage-subscription");
    final ManageSubscription function =
            new ManageSubscription(
                    catalogue,
                    new Subscriptions(register, vault, queue, () -> now, new SecureRandom()),
                    "Essex hotspot patrols",
                    () -> now);

    @BeforeEach
    void there_are_operations() {
        Sample.catalogue().operations().forEach(catalogue::put);
    }

    SubscriberKey key() {
        return vault.key(new EmailAddress(ADDRESS));
    }

    MailTask task() {
        return queue.sent().getLast().message();
    }

    /// The token that the mail of the last sign-up has.
    String token() {
        var confirmation = (Mailing.Confirmation) task().mailing();
        var pending = register.pending(key(), confirmation.token()).orElseThrow();
        return vault.open(key(), pending.sealed()).token().value();
    }

    /// The token that the subscriber's issues have.
    String leave() {
        return register.active(key())
                .map(it -> vault.open(key(), it.sealed()).token().value())
                .orElse(UNKNOWN);
    }

    Answer confirm(String token) {
        return post("/digest/c/" + token, "");
    }

    Answer signUp(String address, String... lists) {
        return post(
                "/digest/subscriptions",
                "email=" + address.replace("@", "%40") + "&lists=" + String.join("&lists=", lists));
    }

    Answer post(String path, String form) {
        return call("POST", path)
                .header("content-type", FORM)
                .body(form.getBytes(StandardCharsets.UTF_8))
                .answeredBy(function, context);
    }

    Answer json(String method, String path) {
        return call(method, path)
                .header("accept", "application/json")
                .answeredBy(function, context);
    }

    Answer get(String path) {
        return call("GET", path).answeredBy(function, context);
    }

    static Call call(String method, String path) {
        return Call.sample("receive-engagement")
                .withoutToken()
                .withoutHeader("content-type")
                .withoutHeader("accept")
                .body("")
                .method(method)
                .path(path);
    }
}
