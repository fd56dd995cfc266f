package org.patrolledger.functions.scheduledigests;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.CatalogueSource;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.digest.MailQueue;
import org.patrolledger.domain.digest.MailTask;
import org.patrolledger.domain.digest.Mailing;
import org.patrolledger.domain.digest.SubscriberKey;
import org.patrolledger.domain.digest.SubscriberRegister;
import org.patrolledger.domain.id.OperationId;

/// Writes issues and puts on the queue to whom each is to be sent. Running again writes nothing
/// anew and sends nobody a second mail: who has got one is known to the function that sends.
final class Mailings {
    /// From how long after its schedule on a mail is stale: nothing old is sent after an outage, or
    /// from a restored queue.
    private static final Duration FRESH = Duration.ofDays(3);

    /// How long after its schedule an issue may be mailed by hand: as long as it is on record who
    /// got it, with room to spare.
    private static final Duration BY_HAND_WITHIN = Duration.ofDays(60);

    /// How many tasks are handed to the queue at once: what SQS takes by eight requests side by
    /// side.
    private static final int TASKS = 80;

    private final CatalogueSource catalogues;
    private final SubscriberRegister subscribers;
    private final IssueWriter writer;
    private final MailQueue queue;
    private final InstantSource clock;

    Mailings(
            CatalogueSource catalogues,
            SubscriberRegister subscribers,
            IssueWriter writer,
            MailQueue queue,
            InstantSource clock) {
        this.catalogues = catalogues;
        this.subscribers = subscribers;
        this.writer = writer;
        this.queue = queue;
        this.clock = clock;
    }

    /// An issue that is on record, and how many recipients were put on the queue.
    record Mailed(Mailing.Issue issue, int recipients) {}

    /// Does what `request` asks for.
    ///
    /// @throws IllegalArgumentException if an issue is asked for by hand that cannot be
    /// @throws IllegalStateException if a list that has members lacks its weekly edition; the
    ///   others were done
    List<Mailed> run(DigestRequest request) {
        var catalogue = catalogues.load();
        return switch (request) {
            case DigestRequest.Scheduled scheduled -> scheduled(scheduled, catalogue);
            case DigestRequest.ByHand(var issue) -> List.of(byHand(issue, catalogue));
        };
    }

    private List<Mailed> scheduled(DigestRequest.Scheduled request, Catalogue catalogue) {
        var week = request.week();
        var mailed = new ArrayList<Mailed>();
        var unpublished = new ArrayList<String>();
        var newest = writer.newest();
        var lists =
                Stream.concat(
                        catalogue.activeIn(week).stream().map(Operation::id),
                        Stream.of(OperationId.ALL));
        for (var list : lists.toList()) {
            var members = members(list);
            var issue = new Mailing.Issue(list, week);
            if (members.isEmpty()) {
                continue;
            }
            if (writer.write(issue, catalogue, newest, now())) {
                mailed.add(enqueue(issue, members, request.at().plus(FRESH)));
            } else {
                unpublished.add(issue.id());
            }
        }
        if (!unpublished.isEmpty()) {
            throw new IllegalStateException(
                    "nothing is published for " + String.join(", ", unpublished));
        }
        return mailed;
    }

    private Mailed byHand(Mailing.Issue issue, Catalogue catalogue) {
        var now = now();
        if (now.isBefore(issue.week().publishedAt())) {
            throw new IllegalArgumentException("the week's figures are not due yet");
        }
        if (now.isAfter(DigestBuilder.mailedAt(issue.week()).plus(BY_HAND_WITHIN))) {
            throw new IllegalArgumentException("the week is too long ago to mail its figures");
        }
        if (!issue.list().equals(OperationId.ALL)
                && catalogue
                        .operation(issue.list())
                        .filter(operation -> operation.activeIn(issue.week()))
                        .isEmpty()) {
            throw new IllegalArgumentException("there is no such operation in that week");
        }
        if (!writer.write(issue, catalogue, writer.newest(), now)) {
            throw new IllegalArgumentException("nothing is published for that list and week");
        }
        return enqueue(issue, members(issue.list()), now.plus(FRESH));
    }

    private List<SubscriberKey> members(OperationId list) {
        try (var members = subscribers.members(list)) {
            return members.toList();
        }
    }

    private Mailed enqueue(Mailing.Issue issue, List<SubscriberKey> members, Instant sendBefore) {
        members.stream()
                .gather(Gatherers.windowFixed(MailTask.MOST))
                .map(some -> new MailTask(issue, sendBefore.truncatedTo(ChronoUnit.SECONDS), some))
                .gather(Gatherers.windowFixed(TASKS))
                .forEach(tasks -> queue.send(tasks, Duration.ZERO));
        return new Mailed(issue, members.size());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
