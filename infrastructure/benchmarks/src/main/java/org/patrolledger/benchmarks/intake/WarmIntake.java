package org.patrolledger.benchmarks.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.patrolledger.benchmarks.backend.Backend;
import org.patrolledger.benchmarks.backend.Folders;
import org.patrolledger.benchmarks.measure.Measurements;
import org.patrolledger.benchmarks.measure.Report;
import org.patrolledger.benchmarks.measure.Settings;
import org.patrolledger.functions.receivesubmission.ReceiveSubmission;
import org.patrolledger.lambda.Deadline;
import org.patrolledger.storage.SubmissionItem;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.lambda.Call;
import org.patrolledger.testing.lambda.FakeContext;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// A warm receive-submission from event to answer, beside conditional puts of the very same items
/// by the same client, in turns, on one DynamoDB in memory.
///
/// Processor time is that of the calling thread and of those that bounded work runs on, so it
/// leaves out the stand-in's.
public final class WarmIntake {
    private static final double MOST_OWN_MILLISECONDS = 0.3;
    private static final double LEAST_OF_BARE = 0.85;
    private static final int REQUESTS = 400;

    /// Until the second compiler is done with both: after 5,000 requests it is not, and a request's
    /// own time goes on falling until some 15,000.
    private static final int WARM_UP = 40;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Measurements bareRate = new Measurements();
    private final Measurements bareProcessor = new Measurements();
    private final Measurements wholeRate = new Measurements();
    private final Measurements wholeProcessor = new Measurements();
    private final Measurements own = new Measurements();
    private long next;

    private WarmIntake() {}

    /// Measures and reports.
    public static Report run(Settings settings) throws IOException {
        var benchmark = new WarmIntake();
        var report = new Report("warm-intake");
        int requests = settings.sizes((long) REQUESTS).getFirst().intValue();
        report.setting("requests in a run", requests);
        var folder = Folders.empty(settings.folder().resolve("warm-intake"));
        try (var backend = new Backend(folder, org.patrolledger.testing.Sample.catalogue())) {
            int runs = settings.runsOrElse(2 * Settings.RUNS + 1);
            for (int i = -WARM_UP; i < runs; i++) {
                benchmark.measure(backend, requests, i >= 0);
            }
        }
        benchmark.tell(report);
        return report;
    }

    private void measure(Backend backend, int requests, boolean counts) {
        var function =
                new ReceiveSubmission(backend.environment(), java.time.InstantSource.system());
        var client = backend.client();
        var puts = new ArrayList<PutItemRequest>();
        var events = new ArrayList<byte[]>();
        for (int i = 0; i < requests; i++) {
            puts.add(put(backend, form()));
            events.add(Call.posting(form()).event());
        }
        var context = new FakeContext("receive-submission");
        warm(function, context);
        long start = System.nanoTime();
        long startProcessor = processorNanos();
        puts.forEach(client::putItem);
        long between = System.nanoTime();
        long betweenProcessor = processorNanos();
        events.forEach(event -> receive(function, event, context));
        long end = System.nanoTime();
        long endProcessor = processorNanos();
        if (counts) {
            bareRate.add(requests * 1e9 / (between - start));
            wholeRate.add(requests * 1e9 / (end - between));
            double bare = (betweenProcessor - startProcessor) / 1e6 / requests;
            double whole = (endProcessor - betweenProcessor) / 1e6 / requests;
            bareProcessor.add(bare);
            wholeProcessor.add(whole);
            own.add(whole - bare);
        }
    }

    private long processorNanos() {
        long nanos = threads.getCurrentThreadCpuTime();
        for (var thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().equals(Deadline.THREADS)) {
                nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return nanos;
    }

    private Form form() {
        return Form.engagement()
                .of(Form.id(2_000_000 + next++))
                .with("note", "Quiet evening, spoke to door staff at three venues.")
                .with("audiences", List.of("public", "young-people"))
                .with("themes", List.of("crime-prevention"))
                .with("visibility", "uniform");
    }

    private static PutItemRequest put(Backend backend, Form form) {
        return PutItemRequest.builder()
                .tableName(backend.environment().submissionsTable())
                .item(SubmissionItem.of(form.first()))
                .conditionExpression("attribute_not_exists(" + SubmissionItem.SUBMISSION_ID + ")")
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    /// A new instance opens its connection with the first call.
    private void warm(ReceiveSubmission function, FakeContext context) {
        receive(function, Call.posting(form()).event(), context);
    }

    private static void receive(ReceiveSubmission function, byte[] event, FakeContext context) {
        var out = new ByteArrayOutputStream();
        try {
            function.handleRequest(new ByteArrayInputStream(event), out, context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var answer = out.toString(StandardCharsets.UTF_8);
        if (!answer.contains("\"statusCode\":201")) {
            throw new IllegalStateException("the form was not accepted: " + answer);
        }
    }

    private void tell(Report report) {
        report.row()
                .put("path", "bare conditional put")
                .put("runs", bareRate.size())
                .put("1/s", bareRate.median())
                .put("CPU ms", bareProcessor.median());
        report.row()
                .put("path", "receive-submission")
                .put("runs", wholeRate.size())
                .put("1/s", wholeRate.median())
                .put("CPU ms", wholeProcessor.median())
                .put("1/s / bare", wholeRate.ratioTo(bareRate))
                .put("CPU ms of its own", own.median());
        report.target(
                "receive-submission / bare conditional put, requests per second",
                LEAST_OF_BARE,
                wholeRate.ratioTo(bareRate),
                false);
        report.target("CPU ms of its own for a request", MOST_OWN_MILLISECONDS, own.median(), true);
    }
}
