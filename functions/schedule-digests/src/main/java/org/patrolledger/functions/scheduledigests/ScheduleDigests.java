package org.patrolledger.functions.scheduledigests;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.patrolledger.contract.json.Json;
import org.patrolledger.lambda.Deadline;
import org.patrolledger.lambda.Environment;
import org.patrolledger.lambda.LambdaFunction;
import org.patrolledger.lambda.log.FunctionLog;
import org.patrolledger.lambda.log.Metric;
import org.patrolledger.storage.Adapters;

/// Writes the weekly issues and has them mailed.
///
/// Takes `{"kind": "digest", "scheduledAt": "2023-02-06T08:00:00Z"}` for every list that has
/// members and the last week that had ended by then, or by hand `{"list": "grip", "period":
/// "2023-W05"}`; answers with the issues and how many each is mailed to.
public final class ScheduleDigests extends LambdaFunction {
    private final FunctionLog log = new FunctionLog(InstantSource.system());
    private final Mailings mailings;

    /// Wires the function to this process's environment, as Lambda does.
    public ScheduleDigests() {
        this(Environment.ofProcess(), InstantSource.system());
    }

    /// Wires the function to `environment`, with `clock` for the manifest and for what is stale.
    public ScheduleDigests(Environment environment, InstantSource clock) {
        var adapters = new Adapters(environment);
        var archive = adapters.summaryArchive();
        this(
                new Mailings(
                        adapters.catalogueStore(),
                        adapters.subscriberRegister(clock),
                        new IssueWriter(
                                archive,
                                new DigestBuilder(
                                        archive, environment.mail(), environment.publisher()),
                                adapters.signer()),
                        adapters.mailQueue(),
                        clock));
    }

    ScheduleDigests(Mailings mailings) {
        this.mailings = mailings;
    }

    @Override
    protected void handle(byte[] event, OutputStream out, Context context) throws IOException {
        var invocation = log.of(context);
        var request = DigestRequest.read(event);
        var mailed = Deadline.of(context).bound(() -> mailings.run(request));
        for (var each : mailed) {
            invocation.info(
                    "digest.scheduled",
                    Map.of("issue", each.issue().id(), "recipients", each.recipients()),
                    Metric.count("DigestMailsDue", each.recipients()));
        }
        out.write(Json.bytes(Map.of("issues", issues(mailed))));
    }

    private static List<Map<String, Object>> issues(List<Mailings.Mailed> mailed) {
        return mailed.stream()
                .map(each ->
                        Map.<String, Object>of(
                                "list", each.issue().list().value(),
                                "period", each.issue().week().id(),
                                "path", each.issue().path(),
                                "recipients", (long) each.recipients()))
                .toList();
    }
}
