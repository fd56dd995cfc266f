package org.patrolledger.local.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.patrolledger.local.Stack;
import org.patrolledger.local.mail.SentMail;

/// Somebody who signs up for the weekly mails, as anybody does: by the form, and by the link in the
/// mail that comes then.
final class Subscriber {
    private static final String ADDRESS = "councillor@example.org";
    private static final String LIST = "grip";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern CONFIRM =
            Pattern.compile("http://\\S+/digest/c/[A-Za-z0-9_-]{22}");

    private final Stack stack;
    private final LedgerClient ledger;

    Subscriber(Stack stack, LedgerClient ledger) {
        this.stack = stack;
        this.ledger = ledger;
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
        List<SentMail> mails = sent();
        if (mails.isEmpty()) {
            throw new IOException("no mail was sent");
        }
        return mails.getFirst().text();
    }

    /// What was sent, newest first, once all that waits has been sent.
    private List<SentMail> sent() throws IOException {
        ledger.fetch(stack.uri().resolve("/local/mail"));
        return stack.mail().mails().newestFirst();
    }

    /// Says what was mailed, and shows the mail of the week of most arrests.
    ///
    /// @return whether every issue came once
    boolean report(PrintStream out) throws IOException {
        List<SentMail> issues =
                sent().stream().filter(mail -> !mail.text().contains("/digest/c/")).toList();
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

    private void post(URI uri, String form, int status) throws IOException {
        ledger.expect(
                status,
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", FORM)
                        .POST(BodyPublishers.ofString(form))
                        .build());
    }
}
