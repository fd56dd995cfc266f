package org.patrolledger.functions.schedulesummaries;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.summary.PublishRequest;
import org.patrolledger.domain.summary.SummaryArchive;
import org.patrolledger.domain.summary.SummaryQueue;
import org.patrolledger.lambda.Deadline;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.LambdaFunction;
import org.patrolledger.storage.Adapters;

/// Puts the summaries that a schedule, or somebody by hand, asks for on the queue.
///
/// Takes `{"kind": "weekly"|"monthly", "scheduledAt": "2023-02-06T06:30:00Z"}` for the last period
/// that had ended by then, or `{"kind": "weekly", "period": "2023-W05", "operation": "grip"}` to
/// backfill; answers with what it put there.
public final class ScheduleSummaries extends LambdaFunction {
    private final Plan plan;
    private final SummaryQueue queue;

    /// Wires the function to this process's environment, as Lambda does.
    public ScheduleSummaries() {
        this(Environment.ofProcess(), InstantSource.system());
    }

    /// Wires the function to `environment`; the time comes with the event, so `clock` is not asked.
    public ScheduleSummaries(Environment environment, InstantSource clock) {
        this(new Adapters(environment));
    }

    private ScheduleSummaries(Adapters adapters) {
        this(adapters.catalogueStore(), adapters.summaryArchive(), adapters.summaryQueue());
    }

    /// Wires the function to ports that are at hand.
    public ScheduleSummaries(CatalogueStore catalogue, SummaryArchive archive, SummaryQueue queue) {
        this.plan = new Plan(catalogue, archive);
        this.queue = queue;
    }

    @Override
    protected void handle(byte[] event, OutputStream out, Context context) throws IOException {
        var request = ScheduleRequest.read(event);
        var due =
                Deadline.of(context)
                        .call(() -> {
                            var planned = plan.due(request);
                            queue.send(planned, Duration.ZERO);
                            return planned;
                        });
        var answer = new LinkedHashMap<String, Object>();
        answer.put("kind", request.kind().path());
        answer.put("period", request.period().id());
        answer.put("due", due.stream().map(PublishRequest::key).map(Object::toString).toList());
        out.write(Json.bytes(answer));
    }
}
