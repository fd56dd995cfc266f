package org.patrolledger.local.mail;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Properties;

/// GreenMail: takes mail by SMTP and gives it out by IMAP, where the user is an address and any
/// password will do. Its mailboxes live in memory; what the stack has sent is put back at a start.
public final class MailServer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final long TO_START = 10_000;

    private final GreenMail server;

    private MailServer(GreenMail server) {
        this.server = server;
    }

    /// Starts the server.
    ///
    /// @param smtpPort 0 for any free port, as for `imapPort`
    /// @throws IOException if a port is taken
    public static MailServer start(int smtpPort, int imapPort) throws IOException {
        var smtp = new ServerSetup(smtpPort, HOST, ServerSetup.PROTOCOL_SMTP);
        var imap = new ServerSetup(imapPort, HOST, ServerSetup.PROTOCOL_IMAP);
        smtp.setServerStartupTimeout(TO_START);
        imap.setServerStartupTimeout(TO_START);
        var server =
                new GreenMail(new ServerSetup[] {smtp, imap})
                        .withConfiguration(
                                GreenMailConfiguration.aConfig().withDisabledAuthentication());
        try {
            server.start();
        } catch (IllegalStateException e) {
            server.stop();
            throw new IOException("the mail server did not start", e);
        }
        return new MailServer(server);
    }

    public int smtpPort() {
        return server.getSmtp().getPort();
    }

    public int imapPort() {
        return server.getImap().getPort();
    }

    /// A session for making messages and for sending them to this server.
    Session session() {
        var properties = new Properties();
        properties.put("mail.smtp.host", HOST);
        properties.put("mail.smtp.port", Integer.toString(smtpPort()));
        return Session.getInstance(properties);
    }

    /// Hands a message over by SMTP, as it is: `Transport.send` would give it another id.
    void send(MimeMessage message) throws MessagingException {
        try (var transport = session().getTransport("smtp")) {
            transport.connect();
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    /// Puts a message into its recipients' mailboxes, as after a start.
    void putBack(MimeMessage message) throws MessagingException {
        try {
            for (var to : message.getRecipients(Message.RecipientType.TO)) {
                if (to instanceof InternetAddress address) {
                    user(address.getAddress()).deliver(message);
                }
            }
        } catch (UserException e) {
            throw new MessagingException("the mailbox does not take the message", e);
        }
    }

    private GreenMailUser user(String address) throws UserException {
        var users = server.getUserManager();
        var known = users.getUserByEmail(address);
        return known == null ? users.createUser(address, address, address) : known;
    }

    @Override
    public void close() {
        server.stop();
    }
}
