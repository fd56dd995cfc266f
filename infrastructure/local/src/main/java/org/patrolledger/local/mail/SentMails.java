package org.patrolledger.local.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/// The mails that the stack has sent, one file each: the only place on disk where addresses can be
/// read.
public final class SentMails {
    private static final String SUFFIX = ".eml";

    private final Path folder;
    private final List<SentMail> mails = new ArrayList<>();

    private SentMails(Path folder) {
        this.folder = folder;
    }

    /// The mails in `folder`, which exists.
    public static SentMails open(Path folder) throws IOException {
        var sent = new SentMails(folder);
        try (var files = Files.list(folder)) {
            for (var file : files.filter(it -> it.toString().endsWith(SUFFIX)).sorted().toList()) {
                var name = file.getFileName().toString();
                sent.mails.add(
                        read(
                                Integer.parseInt(name.substring(0, name.indexOf('.'))),
                                Files.readAllBytes(file)));
            }
        } catch (MessagingException | NumberFormatException e) {
            throw new IOException("a file in the folder of mails is none", e);
        }
        return sent;
    }

    /// All mails, newest first.
    public synchronized List<SentMail> newestFirst() {
        return List.copyOf(mails.reversed());
    }

    /// The mail of that number.
    public synchronized Optional<SentMail> mail(int number) {
        return mails.stream().filter(mail -> mail.number() == number).findFirst();
    }

    /// Keeps a message, whole or not at all.
    synchronized void add(MimeMessage message) throws IOException, MessagingException {
        var out = new ByteArrayOutputStream();
        message.writeTo(out);
        int number = mails.isEmpty() ? 1 : mails.getLast().number() + 1;
        var whole = folder.resolve("mail.new");
        Files.write(whole, out.toByteArray());
        Files.move(
                whole,
                folder.resolve(String.format(Locale.ROOT, "%08d", number) + SUFFIX),
                StandardCopyOption.ATOMIC_MOVE);
        mails.add(read(number, out.toByteArray()));
    }

    /// The messages that were kept, oldest first.
    synchronized List<MimeMessage> messages(Session session) throws MessagingException {
        var messages = new ArrayList<MimeMessage>();
        for (var mail : mails) {
            messages.add(new MimeMessage(session, new ByteArrayInputStream(mail.source())));
        }
        return messages;
    }

    private static SentMail read(int number, byte[] source) throws IOException, MessagingException {
        var message =
                new MimeMessage(
                        Session.getInstance(new Properties()), new ByteArrayInputStream(source));
        var id = message.getMessageID();
        return new SentMail(
                number,
                InternetAddress.toUnicodeString(message.getAllRecipients()),
                String.valueOf(message.getSubject()),
                id == null ? "" : id.replace("<", "").replace(">", ""),
                part(message, "text/html"),
                part(message, "text/plain"),
                source);
    }

    /// The first part of that type; empty where there is none.
    private static String part(Part part, String type) throws IOException, MessagingException {
        if (part.isMimeType(type)) {
            return String.valueOf(part.getContent());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                var found = part(parts.getBodyPart(i), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }
}
