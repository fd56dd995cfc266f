package org.patrolledger.local.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patrolledger.domain.digest.EmailAddress;
import org.patrolledger.domain.digest.Mail;
import org.patrolledger.domain.digest.Mailer;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.digest.SubscriberKey;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.time.Week;
import org.patrolledger.lambda.Environment;
import org.patrolledger.local.json.JsonTree;
import org.patrolledger.storage.Adapters;

/// The adapter of the mail service, by the real SDK, against the stand-in and against servers that
/// fail.
class LocalMailTest {
    private static final String LINK = "https://example.org/digest/u/AAAAAAAAAAAAAAAAAAAAAA";

    @TempDir Path folder;

    private final List<String> events = new ArrayList<>();
    private LocalMail mail;

    @BeforeEach
    void start() throws IOException {
        mail = LocalMail.start(folder, 0, 0);
        mail.answer(events::add, () -> Instant.parse("2023-02-06T08:00:00Z"));
    }

    @AfterEach
    void stop() {
        mail.close();
    }

    @Test
    void a_mail_arrives_as_it_was_meant() throws Exception {
        var outcome = mailer(mail.sesEndpoint()).send(mail("ann@example.org"));

        assertThat(outcome).isInstanceOf(Mailer.Outcome.Accepted.class);
        var message = inbox("ann@example.org").getFirst();
        assertThat(message.getSubject()).isEqualTo("Operation Grip: 8 arrests – réel");
        assertThat(message.getHeader("From"))
                .containsExactly("Patrol Ledger <dispatch@example.org>");
        assertThat(message.getHeader("Reply-To")).containsExactly("replies@example.org");
        assertThat(message.getHeader("List-Unsubscribe")).containsExactly("<" + LINK + ">");
        assertThat(message.getHeader("List-Unsubscribe-Post"))
                .containsExactly("List-Unsubscribe=One-Click");
        assertThat(message.getHeader("Message-ID")[0])
                .isEqualTo(
                        "<"
                                + ((Mailer.Outcome.Accepted) outcome).message()
                                + "@eu-west-2.amazonses.com>");
        assertThat(message.getSentDate().toInstant()).isEqualTo("2023-02-06T08:00:00Z");
        var parts = (Multipart) message.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent().toString()).contains("↑ up 3");
        assertThat(parts.getBodyPart(1).getContent().toString()).contains("<p>↑ up 3</p>");
        assertThat(mail.mails().newestFirst().getFirst().text()).contains("↑ up 3");
        assertThat(new String(mail.mails().newestFirst().getFirst().source()))
                .contains("List-Unsubscribe: <" + LINK + ">\r\n");
    }

    @Test
    void events_tell_of_a_mail_by_its_tags_and_not_by_its_address() throws Exception {
        mailer(mail.sesEndpoint()).send(mail("ann@example.org"));
        mailer(mail.sesEndpoint()).send(mail("bounce+1@simulator.amazonses.com"));
        mailer(mail.sesEndpoint()).send(mail("complaint@simulator.amazonses.com"));

        assertThat(events.stream().map(LocalMailTest::event))
                .containsExactly("Delivery", "Send", "Bounce", "Send", "Delivery", "Complaint");
        JsonNode first = JsonTree.read(events.getFirst().getBytes());
        assertThat(first.path("mailing").asText()).isEqualTo("grip_2023-W05");
        assertThat(first.path("subscriber").asText()).isEqualTo("a".repeat(64));
        assertThat(first.path("attempt").asText()).isEqualTo("2");
        assertThat(String.join("", events)).doesNotContain("@");
    }

    private static String event(String body) {
        try {
            return JsonTree.read(body.getBytes()).path("event").asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void mails_are_in_the_mailboxes_after_a_restart() throws Exception {
        mailer(mail.sesEndpoint()).send(mail("ann@example.org"));
        mail.close();

        mail = LocalMail.start(folder, 0, 0);

        assertThat(inbox("ann@example.org")).hasSize(1);
        assertThat(mail.mails().newestFirst()).hasSize(1);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void whatever_the_answer_is_the_call_is_made_once() throws Exception {
        assertThat(answered("HTTP/1.1 429 Slow down\r\nx-amzn-ErrorType: TooManyRequestsException"))
                .isInstanceOf(Mailer.Outcome.Throttled.class);
        assertThat(answered("HTTP/1.1 400 No\r\nx-amzn-ErrorType: SendingPausedException"))
                .isInstanceOf(Mailer.Outcome.Throttled.class);
        assertThat(answered("HTTP/1.1 403 No\r\nx-amzn-ErrorType: AccessDeniedException"))
                .isInstanceOf(Mailer.Outcome.Throttled.class);
        assertThat(answered("HTTP/1.1 400 No\r\nx-amzn-ErrorType: MessageRejected"))
                .isEqualTo(new Mailer.Outcome.Refused("MessageRejected"));
        assertThat(answered("HTTP/1.1 500 Oh\r\nx-amzn-ErrorType: InternalServiceErrorException"))
                .isInstanceOf(Mailer.Outcome.Unanswered.class);
        assertThat(answered("HTTP/1.1 503 Oh\r\nx-amzn-ErrorType: ServiceUnavailable"))
                .isInstanceOf(Mailer.Outcome.Unanswered.class);
        assertThat(answered("")).isInstanceOf(Mailer.Outcome.Unanswered.class);
    }

    /// What becomes of a mail whose call is answered by `head`, or by nothing.
    private static Mailer.Outcome answered(String head) throws Exception {
        var calls = new AtomicInteger();
        try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual()
                    .start(() -> {
                        while (true) {
                            try (var socket = server.accept()) {
                                socket.getInputStream().read(new byte[65_536]);
                                calls.incrementAndGet();
                                if (!head.isEmpty()) {
                                    var answer =
                                            head
                                                    + "\r\nContent-Type: application/json\r\n"
                                                    + "Content-Length: 2\r\nConnection: close\r\n\r\n{}";
                                    socket.getOutputStream().write(answer.getBytes());
                                }
                            } catch (IOException e) {
                                return;
                            }
                        }
                    });
            var outcome =
                    mailer(URI.create("http://127.0.0.1:" + server.getLocalPort()))
                            .send(mail("ann@example.org"));
            assertThat(calls).as(head).hasValue(1);
            return outcome;
        }
    }

    private static Mail mail(String to) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("List-Unsubscribe", "<" + LINK + ">");
        headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        return new Mail(
                new EmailAddress(to),
                "Operation Grip: 8 arrests – réel",
                "<p>↑ up 3</p>",
                "↑ up 3\n",
                headers,
                new Mailing.Issue(new OperationId("grip"), new Week(2023, 5)),
                new SubscriberKey("a".repeat(64)),
                2);
    }

    private static Mailer mailer(URI endpoint) {
        Map<String, String> variables = new HashMap<>();
        variables.put("AWS_REGION", "eu-west-2");
        for (String table :
                new String[] {
                    "SUBMISSIONS", "CATALOGUE", "CHAINS", "DOWNLOADS", "SUBSCRIBERS", "MAILINGS"
                }) {
            variables.put(table + "_TABLE", "table");
        }
        variables.put("SUMMARIES_BUCKET", "summaries");
        variables.put("STAGING_BUCKET", "staging");
        variables.put("PUBLISH_QUEUE_URL", "http://127.0.0.1/none");
        variables.put("MAIL_QUEUE_URL", "http://127.0.0.1/none");
        variables.put("SIGNING_KEY", "file:///none");
        variables.put("ADDRESS_KEY", "file:///none");
        variables.put("ADDRESS_MAC_KEY", "file:///none");
        variables.put("NOTICE_DELAY_SECONDS", "0");
        variables.put("CATALOGUE_SECONDS", "0");
        variables.put("MAIL_FROM", "Patrol Ledger <dispatch@example.org>");
        variables.put("MAIL_REPLY_TO", "replies@example.org");
        variables.put("MAIL_TITLE", "Essex hotspot patrols");
        variables.put("SITE_URL", "https://example.org");
        variables.put("SES_CONFIGURATION_SET", "digest");
        variables.put("MAIL_RATE", "10");
        variables.put("AWS_ENDPOINT_URL_SESV2", endpoint.toString());
        return new Adapters(Environment.of(variables)).mailer();
    }

    private List<Message> inbox(String address) throws Exception {
        var store = Session.getInstance(new Properties()).getStore("imap");
        store.connect("127.0.0.1", mail.imapPort(), address, "any password");
        Folder inbox = store.getFolder("INBOX");
        inbox.open(Folder.READ_ONLY);
        return List.of(inbox.getMessages());
    }
}
