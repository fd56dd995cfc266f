package org.patrolledger.functions.makearchive;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.patrolledger.contract.ArchiveRequestDocument;
import org.patrolledger.domain.summary.ArchiveRequest;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.log.Log;
import org.patrolledger.lambda.log.Metric;
import org.patrolledger.lambda.queue.QueueFunction;
import org.patrolledger.lambda.queue.QueueMessage;
import org.patrolledger.lambda.queue.Redelivery;
import org.patrolledger.storage.Adapters;

/// Makes the archives that the messages of a batch ask for. A message that cannot be carried out is
/// reported as failed, so that the queue gives it again.
public final class MakeArchive extends QueueFunction {
    private final PeriodArchive archives;

    /// Wires the function to this process's environment, as Lambda does.
    public MakeArchive() {
        this(Environment.ofProcess(), InstantSource.system());
    }

    /// Wires the function to `environment`. It needs no clock.
    public MakeArchive(Environment environment, InstantSource clock) {
        var adapters = new Adapters(environment);
        this(adapters.summaryArchive(), adapters.archiveRedelivery());
    }

    /// Wires the function to `archive`, as tests of the whole way do.
    public MakeArchive(SummaryArchive archive, Redelivery redelivery) {
        super(redelivery);
        this.archives = new PeriodArchive(archive);
    }

    @Override
    protected void work(Batch batch) {
        var wanted = new LinkedHashMap<ArchiveRequest, List<QueueMessage>>();
        for (var message : batch.messages()) {
            try {
                var request = ArchiveRequestDocument.read(message.body());
                wanted.computeIfAbsent(request, it -> new ArrayList<>()).add(message);
            } catch (RuntimeException e) {
                batch.log().error("archive.unreadable", e, Map.of("message_id", message.id()));
            }
        }
        wanted.forEach((request, messages) -> {
            if (make(request, batch.log())) {
                batch.done(messages);
            }
        });
    }

    private boolean make(ArchiveRequest request, Log invocation) {
        var period = Map.of("period", request.period().id());
        try {
            switch (archives.make(request)) {
                case PeriodArchive.Outcome.Made made ->
                        invocation.info("archive.made", period, Metric.count("ArchivesMade", 1));
                case PeriodArchive.Outcome.There there -> invocation.info("archive.there", period);
                case PeriodArchive.Outcome.Nothing nothing ->
                        invocation.warn("archive.of-nothing", period);
            }
            return true;
        } catch (RuntimeException | IOException e) {
            invocation.error("archive.failed", e, period);
            return false;
        }
    }
}
