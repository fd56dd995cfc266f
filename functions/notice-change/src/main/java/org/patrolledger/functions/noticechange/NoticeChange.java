package org.patrolledger.functions.noticechange;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.summary.EditionChain;
import org.patrolledger.domain.summary.PublishRequest;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.summary.SummaryQueue;
import org.patrolledger.lambda.Deadline;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.LambdaFunction;
import org.patrolledger.lambda.log.FunctionLog;
import org.patrolledger.lambda.log.Log;
import org.patrolledger.storage.Adapters;

/// From the stream of the submissions' table: makes every summary due that a new, corrected or
/// withdrawn submission touches, if its publishing moment has come; whether it was published before
/// or not, so that what is loaded late needs no backfill.
///
/// Each summary once for a batch of records, and seen on the queue only after a delay, so that a
/// thousand late forms make a handful of editions. Repeated and out-of-order records change
/// nothing: a summary that is due is compared with the ledger as it is then.
public final class NoticeChange extends LambdaFunction {
    private final FunctionLog log = new FunctionLog(InstantSource.system());
    private final CatalogueCache catalogue;
    private final EditionChain chain;
    private final SummaryQueue queue;
    private final Duration delay;
    private final InstantSource clock;

    /// Wires the function to this process's environment, as Lambda does.
    public NoticeChange() {
        this(Environment.ofProcess(), InstantSource.system());
    }

    /// Wires the function to `environment`, with `clock` to tell which periods may be published.
    public NoticeChange(Environment environment, InstantSource clock) {
        var adapters = new Adapters(environment);
        this(
                adapters.catalogueStore(),
                adapters.editionChain(),
                adapters.summaryQueue(),
                environment.noticeDelay(),
                clock);
    }

    /// Wires the function to ports that are at hand.
    ///
    /// @param delay how long what is due stays unseen, so that more changes can join it
    public NoticeChange(
            CatalogueStore catalogues,
            EditionChain chain,
            SummaryQueue queue,
            Duration delay,
            InstantSource clock) {
        this.catalogue = new CatalogueCache(catalogues);
        this.chain = chain;
        this.queue = queue;
        this.delay = delay;
        this.clock = clock;
    }

    /// Handles the records up to the first that cannot be read, and reports that one, so that it is
    /// tried again and in the end put aside where somebody sees it.
    @Override
    protected void handle(byte[] event, OutputStream out, Context context) throws IOException {
        var records = StreamRecord.batch(event);
        var failures = Deadline.of(context).bound(() -> notice(records, log.of(context)));
        out.write(Json.bytes(Map.of("batchItemFailures", failures)));
    }

    private List<Map<String, String>> notice(List<StreamRecord> records, Log invocation) {
        var operations = catalogue.current();
        var touched = new LinkedHashSet<SummaryKey>();
        List<Map<String, String>> failures = List.of();
        for (var record : records) {
            try {
                touched.addAll(record.touches(operations));
            } catch (IllegalArgumentException e) {
                invocation.error(
                        "notice.unreadable", e, Map.of("sequence_number", record.sequenceNumber()));
                failures = List.of(Map.of("itemIdentifier", record.sequenceNumber()));
                break;
            }
        }
        makeDue(touched, operations);
        return failures;
    }

    private void makeDue(Set<SummaryKey> touched, Catalogue catalogue) {
        var now = clock.instant();
        var due =
                touched.stream()
                        .filter(key -> isPublished(key, catalogue, now))
                        .map(key -> new PublishRequest(key, PublishRequest.Reason.CHANGE))
                        .toList();
        if (!due.isEmpty()) {
            queue.send(due, delay);
        }
    }

    /// Whether the publishing moment of the summary has come and its operation was active in the
    /// period, or the summary was begun all the same.
    private boolean isPublished(SummaryKey key, Catalogue catalogue, Instant now) {
        boolean active =
                catalogue.covered(key.operation()).stream()
                        .anyMatch(operation -> operation.activeIn(key.period()));
        return (active && !now.isBefore(key.period().publishedAt())) || chain.begun(key);
    }
}
