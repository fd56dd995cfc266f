package org.patrolledger.benchmarks.growth;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.patrolledger.aws.Adapters;
import org.patrolledger.aws.Clients;
import org.patrolledger.aws.SubmissionItem;
import org.patrolledger.benchmarks.Report;
import org.patrolledger.benchmarks.Sample;
import org.patrolledger.benchmarks.Settings;
import org.patrolledger.benchmarks.backend.Backend;
import org.patrolledger.benchmarks.backend.Folders;
import org.patrolledger.benchmarks.documents.Documents;
import org.patrolledger.benchmarks.documents.World;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.summary.SummaryFold;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.publishing.LineageDocument;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// What the fold of one week reads and how long it takes, from DynamoDB to lineage, as the ledger
/// grows: in weeks, in submissions of the week, and in operations.
///
/// Requests and items are counted, and are the same on every machine.
public final class Growth {
    private static final OperationalDay FRIDAY = OperationalDay.parse("2023-02-03");
    private static final ReportingPeriod WEEK = FRIDAY.week();
    private static final long SUBMISSIONS = 400;
    private static final int MOST_IN_A_BATCH = 25;
    private static final long SEED = 6;

    private final Settings settings;
    private final Report report = new Report("growth");

    private Growth(Settings settings) {
        this.settings = settings;
    }

    /// Measures and reports. The first size, if any is asked for, is that of a week.
    public static Report run(Settings settings) throws IOException {
        var benchmark = new Growth(settings);
        long submissions = settings.sizes(SUBMISSIONS).getFirst();
        var alone = benchmark.history(submissions);
        benchmark.report.target("time with 100 times the history / without", 1.25, alone, true);
        benchmark.submissions(submissions);
        benchmark.operations(submissions);
        return benchmark.report;
    }

    /// The same week with more and more weeks before it.
    private double history(long submissions) throws IOException {
        var world = World.of(1, 10);
        try (var backend = backend(world)) {
            load(backend, world, WEEK, submissions);
            var without = measure(backend, world, "history: 1 week", WEEK, submissions);
            var with = without;
            int weeks = 1;
            for (int more : List.of(10, 100)) {
                for (; weeks < more; weeks++) {
                    load(backend, world, FRIDAY.plusDays(-7 * weeks).week(), submissions);
                }
                with = measure(backend, world, "history: " + weeks + " weeks", WEEK, submissions);
            }
            return with.median() / without.median();
        }
    }

    private void submissions(long submissions) throws IOException {
        var world = World.of(1, 10);
        for (int times : List.of(1, 4, 16, 64)) {
            try (var backend = backend(world)) {
                load(backend, world, WEEK, times * submissions);
                measure(
                        backend,
                        world,
                        "submissions: " + times + " times",
                        WEEK,
                        times * submissions);
            }
        }
    }

    /// As many submissions of more and more operations. A partition holds a shard of an operation's
    /// day, so their number grows with the operations, and each holds less.
    private void operations(long submissions) throws IOException {
        for (int operations : List.of(1, 4, 16)) {
            var world = World.of(operations, 10);
            try (var backend = backend(world)) {
                load(backend, world, WEEK, 16 * submissions);
                measure(
                        backend,
                        world,
                        "operations: "
                                + operations
                                + ", partitions: "
                                + operations * 7 * SubmissionItem.SHARDS,
                        WEEK,
                        16 * submissions);
            }
        }
    }

    private Backend backend(World world) throws IOException {
        return new Backend(Folders.empty(settings.folder().resolve("growth")), world.catalogue());
    }

    private static void load(Backend backend, World world, ReportingPeriod week, long count) {
        var documents = new Documents(world, week, count, SEED + week.id().hashCode());
        var table = backend.environment().submissionsTable();
        while (documents.hasNext()) {
            var batch = new ArrayList<WriteRequest>();
            while (documents.hasNext() && batch.size() < MOST_IN_A_BATCH) {
                var item = SubmissionItem.of(documents.next().revision());
                batch.add(WriteRequest.builder().putRequest(it -> it.item(item)).build());
            }
            backend.client().batchWriteItem(it -> it.requestItems(Map.of(table, batch)));
        }
    }

    private Sample measure(
            Backend backend, World world, String what, ReportingPeriod week, long expected)
            throws IOException {
        var reads = new Reads();
        var environment = backend.environment();
        var log =
                new Adapters(environment, new Clients(environment, List.of(reads))).submissionLog();
        fold(log, world, week, expected);
        var milliseconds = new Sample();
        int runs = settings.runsOrElse(Settings.RUNS);
        for (int i = 0; i < runs; i++) {
            reads.forget();
            long start = System.nanoTime();
            fold(log, world, week, expected);
            milliseconds.add((System.nanoTime() - start) / 1e6);
        }
        report.row()
                .put("growth", what)
                .put("submissions of the week", expected)
                .put("queries", reads.queries.get())
                .put("items read", reads.items.get())
                .put("runs", runs)
                .put("ms", milliseconds.median())
                .put("ms / 1000 submissions", milliseconds.median() * 1000 / expected);
        return milliseconds;
    }

    /// As publish-summary does.
    private static void fold(SubmissionLog log, World world, ReportingPeriod week, long expected)
            throws IOException {
        var catalogue = world.catalogue();
        var fold = new SummaryFold(new SummaryKey(week, OperationId.ALL), catalogue);
        try (var neighbours = log.current(fold.neighbours())) {
            neighbours.forEach(fold::addNeighbour);
        }
        try (var lineage = new LineageDocument.Writer(OutputStream.nullOutputStream());
                var revisions = log.current(fold.days())) {
            revisions.forEach(revision -> fold.add(revision).ifPresent(lineage::write));
        }
        if (fold.figures().inputs().submissions() != expected) {
            throw new IllegalStateException("not every submission was folded");
        }
    }

    /// What is asked of DynamoDB and what comes back.
    private static final class Reads implements ExecutionInterceptor {
        final AtomicLong queries = new AtomicLong();
        final AtomicLong items = new AtomicLong();

        void forget() {
            queries.set(0);
            items.set(0);
        }

        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            if (context.response() instanceof QueryResponse response) {
                queries.incrementAndGet();
                items.addAndGet(response.count());
            }
        }
    }
}
