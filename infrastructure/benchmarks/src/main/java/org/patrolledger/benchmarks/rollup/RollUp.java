package org.patrolledger.benchmarks.rollup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.patrolledger.benchmarks.documents.Documents;
import org.patrolledger.benchmarks.documents.StoredFile;
import org.patrolledger.benchmarks.documents.World;
import org.patrolledger.benchmarks.measure.JavaProcess;
import org.patrolledger.benchmarks.measure.Measurements;
import org.patrolledger.benchmarks.measure.Report;
import org.patrolledger.benchmarks.measure.Settings;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;

/// Submissions per second of the fold, and processor time for each, beside DuckDB; each in a fresh
/// JVM, in turns.
///
/// The fold is that of publish-summary: a stored item is decoded, checked and added, in order. It
/// also makes coverage, timeliness and the digest of the inputs, which DuckDB is spared. Both read
/// the file within the time that is measured.
///
/// Warm is what a process does again: a function restored from a snapshot that was taken after a
/// priming has its compiled code, and a fresh JVM has none.
public final class RollUp {
    static final ReportingPeriod WEEK = OperationalDay.parse("2023-02-03").week();

    /// A country of it: 40 operations at 25 places each.
    static final World WORLD = World.of(40, 25);

    /// The heap the fold gets, for any number of submissions.
    static final int MEGABYTES = 256;

    private static final long SEED = 5;

    /// Up to this many, a process is also measured warm: it does the same again, several times.
    private static final long REPEATED = 1_000_000;

    private static final int PASSES = 6;
    private static final int MICROSECONDS = 1_000_000;

    private final Settings settings;
    private final Report report = new Report("roll-up");

    private RollUp(Settings settings) {
        this.settings = settings;
    }

    /// Measures and reports.
    public static Report run(Settings settings) throws IOException, InterruptedException {
        var benchmark = new RollUp(settings);
        benchmark.report.setting("heap of the fold, MB", MEGABYTES);
        benchmark.report.setting("each process held to its processors", JavaProcess.pins());
        for (long size : settings.sizes(10_000L, 100_000L, 1_000_000L, 10_000_000L)) {
            benchmark.measure(size);
        }
        return benchmark.report;
    }

    private enum Engine {
        FOLD(FoldRun.class, List.of("-Xmx" + MEGABYTES + "m", "-XX:+UseSerialGC")),
        DUCKDB(
                DuckDbRun.class,
                List.of("-Xmx256m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));

        final Class<?> main;

        @SuppressWarnings("ImmutableEnumChecker")
        final List<String> options;

        Engine(Class<?> main, List<String> options) {
            this.main = main;
            this.options = options;
        }
    }

    private record Case(Engine engine, int threads) {}

    /// Seconds of one engine in one state: elapsed, and of the processor.
    private static final class Times {
        final Measurements elapsed = new Measurements();
        final Measurements processor = new Measurements();

        void add(double seconds, double processorSeconds) {
            elapsed.add(seconds);
            processor.add(processorSeconds);
        }
    }

    private static final class Measured {
        final Times fresh = new Times();
        final Times warm = new Times();
        final Measurements megabytes = new Measurements();
    }

    private void measure(long size) throws IOException, InterruptedException {
        Files.createDirectories(settings.folder());
        var file = StoredFile.documents(settings.folder(), size);
        StoredFile.write(new Documents(WORLD, WEEK, size, SEED), file);
        try {
            int passes = size <= REPEATED ? PASSES : 1;
            int runs = settings.runsOrElse(Settings.RUNS);
            var measured = new LinkedHashMap<Case, Measured>();
            String figures = null;
            for (int run = 0; run < runs; run++) {
                for (int threads = 1; threads <= 2; threads++) {
                    for (var engine : Engine.values()) {
                        var options = new ArrayList<>(engine.options);
                        if (engine == Engine.FOLD) {
                            options.addAll(settings.foldJvm());
                        }
                        var result =
                                JavaProcess.run(
                                        threads,
                                        options,
                                        engine.main,
                                        file.toString(),
                                        String.valueOf(threads),
                                        String.valueOf(passes));
                        note(
                                result,
                                measured.computeIfAbsent(
                                        new Case(engine, threads), it -> new Measured()));
                        figures = same(figures, result.get("figures"));
                    }
                }
            }
            tell(size, measured);
        } finally {
            StoredFile.delete(file);
        }
    }

    private static void note(Map<String, @Nullable Object> result, Measured measured) {
        var seconds = (List<?>) Objects.requireNonNull(result.get("seconds"));
        var processor = (List<?>) Objects.requireNonNull(result.get("processorSeconds"));
        measured.fresh.add(
                JavaProcess.number(seconds.getFirst()), JavaProcess.number(processor.getFirst()));
        if (seconds.size() > 1) {
            measured.warm.add(again(seconds), again(processor));
        }
        if (result.containsKey("liveMegabytes")) {
            measured.megabytes.add(JavaProcess.number(result.get("liveMegabytes")));
        }
    }

    /// The middle one of all passes but the first.
    private static double again(List<?> passes) {
        var again = new Measurements();
        passes.stream().skip(1).mapToDouble(JavaProcess::number).forEach(again::add);
        return again.median();
    }

    /// A comparison of engines that answer different questions would be worth nothing.
    private static String same(@Nullable String figures, @Nullable Object others) {
        var text = new String(Json.canonical(others), StandardCharsets.UTF_8);
        if (figures != null && !figures.equals(text)) {
            throw new IllegalStateException(
                    "the fold and DuckDB differ:\n" + figures + "\n" + text);
        }
        return text;
    }

    private void tell(long size, Map<Case, Measured> measured) {
        for (int threads = 1; threads <= 2; threads++) {
            var fold = Objects.requireNonNull(measured.get(new Case(Engine.FOLD, threads)));
            var duckDb = Objects.requireNonNull(measured.get(new Case(Engine.DUCKDB, threads)));
            boolean warm = fold.warm.elapsed.size() > 0;
            tell(size, threads, "fresh JVM", fold.fresh, duckDb.fresh, fold.megabytes);
            if (warm) {
                tell(size, threads, "warm", fold.warm, duckDb.warm, fold.megabytes);
            }
            if (threads == 1) {
                var ours = warm ? fold.warm : fold.fresh;
                var theirs = warm ? duckDb.warm : duckDb.fresh;
                report.target(
                        "fold / DuckDB, one thread, " + size + (warm ? ", warm" : ""),
                        1,
                        theirs.processor.ratioTo(ours.processor),
                        false);
            }
            if (size > REPEATED) {
                report.target("MB of heap, " + size, MEGABYTES, fold.megabytes.most(), true);
            }
        }
    }

    private void tell(
            long size,
            int threads,
            String state,
            Times fold,
            Times duckDb,
            Measurements megabytes) {
        report.row()
                .put("submissions", size)
                .put("threads", threads)
                .put("state", state)
                .put("runs", fold.elapsed.size())
                .put("fold, 1/s", size / fold.elapsed.median())
                .put("DuckDB, 1/s", size / duckDb.elapsed.median())
                .put("fold, CPU us each", MICROSECONDS * fold.processor.median() / size)
                .put("DuckDB, CPU us each", MICROSECONDS * duckDb.processor.median() / size)
                .put("fold / DuckDB", duckDb.processor.ratioTo(fold.processor))
                .put("live heap, MB", megabytes.most());
    }
}
