package org.patrolledger.benchmarks.growth;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.patrolledger.benchmarks.backend.Backend;
import org.patrolledger.benchmarks.backend.Folders;
import org.patrolledger.benchmarks.documents.Documents;
import org.patrolledger.benchmarks.documents.World;
import org.patrolledger.benchmarks.measure.Measurements;
import org.patrolledger.benchmarks.measure.Report;
import org.patrolledger.benchmarks.measure.Settings;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.domain.summary.SummaryFold;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.formats.LineageDocument;
import org.patrolledger.storage.Adapters;
import org.patrolledger.storage.Clients;
import org.patrolledger.storage.SubmissionItem;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// What the fold of one week reads and how long it takes, from DynamoDB to lineage, as the ledger
/// grows: in weeks, in submissions of the week, and in operations.
///
/// Requests and items are counted, and are the same on every machine.
public final class Growth {
    private static final OperationalDay FRIDAY = OperationalDay.parse("2023-02-03");
    private static final ReportingPeriod WEEK = FRIDAY.week();
    private static final long SUBMISSIONS = 400;
    private static final long SEED = 6;

    /// Weeks there are.
    private static final List<Integer> HISTORY = List.of(1, 10, 100);

    private final Settings settings;
    final Report report = new Report("growth");

    private int folders;

    Growth(Settings settings) {
        this.settings = settings;
    }

    /// A ledger to fold the week of.
    private record Ledger(String what, World world, Backend backend, long expected, Reads reads) {
        SubmissionLog log() {
            var clients = new Clients(backend.environment(), List.of(reads));
            return new Adapters(backend.environment(), clients).submissionLog();
        }
    }

    /// Measures and reports. The first size, if any is asked for, is that of a week.
    public static Report run(Settings settings) throws IOException {
        var benchmark = new Growth(settings);
        long submissions = settings.sizes(SUBMISSIONS).getFirst();
        benchmark.history(submissions, HISTORY);
        benchmark.submissions(submissions);
        benchmark.operations(submissions);
        return benchmark.report;
    }

    /// The same week with more and more weeks before it.
    void history(long submissions, List<Integer> histories) throws IOException {
        var ledgers = new ArrayList<Ledger>();
        for (int weeks : histories) {
            var ledger =
                    ledger(
                            "history: " + weeks + (weeks == 1 ? " week" : " weeks"),
                            World.of(1, 10),
                            submissions);
            for (int week = 1; week < weeks; week++) {
                load(ledger, FRIDAY.plusDays(-7 * week).week(), submissions);
            }
            ledgers.add(ledger);
        }
        var took = measure(ledgers);
        report.target(
                "time with " + histories.getLast() + " times the history / without",
                1.25,
                took.getLast().ratioTo(took.getFirst()),
                true);
    }

    private void submissions(long submissions) throws IOException {
        var ledgers = new ArrayList<Ledger>();
        for (int times : List.of(1, 4, 16, 64)) {
            ledgers.add(
                    ledger(
                            "submissions: " + times + " times",
                            World.of(1, 10),
                            times * submissions));
        }
        measure(ledgers);
    }

    /// As many submissions of more and more operations. A partition holds a shard of an operation's
    /// day, so their number grows with the operations, and each holds less.
    private void operations(long submissions) throws IOException {
        var ledgers = new ArrayList<Ledger>();
        for (int operations : List.of(1, 4, 16)) {
            ledgers.add(
                    ledger(
                            "operations: "
                                    + operations
                                    + ", partitions: "
                                    + operations * 7 * SubmissionItem.SHARDS,
                            World.of(operations, 10),
                            16 * submissions));
        }
        measure(ledgers);
    }

    /// A ledger that has the week.
    private Ledger ledger(String what, World world, long count) throws IOException {
        var folder = settings.folder().resolve("growth").resolve(String.valueOf(folders++));
        var backend = new Backend(Folders.empty(folder), world.catalogue());
        var ledger = new Ledger(what, world, backend, count, new Reads());
        load(ledger, WEEK, count);
        return ledger;
    }

    private static void load(Ledger ledger, ReportingPeriod week, long count) {
        ledger.backend()
                .store(new Documents(ledger.world(), week, count, SEED + week.id().hashCode()));
    }

    /// Folds the week of each ledger in turns, reports, and closes them. As many rounds as count go
    /// before, for the compilers.
    ///
    /// @return milliseconds, of one ledger after another
    private List<Measurements> measure(List<Ledger> ledgers) throws IOException {
        int runs = settings.runsOrElse(Settings.RUNS);
        var logs = ledgers.stream().map(Ledger::log).toList();
        var milliseconds = ledgers.stream().map(it -> new Measurements()).toList();
        for (int run = -runs; run < runs; run++) {
            for (int i = 0; i < ledgers.size(); i++) {
                ledgers.get(i).reads().forget();
                long start = System.nanoTime();
                fold(logs.get(i), ledgers.get(i));
                if (run >= 0) {
                    milliseconds.get(i).add((System.nanoTime() - start) / 1e6);
                }
            }
        }
        for (int i = 0; i < ledgers.size(); i++) {
            tell(ledgers.get(i), milliseconds.get(i));
            ledgers.get(i).backend().close();
        }
        return milliseconds;
    }

    private void tell(Ledger ledger, Measurements milliseconds) {
        report.row()
                .put("growth", ledger.what())
                .put("submissions of the week", ledger.expected())
                .put("queries", ledger.reads().queries.get())
                .put("items read", ledger.reads().items.get())
                .put("runs", milliseconds.size())
                .put("ms", milliseconds.median())
                .put("ms / 1000 submissions", milliseconds.median() * 1000 / ledger.expected());
    }

    /// As publish-summary does.
    private static void fold(SubmissionLog log, Ledger ledger) throws IOException {
        var catalogue = ledger.world().catalogue();
        var fold = new SummaryFold(new SummaryKey(WEEK, OperationId.ALL), catalogue);
        try (var neighbours = log.counted(fold.neighbours())) {
            neighbours.forEach(fold::addNeighbour);
        }
        try (var lineage = new LineageDocument.Writer(OutputStream.nullOutputStream());
                var revisions = log.counted(fold.days())) {
            revisions.forEach(revision -> fold.add(revision).ifPresent(lineage::write));
        }
        if (fold.figures().inputs().submissions() != ledger.expected()) {
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
