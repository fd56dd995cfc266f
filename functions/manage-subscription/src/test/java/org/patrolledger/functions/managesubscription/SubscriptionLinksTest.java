package org.patrolledger.functions.managesubscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.domain.digest.Subscription;
import org.patrolledger.testing.Sample;

/// The links by which one confirms and leaves.
class SubscriptionLinksTest extends SubscriptionFixture {
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
}
