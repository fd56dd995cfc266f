package org.patrolledger.functions.publishsummary;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.patrolledger.contract.PublishRequestDocument;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.summary.SigningException;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.formats.Publisher;
import org.patrolledger.lambda.Deadline;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.LambdaFunction;
import org.patrolledger.lambda.log.FunctionLog;
import org.patrolledger.lambda.log.Log;
import org.patrolledger.lambda.log.Metric;
import org.patrolledger.lambda.queue.QueueMessage;
import org.patrolledger.lambda.queue.Redelivery;
import org.patrolledger.storage.Adapters;

/// Publishes the summaries that the messages of a batch make due.
///
/// Messages for the same summary are one: it is looked at once. A message that cannot be carried
/// out is reported as failed, so that the queue gives it again and in the end puts it aside; the
/// others are done.
public final class PublishSummary extends LambdaFunction {
    private final FunctionLog log = new FunctionLog(InstantSource.system());

    /// By how much the clocks of two machines may differ.
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private final Publication publication;
    private final Redelivery redelivery;
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

    /// As [#PublishSummary(Environment, InstantSource)], with submissions from `log`.
    public PublishSummary(Environment environment, SubmissionLog log, InstantSource clock) {
        this(
                new Adapters(environment),
                log,
                new Publisher(environment.publisher(), environment.licence()),
                clock);
    }

    private PublishSummary(Adapters adapters, Publisher publisher, InstantSource clock) {
        this(adapters, adapters.submissionLog(), publisher, clock);
    }

    private PublishSummary(
            Adapters adapters, SubmissionLog log, Publisher publisher, InstantSource clock) {
        this(publication(adapters, log, publisher, clock), adapters.summaryRedelivery(), clock);
    }

    PublishSummary(Publication publication, Redelivery redelivery, InstantSource clock) {
        this.publication = publication;
        this.redelivery = redelivery;
        this.clock = clock;
    }

    private static Publication publication(
            Adapters adapters, SubmissionLog log, Publisher publisher, InstantSource clock) {
        return new Publication(
                log,
                adapters.catalogueStore(),
                adapters.summaryArchive(),
                adapters.signer(),
                publisher,
                clock);
    }

    @Override
    protected void handle(byte[] event, OutputStream out, Context context) throws IOException {
        var invocation = log.of(context);
        var failed = new ArrayList<QueueMessage>();
        var due = new LinkedHashMap<SummaryKey, List<QueueMessage>>();
        for (var message : QueueMessage.batch(event)) {
            try {
                var key = PublishRequestDocument.read(message.body()).key();
                due.computeIfAbsent(key, it -> new ArrayList<>()).add(message);
            } catch (RuntimeException e) {
                invocation.error("publish.unreadable", e, Map.of("message_id", message.id()));
                failed.add(message);
            }
        }
        Deadline.of(context)
                .call(() -> {
                    due.forEach((key, some) -> publish(key, some, failed, invocation));
                    return true;
                });
        failed.forEach(message -> tryAgain(message, invocation));
        var failures =
                failed.stream().map(message -> Map.of("itemIdentifier", message.id())).toList();
        out.write(Json.bytes(Map.of("batchItemFailures", failures)));
    }

    /// Says when the message comes again. Where the queue cannot be asked it comes by itself,
    /// later.
    private void tryAgain(QueueMessage message, Log log) {
        try {
            redelivery.after(message, Redelivery.delay(message));
        } catch (RuntimeException e) {
            log.error("publish.comes-late", e, Map.of("message_id", message.id()));
        }
    }

    /// The ledger makes nothing due before its time: the message was put there by hand, or the
    /// clocks of two machines differ by a moment. Then it comes again.
    private void early(
            SummaryKey key,
            Instant due,
            List<QueueMessage> messages,
            List<QueueMessage> failed,
            Log log) {
        if (clock.instant().plus(CLOCKS).isBefore(due)) {
            refused(key, "not before " + due, log);
        } else {
            failed.addAll(messages);
        }
    }

    /// As a backfill of it is. The message is done with: to give it again would change nothing.
    private static void refused(SummaryKey key, String why, Log log) {
        log.warn(
                "publish.refused",
                Map.of("summary", key.toString(), "why", why),
                Metric.count("PublicationsRefused", 1));
    }

    /// A failure of one summary, a fault of ours included, is logged and fails its own messages
    /// only.
    private void publish(
            SummaryKey key, List<QueueMessage> messages, List<QueueMessage> failed, Log log) {
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
                case Publication.Outcome.Inactive inactive -> refused(key, "not active", log);
                case Publication.Outcome.Early(var due) -> early(key, due, messages, failed, log);
            }
        } catch (SigningException e) {
            // An alarm waits for this event.
            log.error("signing.failed", e, summary);
            failed.addAll(messages);
        } catch (RuntimeException | IOException e) {
            log.error("publish.failed", e, summary);
            failed.addAll(messages);
        }
    }
}
