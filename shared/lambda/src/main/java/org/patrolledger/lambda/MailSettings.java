package org.patrolledger.lambda;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What functions need that have to do with subscribers and their mails; a group of the
/// [Environment] that the other functions go without.
///
/// @param subscribersTable table of subscribers, `SUBSCRIBERS_TABLE`
/// @param mailingsTable table of what was sent to whom, `MAILINGS_TABLE`
/// @param queue URL of the queue of mails to be sent, `MAIL_QUEUE_URL`
/// @param addressKey KMS key ARN, or a `file:` URI of 64 hexadecimal digits, under which addresses
///   are encrypted, `ADDRESS_KEY`
/// @param addressMacKey likewise the key by which addresses become keys of subscribers,
///   `ADDRESS_MAC_KEY`; in KMS one of `HMAC_256`
/// @param from the address, or `Name <address>`, that mails come from, `MAIL_FROM`
/// @param replyTo where answers go, `MAIL_REPLY_TO`
/// @param title what the mail about all operations is called, `MAIL_TITLE`
/// @param site where the pages are that mails link to, without a `/` at its end, `SITE_URL`
/// @param configurationSet of the mail service, `SES_CONFIGURATION_SET`
/// @param rate mails a second that one instance sends at most, 1 to 500, `MAIL_RATE`
/// @param sesEndpoint instead of the region's own, `AWS_ENDPOINT_URL_SESV2`
public record MailSettings(
        String subscribersTable,
        String mailingsTable,
        URI queue,
        String addressKey,
        String addressMacKey,
        String from,
        String replyTo,
        String title,
        URI site,
        String configurationSet,
        int rate,
        @Nullable URI sesEndpoint) {

    /// The variable whose presence says that the group is there.
    static final String GROUP = "SUBSCRIBERS_TABLE";

    private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]{1,120}");
    private static final Pattern SENDER =
            Pattern.compile("[^\\p{Cntrl}@]*<?[^\\s@<>]+@[^\\s@<>]+>?");
    private static final Pattern SITE = Pattern.compile("https?://[^\\s/]+(/[^\\s]*[^\\s/])?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int HIGHEST_RATE = 500;

    static MailSettings of(Environment.Reader read) {
        return new MailSettings(
                read.required(GROUP, Environment.TABLE, "a table name"),
                read.required("MAILINGS_TABLE", Environment.TABLE, "a table name"),
                read.url("MAIL_QUEUE_URL"),
                read.required("ADDRESS_KEY", Environment.KEY, "a KMS key ARN or a file: URI"),
                read.required("ADDRESS_MAC_KEY", Environment.KEY, "a KMS key ARN or a file: URI"),
                read.required("MAIL_FROM", SENDER, "an e-mail address"),
                read.required("MAIL_REPLY_TO", SENDER, "an e-mail address"),
                read.required("MAIL_TITLE", LINE, "one line of text"),
                URI.create(
                        read.required(
                                "SITE_URL", SITE, "an http or https URL without / at its end")),
                read.required("SES_CONFIGURATION_SET", NAME, "a configuration set's name"),
                read.number("MAIL_RATE", 1, HIGHEST_RATE),
                read.optionalUrl("AWS_ENDPOINT_URL_SESV2"));
    }
}
