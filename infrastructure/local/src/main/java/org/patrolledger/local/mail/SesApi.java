package org.patrolledger.local.mail;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import org.patrolledger.local.http.Api;
import org.patrolledger.local.http.HttpAnswer;
import org.patrolledger.local.http.Request;
import org.patrolledger.local.json.JsonTree;

/// What SES v2 does when it sends a mail: builds the message, hands it over by SMTP, and tells of
/// it by events, which come out as the event rule makes them. The addresses of SES's mailbox
/// simulator bounce and complain as they do there.
public final class SesApi implements Api {
    private static final String PATH = "/v2/email/outbound-emails";
    private static final String SIGNED = "AWS4-HMAC-SHA256 Credential=";
    private static final String SIMULATOR = "@simulator.amazonses.com";
    private static final String UTF_8 = "utf-8";

    /// The largest message that SES takes.
    private static final int LARGEST = 40 << 20;

    private final MailServer server;
    private final SentMails mails;
    private final Consumer<String> events;
    private final InstantSource clock;

    /// @param events takes each event as the body of a queue's message
    /// @param clock dates the mails
    public SesApi(
            MailServer server, SentMails mails, Consumer<String> events, InstantSource clock) {
        this.server = server;
        this.mails = mails;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public HttpAnswer answer(Request request) throws IOException {
        if (!request.method().equals("POST") || !request.path().equals(PATH)) {
            return error(404, "NotFoundException", "This call of SES is not there.");
        }
        if (!request.header("authorization").orElse("").startsWith(SIGNED)) {
            return error(403, "MissingAuthenticationTokenException", "The call is not signed.");
        }
        try {
            return sent(JsonTree.read(request.body(LARGEST)));
        } catch (Request.TooLarge e) {
            return error(400, "MessageRejected", "The message is too large.");
        } catch (MessagingException e) {
            return error(400, "BadRequestException", "The message cannot be built or sent.");
        }
    }

    private HttpAnswer sent(JsonNode call) throws IOException, MessagingException {
        var id = UUID.randomUUID().toString();
        var message = message(call, id);
        var to = call.path("Destination").path("ToAddresses").path(0).asText();
        mails.add(message);
        if (!bounces(to)) {
            server.send(message);
        }
        for (var event : happening(to)) {
            events.accept(event(call, id, event));
        }
        return HttpAnswer.json(200, JsonTree.object().put("MessageId", id));
    }

    private MimeMessage message(JsonNode call, String id) throws MessagingException {
        var simple = call.path("Content").path("Simple");
        if (simple.isMissingNode()) {
            throw new MessagingException("only simple content is taken here");
        }
        var message = new MimeMessage(server.session());
        message.setFrom(new InternetAddress(call.path("FromEmailAddress").asText(), true));
        for (var to : call.path("Destination").path("ToAddresses")) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(to.asText(), true));
        }
        for (var reply : call.path("ReplyToAddresses")) {
            message.setReplyTo(InternetAddress.parse(reply.asText(), true));
        }
        message.setSubject(simple.path("Subject").path("Data").asText(), UTF_8);
        message.setSentDate(Date.from(clock.instant()));
        var parts = new MimeMultipart("alternative");
        var text = new MimeBodyPart();
        text.setText(simple.path("Body").path("Text").path("Data").asText(), UTF_8);
        parts.addBodyPart(text);
        var html = new MimeBodyPart();
        html.setText(simple.path("Body").path("Html").path("Data").asText(), UTF_8, "html");
        parts.addBodyPart(html);
        message.setContent(parts);
        message.saveChanges();
        // After saving, which makes an id of its own.
        message.setHeader("Message-ID", "<" + id + "@eu-west-2.amazonses.com>");
        for (var header : simple.path("Headers")) {
            message.setHeader(header.path("Name").asText(), header.path("Value").asText());
        }
        return message;
    }

    private static boolean bounces(String to) {
        return simulated(to, "bounce") || simulated(to, "suppressionlist");
    }

    /// `bounce@…` and `bounce+label@…`.
    private static boolean simulated(String to, String what) {
        var address = to.toLowerCase(Locale.ROOT);
        return address.endsWith(SIMULATOR)
                && (address.startsWith(what + "@") || address.startsWith(what + "+"));
    }

    private static List<String> happening(String to) {
        if (bounces(to)) {
            return List.of("Send", "Bounce");
        }
        return simulated(to, "complaint")
                ? List.of("Send", "Delivery", "Complaint")
                : List.of("Delivery");
    }

    private static String event(JsonNode call, String id, String event) {
        return JsonTree.object()
                .put("event", event)
                .put("messageId", id)
                .put("mailing", tag(call, "mailing"))
                .put("subscriber", tag(call, "subscriber"))
                .put("attempt", tag(call, "attempt"))
                .put("bounceType", event.equals("Bounce") ? "Permanent" : "")
                .toString();
    }

    private static String tag(JsonNode call, String name) {
        for (var tag : call.path("EmailTags")) {
            if (tag.path("Name").asText().equals(name)) {
                return tag.path("Value").asText();
            }
        }
        return "";
    }

    private static HttpAnswer error(int status, String type, String message) {
        return HttpAnswer.json(status, JsonTree.object().put("message", message))
                .with("x-amzn-ErrorType", type);
    }
}
