package org.patrolledger.functions.makearchive;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.patrolledger.contract.ArchiveRequestDocument;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.summary.ArchiveRequest;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.lambda.Deadline;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.LambdaFunction;
import org.patrolledger.lambda.log.FunctionLog;
import org.patrolledger.lambda.log.Log;
import org.patrolledger.lambda.log.Metric;
import org.patrolledger.lambda.queue.QueueMessage;
import org.patrolledger.storage.Adapters;

/// Makes the archives that the messages of a batch ask for. A message that cannot be carried out is
/// reported as failed, so that the queue gives it again.
public final class MakeArchive extends LambdaFunction {
    private final FunctionLog log = new FunctionLog(InstantSource.system());
    private final PeriodArchive archives;

    /// Wires the function to this process's environment, as Lambda does.
    public MakeArchive() {
        this(Environment.ofProcess());
    }

    /// Wires the function to `environment`. It needs no clock.
    public MakeArchive(Environment environment, InstantSource clock) {
        this(environment);
    }

    private MakeArchive(Environment environment) {
        this(new Adapters(environment).summaryArchive());
    }

    /// Wires the function to `archive`, as tests of the whole way do.
    public MakeArchive(SummaryArchive archive) {
        this.archives = new PeriodArchive(archive);
    }

    @Override
    protected void handle(byte[] event, OutputStream out, Context context) throws IOException {
        var invocation = log.of(context);
        var failed = new ArrayList<Map<String, String>>();
        var wanted = new LinkedHashMap<ArchiveRequest, List<QueueMessage>>();
        for (var message : QueueMessage.batch(event)) {
            try {
                var request = ArchiveRequestDocument.read(message.body());
                wanted.computeIfAbsent(request, it -> new ArrayList<>()).add(message);
            } catch (RuntimeException e) {
                invocation.error("archive.unreadable", e, Map.of("message_id", message.id()));
                failed.add(Map.of("itemIdentifier", message.id()));
            }
        }
        Deadline.of(context)
                .call(() -> {
                    wanted.forEach((request, messages) -> {
                        if (!make(request, invocation)) {
                            messages.forEach(it -> failed.add(Map.of("itemIdentifier", it.id())));
                        }
                    });
                    return true;
                });
        out.write(Json.bytes(Map.of("batchItemFailures", failed)));
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
