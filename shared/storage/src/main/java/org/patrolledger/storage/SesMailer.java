package org.patrolledger.storage;

import java.util.Set;
import org.patrolledger.domain.digest.Mail;
import org.patrolledger.domain.digest.Mailer;
import org.patrolledger.lambda.MailSettings;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.Content;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;
import software.amazon.awssdk.services.sesv2.model.MessageTag;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;

/// Sends by SES v2, which builds the message and signs it (DKIM). The tags come back with every
/// event of the mail.
public final class SesMailer implements Mailer {
    private static final String UTF_8 = "UTF-8";
    private static final int CLIENT_FAULT = 400;
    private static final int SERVER_FAULT = 500;

    /// What SES says of a mail that it will never take; anything else that it refuses may pass.
    private static final Set<String> FOR_GOOD =
            Set.of("MessageRejected", "BadRequestException", "InvalidParameterValue");

    private final SesV2Client client;
    private final MailSettings settings;

    /// @param client one that makes every call once
    public SesMailer(SesV2Client client, MailSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    @Override
    public Outcome send(Mail mail) {
        try {
            return new Outcome.Accepted(client.sendEmail(request(mail)).messageId());
        } catch (AwsServiceException e) {
            return refusal(e);
        } catch (SdkException e) {
            return new Outcome.Unanswered();
        }
    }

    private static Outcome refusal(AwsServiceException e) {
        var details = e.awsErrorDetails();
        var code = details == null || details.errorCode() == null ? "" : details.errorCode();
        if (e.isThrottlingException()) {
            return new Outcome.Throttled(code);
        }
        if (e.statusCode() < CLIENT_FAULT || e.statusCode() >= SERVER_FAULT) {
            return new Outcome.Unanswered();
        }
        return FOR_GOOD.contains(code) ? new Outcome.Refused(code) : new Outcome.Throttled(code);
    }

    private SendEmailRequest request(Mail mail) {
        var headers =
                mail.headers().entrySet().stream()
                        .map(header ->
                                MessageHeader.builder()
                                        .name(header.getKey())
                                        .value(header.getValue())
                                        .build())
                        .toList();
        return SendEmailRequest.builder()
                .fromEmailAddress(settings.from())
                .replyToAddresses(settings.replyTo())
                .destination(it -> it.toAddresses(mail.to().value()))
                .content(content ->
                        content.simple(message ->
                                message.subject(text(mail.subject()))
                                        .body(body ->
                                                body.html(text(mail.html()))
                                                        .text(text(mail.text())))
                                        .headers(headers)))
                .emailTags(
                        tag("mailing", mail.mailing().id()),
                        tag("subscriber", mail.subscriber().value()),
                        tag("attempt", Integer.toString(mail.attempt())))
                .configurationSetName(settings.configurationSet())
                .build();
    }

    private static Content text(String text) {
        return Content.builder().data(text).charset(UTF_8).build();
    }

    private static MessageTag tag(String name, String value) {
        return MessageTag.builder().name(name).value(value).build();
    }
}
