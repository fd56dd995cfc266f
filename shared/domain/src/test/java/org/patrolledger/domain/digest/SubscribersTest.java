package org.patrolledger.domain.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.time.Week;

class SubscribersTest {
    private static final OperationId GRIP = new OperationId("grip");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@example.org",
                " ann.other@example.co.uk ",
                "o'brien+dispatch@example.org",
                "x_y-z=1@sub-domain.example.org",
                "bounce@simulator.amazonses.com"
            })
    void an_address_that_mail_can_be_sent_to_is_taken(String text) {
        assertThat(EmailAddress.parse(text))
                .get()
                .extracting(EmailAddress::value)
                .isEqualTo(text.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ann",
                "ann@",
                "@example.org",
                "ann@example",
                "ann@@example.org",
                "ann@example..org",
                ".ann@example.org",
                "ann.@example.org",
                "ann..other@example.org",
                "ann other@example.org",
                "ann@example.org,bob@example.org",
                "Ann <ann@example.org>",
                "ann@example.org\r\nBcc: bob@example.org",
                "ann@-example.org",
                "ann@example.org.",
                "ann@127.0.0.1",
                "\"ann\"@example.org",
                "änn@example.org"
            })
    void what_is_no_address_is_refused(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress(text));
    }

    @Test
    void an_address_has_its_limits() {
        assertThat(EmailAddress.parse("a".repeat(64) + "@example.org")).isPresent();
        assertThat(EmailAddress.parse("a".repeat(65) + "@example.org")).isEmpty();
        assertThat(EmailAddress.parse("a@" + "b.".repeat(122) + "example")).isPresent();
        assertThat(EmailAddress.parse("a@" + "b.".repeat(123) + "example")).isEmpty();
    }

    @Test
    void neither_address_nor_token_can_get_into_a_text_by_accident() {
        var contact = new Contact(new EmailAddress("ann@example.org"), LinkToken.of(new byte[16]));

        assertThat(contact.toString())
                .doesNotContain("ann")
                .doesNotContain(contact.token().value());
    }

    @Test
    void a_token_is_22_characters_and_kept_as_its_hash() {
        var token =
                LinkToken.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});

        assertThat(token.value()).isEqualTo("AQIDBAUGBwgJCgsMDQ4PEA").hasSize(22);
        assertThat(LinkToken.parse(token.value())).contains(token);
        assertThat(token.hash().value())
                .isEqualTo("9c6c8a0e30b9ecba342e2a7042f43ed23f36d3e4253436f495ae33c6d6b2c694");
        assertThatIllegalArgumentException().isThrownBy(() -> LinkToken.of(new byte[15]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AQIDBAUGBwgJCgsMDQ4PE",
                "AQIDBAUGBwgJCgsMDQ4PEAA",
                "AQIDBAUGBwgJCgsMDQ4PEB",
                "AQIDBAUGBwgJCgsMDQ4P+A",
                "../../../../../../../x"
            })
    void what_no_128_bits_make_is_no_token(String text) {
        assertThat(LinkToken.parse(text)).isEmpty();
    }

    @Test
    void a_mailing_is_read_back_from_its_id() {
        for (var mailing :
                List.of(
                        new Mailing.Issue(GRIP, new Week(2023, 5)),
                        new Mailing.Issue(OperationId.ALL, new Week(2020, 53)),
                        new Mailing.Issue(new OperationId("confirmation"), new Week(2023, 5)),
                        new Mailing.Confirmation(new TokenHash("0a".repeat(32))))) {
            assertThat(Mailing.parse(mailing.id())).contains(mailing);
        }
        for (var id :
                List.of(
                        "",
                        "grip",
                        "grip_2023-W53",
                        "grip_2023-02",
                        "Grip_2023-W05",
                        "_",
                        "confirmation_00")) {
            assertThat(Mailing.parse(id)).as(id).isEmpty();
        }
    }

    @Test
    void an_issue_lies_where_the_contract_says() {
        assertThat(new Mailing.Issue(GRIP, new Week(2023, 5)).path())
                .isEqualTo("digests/grip/2023-W05/issue-01/");
    }

    @Test
    void three_issues_of_a_list_in_a_row_that_bounce_are_enough() {
        assertThat(SoftBounces.enough(issues("grip", 5, 6))).isFalse();
        assertThat(SoftBounces.enough(issues("grip", 5, 6, 8))).isFalse();
        assertThat(SoftBounces.enough(issues("grip", 5, 6, 7))).isTrue();
        assertThat(SoftBounces.enough(issues("grip", 1, 2, 5, 6, 7))).isTrue();
        var mixed = issues("grip", 5, 6);
        mixed.addAll(issues("safe-space", 7));
        assertThat(SoftBounces.enough(mixed)).isFalse();
        assertThat(
                        SoftBounces.enough(
                                new TreeSet<>(
                                        List.of(
                                                new Mailing.Issue(GRIP, new Week(2020, 53)),
                                                new Mailing.Issue(GRIP, new Week(2020, 52)),
                                                new Mailing.Issue(GRIP, new Week(2021, 1))))))
                .isTrue();
    }

    private static TreeSet<Mailing.Issue> issues(String list, int... weeks) {
        var issues = new TreeSet<Mailing.Issue>();
        for (int week : weeks) {
            issues.add(new Mailing.Issue(new OperationId(list), new Week(2023, week)));
        }
        return issues;
    }

    @Test
    void a_header_of_two_lines_makes_no_mail() {
        assertThatIllegalArgumentException().isThrownBy(() -> mail("a\r\nBcc: b@example.org"));
        assertThat(mail("a").toString()).doesNotContain("example.org");
    }

    private static Mail mail(String subject) {
        return new Mail(
                new EmailAddress("ann@example.org"),
                subject,
                "<p>",
                "text",
                java.util.Map.of(),
                new Mailing.Issue(GRIP, new Week(2023, 5)),
                new SubscriberKey("a".repeat(64)),
                1);
    }

    @Test
    void a_task_has_one_to_fifty_recipients() {
        var keys = Stream.generate(() -> new SubscriberKey("a".repeat(64))).limit(51).toList();
        var issue = new Mailing.Issue(GRIP, new Week(2023, 5));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MailTask(issue, java.time.Instant.EPOCH, keys));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MailTask(issue, java.time.Instant.EPOCH, List.of()));
    }
}
