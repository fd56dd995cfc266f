package org.patrolledger.local.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patrolledger.local.LedgerHandlers;
import org.patrolledger.local.Stack;
import org.patrolledger.local.StackSettings;
import org.patrolledger.local.json.JsonTree;

/// The weekly mails from sign-up to leaving, over HTTP, the real SDK, SMTP and IMAP.
class DispatchTest {
    private static final Pattern LINK =
            Pattern.compile("http://\\S+/digest/[cu]/[A-Za-z0-9_-]{22}");

    @TempDir Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private Stack stack;

    @BeforeEach
    void start() throws Exception {
        stack = start("2023-01-30T09:00:00Z");
        create();
    }

    /// Tables and messages on disk, which only one stack of a process can have.
    private void startOnDisk() throws Exception {
        stack.close();
        stack =
                Stack.start(
                        new StackSettings(
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                folder.resolve("disk"),
                                false,
                                Instant.parse("2023-01-30T09:00:00Z")),
                        LedgerHandlers::of);
        create();
    }

    private Stack start(String clock) throws Exception {
        return Stack.start(
                StackSettings.passing(folder.resolve("data"), Instant.parse(clock)),
                LedgerHandlers::of);
    }

    @AfterEach
    void stop() {
        stack.close();
        http.close();
    }

    @Test
    void two_mondays_bring_one_right_mail_each_and_who_left_gets_no_third() throws Exception {
        startOnDisk();
        arrests("2023-02-01T20:00:00Z", 3);
        stack.moveTo(Instant.parse("2023-02-05T09:00:00Z"));
        String reader = "Reader.One@example.org";
        assertThat(signUp(reader, "grip").statusCode()).isEqualTo(202);
        List<Message> first = inbox(reader, 1);
        String confirm = link(text(first.getFirst()));

        // A scanner that follows the link confirms nothing.
        assertThat(get(confirm).statusCode()).isEqualTo(200);
        stack.moveTo(Instant.parse("2023-02-06T09:00:00Z"));
        assertThat(inbox(reader, 1)).hasSize(1);

        assertThat(post(confirm, "").statusCode()).isEqualTo(200);
        arrests("2023-02-08T20:00:00Z", 5);
        stack.moveTo(Instant.parse("2023-02-13T09:00:00Z"));
        arrests("2023-02-15T20:00:00Z", 2);
        stack.moveTo(Instant.parse("2023-02-20T09:00:00Z"));

        List<Message> mails = inbox(reader, 3);
        assertThat(mails).hasSize(3);
        assertThat(mails.get(1).getSubject())
                .isEqualTo("Operation Grip: 5 arrests, 1 report (6 February to 12 February)");
        assertThat(mails.get(2).getSubject())
                .isEqualTo("Operation Grip: 2 arrests, 1 report (13 February to 19 February)");
        assertThat(text(mails.get(2))).contains("down 3");
        assertThat(mails.get(1).getHeader("List-Unsubscribe-Post"))
                .containsExactly("List-Unsubscribe=One-Click");
        assertThat(mails.get(1).getHeader("List-Id")).hasSize(1);
        String leave = mails.get(1).getHeader("List-Unsubscribe")[0].replaceAll("[<>]", "");
        assertThat(text(mails.get(1))).contains(leave);

        // A scanner that follows every link of every mail ends nothing.
        for (Message mail : mails) {
            for (String link :
                    LINK.matcher(text(mail)).results().map(MatchResult::group).toList()) {
                // That of the confirmation has expired by now.
                assertThat(get(link).statusCode()).isIn(200, 404);
            }
        }
        assertThat(get(leave).body()).contains("Reader.One@example.org", "Operation Grip");

        assertThat(post(leave, "List-Unsubscribe=One-Click").statusCode()).isEqualTo(200);
        assertThat(post(leave, "List-Unsubscribe=One-Click").statusCode()).isEqualTo(200);
        assertThat(get(leave).body()).doesNotContain("@example.org");
        arrests("2023-02-22T20:00:00Z", 1);
        stack.moveTo(Instant.parse("2023-02-27T09:00:00Z"));

        assertThat(inbox(reader, 3)).hasSize(3);
        nobodysAddressIsOnDisk(reader);
    }

    @Test
    void mails_are_listed_newest_first_as_json_and_shown_as_pages() throws Exception {
        signUp("one@example.org", "grip");
        stack.settle();
        signUp("two@example.org", "all-operations");
        inbox("two@example.org", 1);

        JsonNode mails =
                JsonTree.read(
                        get(stack.uri() + "/local/mail").body().getBytes(StandardCharsets.UTF_8));

        assertThat(mails).hasSize(2);
        assertThat(mails.path(0).path("to").asText()).isEqualTo("two@example.org");
        assertThat(mails.path(0).path("subject").asText()).startsWith("Please confirm");
        assertThat(mails.path(0).path("messageId").asText()).endsWith("@eu-west-2.amazonses.com");
        assertThat(mails.path(0).path("source").asText())
                .contains("Message-ID: <", "To: two@example.org");
        HttpResponse<String> list =
                http.send(
                        HttpRequest.newBuilder(URI.create(stack.uri() + "/local/mail"))
                                .header("Accept", "text/html")
                                .build(),
                        BodyHandlers.ofString());
        assertThat(list.body()).startsWith("<!DOCTYPE html>").contains("href=\"/local/mail/1\"");
        assertThat(get(stack.uri() + "/local/mail/1").body()).contains("one@example.org");
        assertThat(get(stack.uri() + "/local/mail/1/html").body()).contains("/digest/c/");
        assertThat(get(stack.uri() + "/local/mail/1/source").body()).contains("MIME-Version");
        assertThat(get(stack.uri() + "/local/mail/9").statusCode()).isEqualTo(404);
    }

    @Test
    void an_address_that_bounces_or_complains_gets_one_mail_and_no_other() throws Exception {
        for (String simulated :
                List.of("bounce@simulator.amazonses.com", "complaint@simulator.amazonses.com")) {
            signUp(simulated, "grip");
            stack.settle();
            signUp(simulated, "grip");
            stack.settle();
        }

        assertThat(stack.mail().mails().newestFirst())
                .extracting(SentMail::to)
                .containsExactly(
                        "complaint@simulator.amazonses.com", "bounce@simulator.amazonses.com");
    }

    @Test
    void an_address_is_asked_three_times_a_day_and_the_answer_is_always_the_same()
            throws Exception {
        String answer = signUp("often@example.org", "grip").body();
        for (int i = 0; i < 5; i++) {
            assertThat(signUp("Often@Example.org", "grip").body()).isEqualTo(answer);
        }
        stack.settle();

        assertThat(stack.mail().mails().newestFirst()).hasSize(3);
    }

    @Test
    void a_mail_sent_before_a_restart_is_in_the_mailbox_afterwards() throws Exception {
        signUp("kept@example.org", "grip");
        stack.settle();
        stack.close();

        stack = start("2023-01-31T09:00:00Z");

        assertThat(inbox("kept@example.org", 1)).hasSize(1);
        assertThat(stack.mail().mails().newestFirst()).hasSize(1);
    }

    private void create() throws Exception {
        ObjectNode operation =
                JsonTree.object().put("name", "Operation Grip").put("activeFrom", "2022-01-01");
        operation.putArray("organisations").add("essex-police");
        operation
                .putArray("places")
                .addObject()
                .put("id", "southend-high-street")
                .put("name", "Southend High Street")
                .put("district", "E06000033")
                .put("validFrom", "2022-01-01");
        HttpRequest request =
                bearing("/catalogue/operations/grip", "administrator")
                        .header("If-None-Match", "*")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofByteArray(JsonTree.bytes(operation)))
                        .build();
        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
    }

    private void arrests(String at, int arrests) throws Exception {
        stack.moveTo(Instant.parse(at).plus(Duration.ofHours(1)));
        ObjectNode incident =
                JsonTree.object()
                        .put("submissionId", UUID.randomUUID().toString())
                        .put("operation", "grip")
                        .put("place", "southend-high-street")
                        .put("organisation", "essex-police")
                        .put("occurredAt", at)
                        .put("category", "public-order")
                        .put("arrests", arrests);
        HttpRequest request =
                bearing("/incidents", "submitter")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(JsonTree.bytes(incident)))
                        .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private HttpRequest.Builder bearing(String path, String role) {
        return HttpRequest.newBuilder(stack.uri().resolve(path))
                .header("Authorization", "Bearer " + stack.tokens("essex-police").get(role));
    }

    private HttpResponse<String> signUp(String address, String list) throws Exception {
        return post(
                stack.uri() + "/digest/subscriptions",
                "email=" + URLEncoder.encode(address, StandardCharsets.UTF_8) + "&lists=" + list);
    }

    private HttpResponse<String> post(String uri, String form) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(uri))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String uri) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString());
    }

    /// The mails of an address by IMAP, once there are `expected`.
    private List<Message> inbox(String address, int expected) throws Exception {
        stack.settle();
        var properties = new Properties();
        properties.put("mail.store.protocol", "imap");
        var store = Session.getInstance(properties).getStore("imap");
        store.connect("127.0.0.1", stack.mail().imapPort(), address, "any");
        Folder inbox = store.getFolder("INBOX");
        inbox.open(Folder.READ_ONLY);
        assertThat(inbox.getMessageCount()).isGreaterThanOrEqualTo(expected);
        return new ArrayList<>(List.of(inbox.getMessages()));
    }

    private static String link(String text) {
        return LINK.matcher(text).results().map(MatchResult::group).findFirst().orElseThrow();
    }

    private static String text(Message message) throws Exception {
        return ((Multipart) message.getContent()).getBodyPart(0).getContent().toString();
    }

    /// Everything that the stack has written, but the folder of mails, which is there to be read.
    private void nobodysAddressIsOnDisk(String address) throws IOException {
        var words = List.of(address, address.toLowerCase(Locale.ROOT), "reader.one");
        int looked = 0;
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.startsWith(stack.settings().data().resolve("mail"))) {
                    continue;
                }
                looked++;
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(words).as(file.toString()).noneMatch(content::contains);
            }
        }
        assertThat(looked).isGreaterThan(20);
    }
}
