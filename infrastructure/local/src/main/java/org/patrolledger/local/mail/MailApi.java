package org.patrolledger.local.mail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.patrolledger.formats.markup.Markup;
import org.patrolledger.local.http.Api;
import org.patrolledger.local.http.HttpAnswer;
import org.patrolledger.local.http.Problems;
import org.patrolledger.local.http.Request;
import org.patrolledger.local.json.JsonTree;

/// `GET /local/mail`: the mails that were sent, newest first, as JSON or as pages; each as it
/// looks, and its source.
public final class MailApi implements Api {
    /// Where this API answers, and below it.
    public static final String PATH = "/local/mail";

    private static final Pattern ONE =
            Pattern.compile(PATH + "/([1-9][0-9]{0,8})(/html|/text|/source)?");

    private final SentMails mails;
    private final Runnable settled;

    /// @param settled sends what waits to be sent
    public MailApi(SentMails mails, Runnable settled) {
        this.mails = mails;
        this.settled = settled;
    }

    /// Whether `path` is one of this API.
    public static boolean has(String path) {
        return path.equals(PATH) || path.startsWith(PATH + "/");
    }

    @Override
    public HttpAnswer answer(Request request) {
        var path = request.path();
        var one = ONE.matcher(path);
        if (!request.method().equals("GET")) {
            return Problems.methodNotAllowed(List.of("GET"));
        }
        if (path.equals(PATH)) {
            settled.run();
            return prefersPage(request) ? list() : json();
        }
        if (!one.matches()) {
            return Problems.notFound();
        }
        return mails.mail(Integer.parseInt(one.group(1)))
                .map(mail -> shown(mail, Optional.ofNullable(one.group(2)).orElse("")))
                .orElseGet(Problems::notFound);
    }

    private static boolean prefersPage(Request request) {
        var accept = request.header("accept").orElse("").toLowerCase(Locale.ROOT);
        int page = accept.indexOf("text/html");
        int json = accept.indexOf("application/json");
        return page >= 0 && (json < 0 || page < json);
    }

    private HttpAnswer json() {
        var list = JsonTree.array();
        for (var mail : mails.newestFirst()) {
            list.addObject()
                    .put("to", mail.to())
                    .put("subject", mail.subject())
                    .put("messageId", mail.messageId())
                    .put("source", new String(mail.source(), StandardCharsets.UTF_8));
        }
        return HttpAnswer.json(200, list);
    }

    private HttpAnswer list() {
        var out = begin("Mail");
        var all = mails.newestFirst();
        if (all.isEmpty()) {
            out.element("p", "No mail has been sent yet.");
        }
        out.open("ul");
        for (var mail : all) {
            out.open("li").element("a", mail.subject(), "href", PATH + "/" + mail.number());
            out.text(" to " + mail.to()).close();
        }
        return page(end(out.close()));
    }

    private static HttpAnswer shown(SentMail mail, String part) {
        return switch (part) {
            case "/html" -> page(mail.html());
            case "/text" -> text(mail.text().getBytes(StandardCharsets.UTF_8));
            case "/source" -> text(mail.source());
            default -> page(whole(mail));
        };
    }

    private static String whole(SentMail mail) {
        var at = PATH + "/" + mail.number();
        var out = begin(mail.subject());
        out.element("p", "To " + mail.to() + ", id " + mail.messageId());
        out.open("p").element("a", "The source", "href", at + "/source").close();
        out.element("h2", "As a page");
        out.element(
                "iframe",
                "",
                "src",
                at + "/html",
                "title",
                "The mail as a page",
                "sandbox",
                "allow-popups allow-top-navigation-by-user-activation");
        out.element("h2", "As text");
        out.element("iframe", "", "src", at + "/text", "title", "The mail as text", "sandbox", "");
        return end(out);
    }

    private static Markup begin(String title) {
        var out = new Markup();
        out.doctype().open("html", "lang", "en-GB").open("head");
        out.empty("meta", "charset", "utf-8").element("title", title);
        out.empty("meta", "name", "viewport", "content", "width=device-width");
        out.style(
                ":root{color-scheme:light dark}body{font:16px/1.5 sans-serif;margin:1em}"
                        + "body{background:light-dark(#fff,#121212);color:light-dark(#000,#fff)}"
                        + "a{color:light-dark(#00c,#9cf)}li{margin:.5em 0}"
                        + "h1,p,li{overflow-wrap:anywhere}"
                        + "iframe{width:100%;height:40em;border:1px solid;box-sizing:border-box}");
        out.close().open("body").open("main").element("h1", title);
        return out;
    }

    private static String end(Markup out) {
        return out.close().close().close().toString();
    }

    private static HttpAnswer page(String html) {
        return typed("text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8))
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self';"
                                + " form-action 'none'");
    }

    private static HttpAnswer text(byte[] bytes) {
        return typed("text/plain; charset=utf-8", bytes);
    }

    private static HttpAnswer typed(String type, byte[] bytes) {
        return new HttpAnswer(
                200,
                List.of(
                        new HttpAnswer.Header("Content-Type", type),
                        new HttpAnswer.Header("Cache-Control", "no-store"),
                        new HttpAnswer.Header("X-Content-Type-Options", "nosniff")),
                bytes);
    }
}
