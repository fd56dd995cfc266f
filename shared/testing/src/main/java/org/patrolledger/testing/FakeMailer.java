package org.patrolledger.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.patrolledger.domain.digest.Mail;
import org.patrolledger.domain.digest.Mailer;

/// A mail service in memory that remembers what it took.
public final class FakeMailer implements Mailer {
    private final List<Mail> taken = new ArrayList<>();
    private Function<Mail, Outcome> answer =
            mail -> new Outcome.Accepted("message-" + mail.mailing().id() + mail.attempt());

    /// Answers as `answer` says from now on; a mail is taken where that is no refusal.
    public synchronized void answering(Function<Mail, Outcome> how) {
        answer = how;
    }

    @Override
    public synchronized Outcome send(Mail mail) {
        var outcome = answer.apply(mail);
        switch (outcome) {
            case Outcome.Accepted accepted -> taken.add(mail);
            case Outcome.Unanswered unanswered -> taken.add(mail);
            case Outcome.Throttled throttled -> {}
            case Outcome.Refused refused -> {}
        }
        return outcome;
    }

    /// The mails taken so far, in order.
    public synchronized List<Mail> taken() {
        return List.copyOf(taken);
    }
}
