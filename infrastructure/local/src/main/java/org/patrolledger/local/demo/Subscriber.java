package org.patrolledger.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.patrolledger.local.Stack;
import org.patrolledger.local.json.JsonTree;
import org.patrolledger.local.mail.SentMail;

/// Somebody who signs up for the weekly mails, as anybody does: by the form, and by the link in the
/// mail that comes then.
final class Subscriber implements AutoCloseable {
    private static final String ADDRESS = "councillor@example.org";
    private static final String LIST = "grip";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern CONFIRM =
            Pattern.compile("http://\\S+/digest/c/[A-Za-z0-9_-]{22}");

    private final Stack stack;
    private final HttpClient http = HttpClient.newHttpClient();

    Subscriber(Stack stack) {
        this.stack = stack;
    }

    /// Signs up and confirms.
    void join() throws IOException {
        post(
                stack.uri().resolve("/digest/subscriptions"),
                "email=councillor%40example.org&lists=" + LIST,
                202);
        Matcher link = CONFIRM.matcher(newestText());
        if (!link.find()) {
            throw new IOException("the mail that asks for a confirmation holds no link");
        }
        post(URI.create(link.group()), "", 200);
    }

    /// The newest mail's text, once all that waits has been sent.
    private String newestText() throws IOException {
        JsonNode mails = JsonTree.read(get(stack.uri().resolve("/local/mail")));
        if (mails.isEmpty()) {
            throw new IOException("no mail was sent");
        }
        return newest().text();
    }

    private SentMail newest() {
        return stack.mail().mails().newestFirst().getFirst();
    }

    /// Says what was mailed, and shows the mail of the week of most arrests.
    ///
    /// @return whether every issue came once
    boolean report(PrintStream out) throws IOException {
        get(stack.uri().resolve("/local/mail"));
        List<SentMail> issues =
                stack.mail().mails().newestFirst().stream()
                        .filter(mail -> !mail.text().contains("/digest/c/"))
                        .toList();
        long subjects = issues.stream().map(SentMail::subject).distinct().count();
        boolean once = subjects == issues.size() && !issues.isEmpty();
        out.printf(
                Locale.UK,
                "%n%s signed up, confirmed, and was mailed %d weekly issues, %s.%n",
                ADDRESS,
                issues.size(),
                once ? "each once" : "NOT EACH ONCE");
        issues.stream()
                .filter(mail -> mail.subject().contains("arrest"))
                .filter(mail -> !mail.subject().contains(" 0 arrests"))
                .findFirst()
                .ifPresent(mail -> show(out, mail));
        return once;
    }

    private void show(PrintStream out, SentMail mail) {
        out.printf(
                Locale.ROOT,
                "The newest that tells of arrests:%n%n    Subject: %s%n%n",
                mail.subject());
        mail.text().lines().forEach(line -> out.println("    " + line));
        out.printf(
                Locale.ROOT,
                "%n  As it looks: in %s%n",
                stack.settings()
                        .data()
                        .resolve("mail")
                        .resolve(String.format(Locale.ROOT, "%08d.eml", mail.number())));
    }

    private byte[] get(URI uri) throws IOException {
        return expect(200, HttpRequest.newBuilder(uri).build());
    }

    private void post(URI uri, String form, int status) throws IOException {
        expect(
                status,
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", FORM)
                        .POST(BodyPublishers.ofString(form))
                        .build());
    }

    private byte[] expect(int status, HttpRequest request) throws IOException {
        try {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != status) {
                throw new IOException(
                        request.method()
                                + " "
                                + request.uri().getPath()
                                + " answered "
                                + answer.statusCode()
                                + ": "
                                + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
