package org.patrolledger.functions.managesubscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patrolledger.domain.digest.EmailAddress;
import org.patrolledger.domain.digest.Mailing;

/// Signing up.
class SignUpTest extends SubscriptionFixture {
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
    void json_is_answered_with_json_unless_a_page_is_preferred() {
        var asked =
                call("POST", "/digest/subscriptions")
                        .header("content-type", "application/json; charset=utf-8")
                        .body("{\"email\":\"ann\",\"lists\":[\"grip\"]}");

        assertThat(asked.withoutHeader("accept").answeredBy(function, context).faults())
                .containsExactly("/email format");
        assertThat(asked.header("accept", "*/*").answeredBy(function, context).faults())
                .containsExactly("/email format");
        assertThat(asked.header("accept", "text/html, */*").answeredBy(function, context).body())
                .contains("There is a problem");
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
}
