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
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.local.LedgerHandlers;
import org.patrolledger.local.Stack;
import org.patrolledger.local.StackSettings;
import org.patrolledger.local.json.JsonTree;

/// The weekly mails from sign-up to leaving, over HTTP, the real SDK, SMTP and IMAP.
class DispatchTest {
    private static final Pattern LINK =
            Pattern.compile("http://\\S+/digest/[cu]/[A-Za-z0-9_-]{22}");

    private static final Pattern ANY_LINK = Pattern.compile("http://[^\\s\"<>]+");

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

        scan(first);
        assertThat(get(confirm).body()).contains("Start the e-mails");
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

        isAsItWasSigned(mails.get(1), "2023-W06", leave);
        isAsItWasSigned(mails.get(2), "2023-W07", leave);
        scan(mails);
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

    /// A scanner follows every link of every mail, as it is and with `HEAD`, and changes nothing.
    private void scan(List<Message> mails) throws Exception {
        for (Message mail : mails) {
            var links = new TreeSet<String>();
            for (String part : List.of(text(mail), html(mail))) {
                ANY_LINK.matcher(part).results().map(MatchResult::group).forEach(links::add);
            }
            assertThat(links).isNotEmpty();
            for (String link : links) {
                // That of the confirmation expires.
                int status = get(link).statusCode();
                assertThat(status).as(link).isIn(200, 404);
                HttpRequest head = HttpRequest.newBuilder(URI.create(link)).HEAD().build();
                HttpResponse<String> answer = http.send(head, BodyHandlers.ofString());
                assertThat(answer.statusCode()).as("HEAD " + link).isEqualTo(status);
                assertThat(answer.body()).isEmpty();
            }
        }
    }

    /// A mail is the issue on record, but for the reader's own link, and the record is what the
    /// manifest has the digests of.
    private void isAsItWasSigned(Message mail, String week, String leave) throws Exception {
        Path issue = issue(week);
        JsonNode manifest = JsonTree.read(Files.readAllBytes(issue.resolve("manifest.json")));
        assertThat(manifest.path("signature").path("value").asText()).isNotEmpty();
        assertThat(manifest.path("editions")).isNotEmpty();
        for (JsonNode file : manifest.path("files")) {
            byte[] bytes = Files.readAllBytes(issue.resolve(file.path("name").asText()));
            assertThat(Digest.of(bytes).hex()).isEqualTo(file.path("sha256").asText());
        }
        JsonNode document = JsonTree.read(Files.readAllBytes(issue.resolve("digest.json")));
        assertThat(mail.getSubject()).isEqualTo(document.path("subject").asText());
        assertThat(lines(html(mail)).replace(leave, "{unsubscribe}"))
                .isEqualTo(Files.readString(issue.resolve("digest.html")));
        assertThat(lines(text(mail)).replace(leave, "{unsubscribe}"))
                .isEqualTo(Files.readString(issue.resolve("digest.txt")));
        assertThat(html(mail).getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(20 * 1024);
    }

    private Path issue(String week) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(it -> it.endsWith("digests/grip/" + week + "/issue-01"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// Mail has lines that end as those of the network do, and the last of a part has no end.
    private static String lines(String text) {
        return text.replace("\r\n", "\n").stripTrailing() + "\n";
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

    private static String html(Message message) throws Exception {
        return ((Multipart) message.getContent()).getBodyPart(1).getContent().toString();
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
