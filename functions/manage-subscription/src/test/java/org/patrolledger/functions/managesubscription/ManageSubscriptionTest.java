package org.patrolledger.functions.managesubscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.domain.digest.EmailAddress;
import org.patrolledger.domain.digest.MailTask;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.digest.SubscriberKey;
import org.patrolledger.domain.digest.Subscription;
import org.patrolledger.testing.FakeAddressVault;
import org.patrolledger.testing.FakeCatalogueStore;
import org.patrolledger.testing.FakeMailQueue;
import org.patrolledger.testing.FakeSubscriberRegister;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.Answer;
import org.patrolledger.testing.lambda.Call;
import org.patrolledger.testing.lambda.FakeContext;

class ManageSubscriptionTest {
    private static final String ADDRESS = "ann.other@example.org";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String UNKNOWN = "AAAAAAAAAAAAAAAAAAAAAA";

    private Instant now = Instant.parse("2023-02-01T12:00:00.123Z");
    private final FakeSubscriberRegister register = new FakeSubscriberRegister(() -> now);
    private final FakeAddressVault vault = new FakeAddressVault();
    private final FakeMailQueue queue = new FakeMailQueue();
    private final FakeCatalogueStore catalogue = new FakeCatalogueStore();
    private final FakeContext context = new FakeContext("manage-subscription");
    private final ManageSubscription function =
            new ManageSubscription(
                    catalogue,
                    new Subscriptions(register, vault, queue, () -> now, new SecureRandom()),
                    "Essex hotspot patrols",
                    () -> now);

    @BeforeEach
    void there_are_operations() {
        Sample.catalogue().operations().forEach(catalogue::put);
    }

    @Test
    void the_page_to_sign_up_has_a_form_the_lists_and_what_is_kept_in_four_sentences() {
        var answer = get("/digest");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains("<html lang=\"en-GB\"", "action=\"/digest/subscriptions\"")
                .contains("value=\"grip\"", "value=\"safe-space\"", "value=\"all-operations\"")
                .contains("data-exit")
                .doesNotContain("<script>", "onclick", "style=");
        assertThat(Pages.PRIVACY)
                .hasSize(4)
                .allSatisfy(it -> assertThat(answer.body()).contains(it));
        assertThat(answer.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(answer.header("content-security-policy")).contains("default-src 'none'");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.header("referrer-policy")).isEqualTo("same-origin");
    }

    @Test
    void who_signs_up_is_asked_to_confirm_and_kept_encrypted_until_then() {
        var answer = signUp(ADDRESS, "grip", "all-operations");

        assertThat(answer.status()).isEqualTo(202);
        var task = task();
        assertThat(task.mailing()).isInstanceOf(Mailing.Confirmation.class);
        assertThat(task.subscribers()).containsExactly(key());
        assertThat(task.sendBefore()).isEqualTo("2023-02-03T12:00:00Z");
        assertThat(register.active(key())).isEmpty();
        assertThat(task.toString()).doesNotContain("example.org");
    }

    @Test
    void everybody_is_answered_the_same_whoever_is_known() {
        var first = signUp(ADDRESS, "grip");
        confirm(token());
        register.suppress(vault.key(new EmailAddress("gone@example.org")), now.plusSeconds(99));

        assertThat(signUp(ADDRESS, "grip")).isEqualTo(first);
        assertThat(signUp("gone@example.org", "grip")).isEqualTo(first);
        assertThat(signUp("robot@example.org", "grip&website=x")).isEqualTo(first);
        for (int i = 0; i < 5; i++) {
            assertThat(signUp(ADDRESS, "grip")).isEqualTo(first);
        }
    }

    @Test
    void a_form_that_a_program_filled_in_sends_nothing() {
        assertThat(
                        post("/digest/subscriptions", "email=a%40example.org&lists=grip&website=x")
                                .status())
                .isEqualTo(202);

        assertThat(queue.sent()).isEmpty();
    }

    @Test
    void one_address_is_asked_three_times_a_day_however_it_is_written() {
        for (int i = 0; i < 5; i++) {
            signUp(i % 2 == 0 ? ADDRESS : "Ann.Other@Example.ORG", "grip");
        }
        assertThat(queue.drain()).hasSize(3);

        now = Instant.parse("2023-02-02T00:00:00Z");
        signUp(ADDRESS, "grip");
        assertThat(queue.sent()).hasSize(1);
    }

    @Test
    void twenty_a_minute_may_sign_up_from_one_network() {
        for (int i = 0; i < 25; i++) {
            from("2001:db8:1:2::" + i, "reader-" + i + "@example.org");
        }
        assertThat(queue.drain()).hasSize(20);

        from("2001:db8:1:3::1", "other@example.org");
        from("192.0.2.1:50123", "third@example.org");
        assertThat(queue.drain()).hasSize(2);

        now = now.plus(Duration.ofMinutes(1));
        from("2001:db8:1:2::1", "later@example.org");
        assertThat(queue.sent()).hasSize(1);
    }

    private void from(String caller, String address) {
        call("POST", "/digest/subscriptions")
                .header("content-type", FORM)
                .header("x-viewer-address", caller)
                .body("email=" + address.replace("@", "%40") + "&lists=grip")
                .answeredBy(function, context);
    }

    @ParameterizedTest
    @CsvSource({
        "'email=ann&lists=grip', /email",
        "'email=&lists=grip', /email",
        "'lists=grip', /email",
        "'email=a%40example.org', /lists",
        "'email=a%40example.org&lists=no-such-list', /lists",
        "'email=a%40example.org%0D%0ABcc%3A+b%40example.org&lists=grip', /email"
    })
    void a_form_that_is_not_complete_says_what_is_wrong(String body, String pointer) {
        var page = post("/digest/subscriptions", body);
        var json =
                call("POST", "/digest/subscriptions")
                        .header("content-type", FORM)
                        .header("accept", "application/json")
                        .body(body)
                        .answeredBy(function, context);

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body())
                .contains("There is a problem", "href=\"#" + pointer.substring(1) + "\"")
                .doesNotContain("Bcc");
        assertThat(json.problem()).isEqualTo("422 not-valid");
        assertThat(json.body()).contains(pointer);
        assertThat(queue.sent()).isEmpty();
    }

    @Test
    void json_is_taken_and_answered_too() {
        var answer =
                call("POST", "/digest/subscriptions")
                        .header("content-type", "application/json")
                        .header("accept", "application/json")
                        .body("{\"email\":\"" + ADDRESS + "\",\"lists\":[\"grip\"]}")
                        .answeredBy(function, context);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.document()).containsEntry("status", "accepted");
        var token = token();
        assertThat(json("GET", "/digest/c/" + token).document()).containsEntry("state", "pending");
        assertThat(json("POST", "/digest/c/" + token).document())
                .containsEntry("state", "active")
                .containsEntry("lists", List.of("grip"));
        assertThat(json("GET", "/digest/u/" + leave()).document())
                .containsEntry("email", ADDRESS)
                .containsEntry("confirmedAt", "2023-02-01T12:00:00.123Z");
        assertThat(json("POST", "/digest/u/" + leave()).document()).containsEntry("state", "none");
        assertThat(json("GET", "/digest/c/" + token).problem()).isEqualTo("404 not-found");
    }

    @Test
    void another_type_of_body_is_refused() {
        assertThat(
                        call("POST", "/digest/subscriptions")
                                .header("content-type", "text/plain")
                                .header("accept", "application/json")
                                .body("email=a")
                                .answeredBy(function, context)
                                .problem())
                .isEqualTo("415 not-application-json");
    }

    @Test
    void following_links_changes_nothing() {
        signUp(ADDRESS, "grip");
        var token = token();

        for (int i = 0; i < 3; i++) {
            assertThat(get("/digest/c/" + token).body())
                    .contains("action=\"/digest/c/" + token + "\"", "Start the e-mails")
                    .doesNotContain(ADDRESS);
            assertThat(register.active(key())).isEmpty();
        }
        confirm(token);
        for (int i = 0; i < 3; i++) {
            assertThat(get("/digest/u/" + leave()).body())
                    .contains("action=\"/digest/u/" + leave() + "\"", ADDRESS, "Operation grip");
            assertThat(register.active(key())).isPresent();
        }
    }

    @Test
    void confirming_twice_is_confirming_once() {
        signUp(ADDRESS, "grip");
        var token = token();

        assertThat(confirm(token).body()).contains("You are signed up", "Operation grip");
        var subscription = register.active(key());
        assertThat(confirm(token).body()).contains("You are signed up");

        assertThat(register.active(key())).isEqualTo(subscription);
        assertThat(subscription.map(Subscription::wording)).contains(Subscriptions.WORDING);
    }

    @Test
    void a_link_that_confirms_works_for_48_hours() {
        signUp(ADDRESS, "grip");
        var token = token();
        now = Instant.parse("2023-02-03T12:00:00Z");

        assertThat(get("/digest/c/" + token).status()).isEqualTo(404);
        assertThat(confirm(token).status()).isEqualTo(404);
        assertThat(register.active(key())).isEmpty();
    }

    @Test
    void signing_up_again_adds_lists_and_keeps_the_link_to_leave() {
        signUp(ADDRESS, "grip");
        confirm(token());
        var leave = leave();
        signUp(ADDRESS, "safe-space");
        confirm(token());

        assertThat(register.active(key()).orElseThrow().lists())
                .isEqualTo(new TreeSet<>(List.of(Sample.GRIP, Sample.SAFE_SPACE)));
        assertThat(leave()).isEqualTo(leave);
    }

    @Test
    void one_click_removes_at_once_and_for_an_unknown_token_too() {
        signUp(ADDRESS, "grip");
        var token = token();
        confirm(token);
        signUp(ADDRESS, "safe-space");
        var leave = leave();

        var first = post("/digest/u/" + leave, "List-Unsubscribe=One-Click");

        assertThat(first.status()).isEqualTo(200);
        assertThat(register.active(key())).isEmpty();
        assertThat(
                        register.holder(
                                org.patrolledger.domain.digest.LinkToken.parse(token)
                                        .orElseThrow()
                                        .hash()))
                .isEmpty();
        assertThat(post("/digest/u/" + leave, "List-Unsubscribe=One-Click")).isEqualTo(first);
        assertThat(post("/digest/u/" + UNKNOWN, "List-Unsubscribe=One-Click")).isEqualTo(first);
        assertThat(get("/digest/u/" + leave).status()).isEqualTo(200);
        assertThat(get("/digest/u/" + leave).body()).doesNotContain(ADDRESS);
    }

    @Test
    void a_link_that_confirms_does_not_end_a_subscription_nor_the_other_way_round() {
        signUp(ADDRESS, "grip");
        var token = token();
        confirm(token);

        post("/digest/u/" + token, "");
        assertThat(get("/digest/u/" + token).body()).doesNotContain(ADDRESS);
        assertThat(register.active(key())).isPresent();
        assertThat(get("/digest/c/" + leave()).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%2e%2e", "AAAAAAAAAAAAAAAAAAAAAB", "AAAAAAAAAAAAAAAAAAAAAAA"})
    void what_is_no_token_is_an_unknown_one(String token) {
        assertThat(get("/digest/c/" + token).status()).isEqualTo(404);
        assertThat(get("/digest/u/" + token).status()).isEqualTo(200);
        assertThat(post("/digest/u/" + token, "").status()).isEqualTo(200);
        assertThat(post("/digest/c/" + token, "").status()).isEqualTo(404);
    }

    @Test
    void no_address_and_no_token_stands_in_a_log() {
        signUp(ADDRESS, "grip");
        var token = token();
        confirm(token);
        get("/digest/u/" + leave());
        post("/digest/u/" + leave(), "");

        var logged = String.join("\n", context.logged());
        assertThat(context.logged()).hasSizeGreaterThanOrEqualTo(4);
        assertThat(logged).doesNotContain("example.org").doesNotContain(token);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html,application/xhtml+xml,*/*;q=0.8 | text/html; charset=utf-8",
                "*/* | text/html; charset=utf-8",
                "application/json | application/json",
                "application/json, text/plain, */* | application/json",
                "application/json, */*;q=0.5 | application/json",
                "text/html;q=0.5, application/json | application/json"
            })
    void a_page_or_json_by_what_the_client_prefers(String accept, String type) {
        assertThat(
                        call("GET", "/digest")
                                .header("accept", accept)
                                .answeredBy(function)
                                .header("content-type"))
                .isEqualTo(type);
    }

    private SubscriberKey key() {
        return vault.key(new EmailAddress(ADDRESS));
    }

    private MailTask task() {
        return queue.sent().getLast().message();
    }

    /// The token that the mail of the last sign-up has.
    private String token() {
        var confirmation = (Mailing.Confirmation) task().mailing();
        var pending = register.pending(key(), confirmation.token()).orElseThrow();
        return vault.open(key(), pending.sealed()).token().value();
    }

    /// The token that the subscriber's issues have.
    private String leave() {
        return register.active(key())
                .map(it -> vault.open(key(), it.sealed()).token().value())
                .orElse(UNKNOWN);
    }

    private Answer confirm(String token) {
        return post("/digest/c/" + token, "");
    }

    private Answer signUp(String address, String... lists) {
        return post(
                "/digest/subscriptions",
                "email=" + address.replace("@", "%40") + "&lists=" + String.join("&lists=", lists));
    }

    private Answer post(String path, String form) {
        return call("POST", path)
                .header("content-type", FORM)
                .body(form.getBytes(StandardCharsets.UTF_8))
                .answeredBy(function, context);
    }

    private Answer json(String method, String path) {
        return call(method, path)
                .header("accept", "application/json")
                .answeredBy(function, context);
    }

    private Answer get(String path) {
        return call("GET", path).answeredBy(function, context);
    }

    private static Call call(String method, String path) {
        return Call.sample("receive-engagement")
                .withoutToken()
                .withoutHeader("content-type")
                .withoutHeader("accept")
                .body("")
                .method(method)
                .path(path);
    }
}
