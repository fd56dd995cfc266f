package org.patrolledger.functions.publishsummary;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.patrolledger.contract.PublishRequestDocument;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.summary.SigningException;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.formats.Publisher;
import org.patrolledger.lambda.Deadline;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.log.FunctionLog;
import org.patrolledger.lambda.log.Log;
import org.patrolledger.lambda.log.Metric;
import org.patrolledger.storage.Adapters;

/// Publishes the summaries that the messages of a batch make due.
///
/// Messages for the same summary are one: it is looked at once. A message that cannot be carried
/// out is reported as failed, so that the queue gives it again and in the end puts it aside; the
/// others are done.
public final class PublishSummary implements RequestStreamHandler {
    private final FunctionLog log = new FunctionLog(InstantSource.system());
    private final Publication publication;

    /// Wires the function to this process's environment, as Lambda does.
    public PublishSummary() {
        this(Environment.ofProcess(), InstantSource.system());
    }

    /// Wires the function to `environment`, with `clock` to tell provisional from final.
    public PublishSummary(Environment environment, InstantSource clock) {
        this(
                publication(
                        new Adapters(environment),
                        new Publisher(environment.publisher(), environment.licence()),
                        clock));
    }

    PublishSummary(Publication publication) {
        this.publication = publication;
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
    public void handleRequest(InputStream in, OutputStream out, Context context)
            throws IOException {
        var invocation = log.of(context);
        var failed = new ArrayList<String>();
        var due = new LinkedHashMap<SummaryKey, List<String>>();
        for (var message : Message.batch(in.readAllBytes())) {
            try {
                var key = PublishRequestDocument.read(message.body()).key();
                due.computeIfAbsent(key, it -> new ArrayList<>()).add(message.id());
            } catch (RuntimeException e) {
                invocation.error("publish.unreadable", e, Map.of("message_id", message.id()));
                failed.add(message.id());
            }
        }
        Deadline.of(context)
                .call(() -> {
                    due.forEach((key, ids) -> publish(key, ids, failed, invocation));
                    return true;
                });
        var failures = failed.stream().map(id -> Map.of("itemIdentifier", id)).toList();
        out.write(Json.bytes(Map.of("batchItemFailures", failures)));
    }

    /// Whatever goes wrong with one summary, a fault of ours included, is told and fails its own
    /// messages only.
    private void publish(SummaryKey key, List<String> messages, List<String> failed, Log log) {
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
