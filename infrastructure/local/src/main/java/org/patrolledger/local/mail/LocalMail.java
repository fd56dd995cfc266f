package org.patrolledger.local.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.patrolledger.local.http.Front;

/// Mail on this machine, all of it together.
public final class LocalMail implements AutoCloseable {
    private final MailServer server;
    private final SentMails mails;
    private final Front ses;

    private LocalMail(MailServer server, SentMails mails, Front ses) {
        this.server = server;
        this.mails = mails;
        this.ses = ses;
    }

    /// Starts the mail server, with the mails that were sent before in its mailboxes, and takes a
    /// port for the mail service's API, which answers once [#answer] is called.
    ///
    /// @param folder where the mails are kept
    /// @throws IOException if a port is taken or the folder cannot be read
    public static LocalMail start(Path folder, int smtpPort, int imapPort) throws IOException {
        var mails = SentMails.open(folder);
        var server = MailServer.start(smtpPort, imapPort);
        try {
            for (var message : mails.messages(server.session())) {
                server.putBack(message);
            }
            return new LocalMail(server, mails, Front.open(0));
        } catch (MessagingException e) {
            server.close();
            throw new IOException("a mail cannot be put back", e);
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /// Begins to take mails.
    ///
    /// @param events takes each event of a mail as the body of a queue's message
    public void answer(Consumer<String> events, InstantSource clock) throws IOException {
        ses.start(new SesApi(server, mails, events, clock));
    }

    /// Where the client of SES v2 finds the API.
    public URI sesEndpoint() {
        return ses.uri();
    }

    public int smtpPort() {
        return server.smtpPort();
    }

    public int imapPort() {
        return server.imapPort();
    }

    /// The mails that were sent.
    public SentMails mails() {
        return mails;
    }

    @Override
    public void close() {
        ses.close();
        server.close();
    }
}
