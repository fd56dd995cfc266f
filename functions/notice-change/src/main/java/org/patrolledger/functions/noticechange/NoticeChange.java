package org.patrolledger.functions.noticechange;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.patrolledger.aws.Adapters;
import org.patrolledger.aws.Deadline;
import org.patrolledger.aws.Environment;
import org.patrolledger.domain.summary.Due;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.wire.json.Json;

/// From the stream of the submissions' table: makes every published summary due that a new,
/// corrected or withdrawn submission touches.
///
/// Each summary once for a batch of records, and seen on the queue only after a delay, so that a
/// thousand late forms make a handful of editions. Repeated and out-of-order records change
/// nothing: a summary that is due is compared with the ledger as it is then.
public final class NoticeChange implements RequestStreamHandler {
    private final Adapters adapters;
    private final Duration delay;

    /// Wires the function to this process's environment, as Lambda does.
    public NoticeChange() {
        this(Environment.ofProcess(), InstantSource.system());
    }

    /// Wires the function to `environment`; what is published does not depend on the time, so
    /// `clock` is not asked.
    public NoticeChange(Environment environment, InstantSource clock) {
        this.adapters = new Adapters(environment);
        this.delay = environment.noticeDelay();
    }

    /// Handles the records up to the first that cannot be read, and reports that one, so that it is
    /// tried again and in the end put aside where somebody sees it.
    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context)
            throws IOException {
        var records = StreamRecord.batch(in.readAllBytes());
        var failures = Deadline.of(context).call(() -> notice(records));
        out.write(
                Json.text(Map.of("batchItemFailures", failures)).getBytes(StandardCharsets.UTF_8));
    }

    private List<Map<String, String>> notice(List<StreamRecord> records) {
        var catalogue = adapters.catalogueStore().load();
        var touched = new LinkedHashSet<SummaryKey>();
        List<Map<String, String>> failures = List.of();
        for (var record : records) {
            try {
                touched.addAll(record.touches(catalogue));
            } catch (IllegalArgumentException e) {
                failures = List.of(Map.of("itemIdentifier", record.sequenceNumber()));
                break;
            }
        }
        makeDue(touched);
        return failures;
    }

    private void makeDue(Set<SummaryKey> touched) {
        var archive = adapters.summaryArchive();
        var due =
                touched.stream()
                        .filter(archive::begun)
                        .map(key -> new Due(key, Due.Reason.CHANGE))
                        .toList();
        if (!due.isEmpty()) {
            adapters.summaryQueue().send(due, delay);
        }
    }
}
