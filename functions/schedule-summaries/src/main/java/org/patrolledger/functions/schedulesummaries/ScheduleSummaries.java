package org.patrolledger.functions.schedulesummaries;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.summary.EditionChain;
import org.patrolledger.domain.summary.PublishRequest;
import org.patrolledger.domain.summary.SummaryQueue;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.lambda.Deadline;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.LambdaFunction;
import org.patrolledger.storage.Adapters;

/// Puts the summaries that a schedule, or somebody by hand, asks for on the queue.
///
/// Takes `{"kind": "weekly"|"monthly", "scheduledAt": "2023-02-06T06:30:00Z"}` for the last period
/// that had ended by then; `{"kind": "final", "scheduledAt"}` for what becomes final on that day;
/// or, to backfill, `{"kind": "weekly", "period": "2023-W05", "operation": "grip"}` or a range
/// `{"kind", "from", "to"}`. Answers with what it put there.
public final class ScheduleSummaries extends LambdaFunction {
    private final Plan plan;
    private final SummaryQueue queue;

    /// Wires the function to this process's environment, as Lambda does.
    public ScheduleSummaries() {
        this(Environment.ofProcess(), InstantSource.system());
    }

    /// Wires the function to `environment`, with `clock` to tell which periods may be published.
    public ScheduleSummaries(Environment environment, InstantSource clock) {
        var adapters = new Adapters(environment);
        this(adapters.catalogueStore(), adapters.editionChain(), adapters.summaryQueue(), clock);
    }

    /// Wires the function to ports that are at hand.
    public ScheduleSummaries(
            CatalogueStore catalogue, EditionChain chain, SummaryQueue queue, InstantSource clock) {
        this.plan = new Plan(catalogue, chain, clock);
        this.queue = queue;
    }

    @Override
    protected void handle(byte[] event, OutputStream out, Context context) throws IOException {
        var request = ScheduleRequest.read(event);
        var due =
                Deadline.of(context)
                        .bound(() -> {
                            var planned = plan.due(request);
                            queue.send(planned, Duration.ZERO);
                            return planned;
                        });
        var answer = answer(request);
        answer.put("due", due.stream().map(PublishRequest::key).map(Object::toString).toList());
        out.write(Json.bytes(answer));
    }

    private static Map<String, Object> answer(ScheduleRequest request) {
        var answer = new LinkedHashMap<String, Object>();
        switch (request) {
            case ScheduleRequest.Live(var period, var at) -> {
                answer.put("kind", period.kind().path());
                answer.put("period", period.id());
            }
            case ScheduleRequest.Final(var at) -> {
                answer.put("kind", "final");
                answer.put("day", OperationalDay.of(at).toString());
            }
            case ScheduleRequest.Backfill(var first, var last, var operation) -> {
                answer.put("kind", first.kind().path());
                if (first.equals(last)) {
                    answer.put("period", first.id());
                } else {
                    answer.put("from", first.id());
                    answer.put("to", last.id());
                }
            }
        }
        return answer;
    }
}
