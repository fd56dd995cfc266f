package org.patrolledger.functions.publishsummary;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.patrolledger.contract.PublishRequestDocument;
import org.patrolledger.domain.summary.SigningException;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.formats.Publisher;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.log.Log;
import org.patrolledger.lambda.log.Metric;
import org.patrolledger.lambda.queue.QueueFunction;
import org.patrolledger.lambda.queue.QueueMessage;
import org.patrolledger.lambda.queue.Redelivery;
import org.patrolledger.storage.Adapters;

/// Publishes the summaries that the messages of a batch make due.
///
/// Messages for the same summary are one: it is looked at once. A message that cannot be carried
/// out is reported as failed, so that the queue gives it again and in the end puts it aside; the
/// others are done.
public final class PublishSummary extends QueueFunction {
    /// By how much the clocks of two machines may differ.
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private final Publication publication;
    private final InstantSource clock;

    /// Wires the function to this process's environment, as Lambda does.
    public PublishSummary() {
        this(Environment.ofProcess(), InstantSource.system());
    }

    /// Wires the function to `environment`, with `clock` to tell provisional from final.
    public PublishSummary(Environment environment, InstantSource clock) {
        this(
                new Adapters(environment),
                new Publisher(environment.publisher(), environment.licence()),
                clock);
    }

    private PublishSummary(Adapters adapters, Publisher publisher, InstantSource clock) {
        this(publication(adapters, publisher, clock), adapters.summaryRedelivery(), clock);
    }

    PublishSummary(Publication publication, Redelivery redelivery, InstantSource clock) {
        super(redelivery);
        this.publication = publication;
        this.clock = clock;
    }

    private static Publication publication(
            Adapters adapters, Publisher publisher, InstantSource clock) {
        return new Publication(
                adapters.submissionLog(),
                adapters.catalogueStore(),
                adapters.summaryArchive(),
                adapters.signer(),
                publisher,
                clock);
    }

    @Override
    protected void work(Batch batch) {
        var due = new LinkedHashMap<SummaryKey, List<QueueMessage>>();
        for (var message : batch.messages()) {
            try {
                var key = PublishRequestDocument.read(message.body()).key();
                due.computeIfAbsent(key, it -> new ArrayList<>()).add(message);
            } catch (RuntimeException e) {
                batch.log().error("publish.unreadable", e, Map.of("message_id", message.id()));
            }
        }
        due.forEach((key, messages) -> {
            if (publish(key, batch.log())) {
                batch.done(messages);
            }
        });
    }

    /// The ledger makes nothing due before its time: the message was put there by hand, or the
    /// clocks of two machines differ by a moment. Then it comes again.
    private boolean isRefused(SummaryKey key, Instant due, Log log) {
        if (clock.instant().plus(CLOCKS).isBefore(due)) {
            refuse(key, "not before " + due, log);
            return true;
        }
        return false;
    }

    /// As a backfill of it is. The message is done with: to give it again would change nothing.
    private static void refuse(SummaryKey key, String why, Log log) {
        log.warn(
                "publish.refused",
                Map.of("summary", key.toString(), "why", why),
                Metric.count("PublicationsRefused", 1));
    }

    /// Whether the summary is published as it has to be, or never is. A failure of one, a fault of
    /// ours included, is logged and fails its own messages only.
    private boolean publish(SummaryKey key, Log log) {
        var summary = Map.of("summary", key.toString());
        try {
            switch (publication.publish(key)) {
                case Publication.Outcome.Published(var edition) ->
                        log.info(
                                "publish.published",
                                Map.of("edition", edition.toString()),
                                Metric.count("EditionsPublished", 1));
                case Publication.Outcome.Unchanged unchanged ->
                        log.info("publish.unchanged", summary);
                case Publication.Outcome.Unknown unknown ->
                        log.warn("publish.unknown-operation", summary);
                case Publication.Outcome.Inactive inactive -> refuse(key, "not active", log);
                case Publication.Outcome.Early(var due) -> {
                    return isRefused(key, due, log);
                }
            }
            return true;
        } catch (SigningException e) {
            // An alarm waits for this event.
            log.error("signing.failed", e, summary);
            return false;
        } catch (RuntimeException | IOException e) {
            log.error("publish.failed", e, summary);
            return false;
        }
    }
}
