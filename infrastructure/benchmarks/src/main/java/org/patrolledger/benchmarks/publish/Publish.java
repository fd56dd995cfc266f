package org.patrolledger.benchmarks.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.patrolledger.benchmarks.backend.Backend;
import org.patrolledger.benchmarks.backend.Folders;
import org.patrolledger.benchmarks.documents.Documents;
import org.patrolledger.benchmarks.documents.World;
import org.patrolledger.benchmarks.measure.JavaProcess;
import org.patrolledger.benchmarks.measure.Measurements;
import org.patrolledger.benchmarks.measure.Python;
import org.patrolledger.benchmarks.measure.Report;
import org.patrolledger.benchmarks.measure.Settings;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.storage.SubmissionItem;

/// From the items in the table to the signed files in S3, beside the bare reading of the same items
/// by the same client, and beside what somebody would write instead, in Python; and weeks too large
/// for any embedded table, whose items are made while they are read, with the memory and the disk
/// they take: of a few operations, and of so many that they have to be sorted.
///
/// DynamoDB and S3 are in this process, what is measured in others.
public final class Publish {
    static final ReportingPeriod WEEK = OperationalDay.parse("2023-02-03").week();

    /// 4 operations at 25 places each.
    static final World WORLD = World.of(4, 25);

    /// 4,200 partitions in a week.
    private static final World NATION = World.of(300, 5);

    private static final long SEED = 7;
    private static final int RUNS = 3;
    private static final int PASSES = 4;

    /// Python compiles nothing meanwhile: its second pass costs what its first does.
    private static final int PASSES_BY_HAND = 2;

    private static final int MICROSECONDS = 1_000_000;

    /// Up to this many are stored; more are made while they are read.
    private static final long STORED = 300_000;

    private static final double MOST_TIMES_THE_FLOOR = 1.5;
    private static final double LEAST_TIMES_BY_HAND = 6;
    private static final String NEEDED_BY_HAND = "boto3, duckdb";
    private static final int MOST_MEGABYTES = 256;

    /// What runs in a process.
    enum Engine {
        /// publish-summary, whole.
        PUBLISH,
        /// A paginated query of every partition, 16 at a time.
        FLOOR,
        /// publish-summary, whose submissions are made while they are read.
        STREAM,
        /// boto3 and DuckDB, for three of the sums.
        BY_HAND
    }

    private final Settings settings;
    private final Report report = new Report("publish");
    private final List<Engine> compared;

    private Publish(Settings settings, boolean byHand) {
        this.settings = settings;
        compared =
                byHand
                        ? List.of(Engine.FLOOR, Engine.PUBLISH, Engine.BY_HAND)
                        : List.of(Engine.FLOOR, Engine.PUBLISH);
    }

    /// Measures and reports.
    public static Report run(Settings settings) throws IOException, InterruptedException {
        boolean byHand = Python.imports(NEEDED_BY_HAND);
        var benchmark = new Publish(settings, byHand);
        benchmark.report.setting("heap, MB", MOST_MEGABYTES);
        benchmark.report.setting(
                "by hand, in Python",
                byHand ? "measured" : "skipped: cannot import " + NEEDED_BY_HAND);
        benchmark.report.setting("each process held to one processor", JavaProcess.pins());
        benchmark.report.setting("JVM", String.join(" ", settings.foldJvm()));
        for (long size : settings.sizes(25_000L, 250_000L, 2_000_000L)) {
            var folder = Folders.empty(settings.folder().resolve("publish"));
            if (size > STORED) {
                benchmark.stream(WORLD, folder, size);
                benchmark.stream(NATION, folder, size);
                continue;
            }
            try (var backend = new Backend(folder, WORLD.catalogue())) {
                backend.store(new Documents(WORLD, WEEK, size, SEED));
                benchmark.compare(backend, folder, size);
            }
        }
        return benchmark.report;
    }

    /// @throws IllegalStateException if they do not come to the same sums
    private void compare(Backend backend, Path folder, long size)
            throws IOException, InterruptedException {
        var fresh = new EnumMap<Engine, Measurements>(Engine.class);
        var warm = new EnumMap<Engine, Measurements>(Engine.class);
        for (int run = 0; run < settings.runsOrElse(RUNS); run++) {
            var sums = new EnumMap<Engine, Object>(Engine.class);
            for (var engine : compared) {
                var result = process(engine, backend.variables(), folder, size, PASSES);
                var processor = (List<?>) Objects.requireNonNull(result.get("processorSeconds"));
                fresh.computeIfAbsent(engine, it -> new Measurements())
                        .add(JavaProcess.number(processor.getFirst()));
                warm.computeIfAbsent(engine, it -> new Measurements())
                        .add(JavaProcess.number(processor.getLast()));
                if (engine != Engine.FLOOR) {
                    sums.put(engine, Objects.requireNonNull(result.get("sums")));
                }
            }
            if (Set.copyOf(sums.values()).size() != 1) {
                throw new IllegalStateException("the sums differ: " + sums);
            }
        }
        tell(size, "fresh process", fresh);
        tell(size, "last pass", warm);
        report.target(
                "publish / bare query, CPU, " + size + ", pass " + PASSES,
                MOST_TIMES_THE_FLOOR,
                of(warm, Engine.PUBLISH).ratioTo(of(warm, Engine.FLOOR)),
                true);
        if (compared.contains(Engine.BY_HAND)) {
            report.target(
                    "by hand / publish, CPU, " + size + ", last pass",
                    LEAST_TIMES_BY_HAND,
                    of(warm, Engine.BY_HAND).ratioTo(of(warm, Engine.PUBLISH)),
                    false);
        }
    }

    private static Measurements of(Map<Engine, Measurements> measured, Engine engine) {
        return Objects.requireNonNull(measured.get(engine));
    }

    private void tell(long size, String state, Map<Engine, Measurements> measured) {
        var publish = of(measured, Engine.PUBLISH);
        var floor = of(measured, Engine.FLOOR);
        var row =
                report.row()
                        .put("submissions", size)
                        .put("state", state)
                        .put("runs", publish.size())
                        .put("publish, CPU us each", MICROSECONDS * publish.median() / size)
                        .put("bare query, CPU us each", MICROSECONDS * floor.median() / size)
                        .put("publish / bare query", publish.ratioTo(floor));
        if (compared.contains(Engine.BY_HAND)) {
            var byHand = of(measured, Engine.BY_HAND);
            row.put("by hand, CPU us each", MICROSECONDS * byHand.median() / size)
                    .put("by hand / publish", byHand.ratioTo(publish));
        }
    }

    private void stream(World world, Path folder, long size)
            throws IOException, InterruptedException {
        Map<String, ? extends Object> result;
        Folders.empty(folder);
        try (var backend = new Backend(folder, world.catalogue());
                var table = made(backend, world, size)) {
            var variables = new HashMap<>(backend.variables());
            variables.put("AWS_ENDPOINT_URL_DYNAMODB", table.endpoint().toString());
            result = process(Engine.STREAM, variables, folder, size, 1);
        }
        int partitions = partitions(world).size();
        var seconds = (List<?>) Objects.requireNonNull(result.get("seconds"));
        var processor = (List<?>) Objects.requireNonNull(result.get("processorSeconds"));
        double live = JavaProcess.number(result.get("liveMegabytes"));
        report.row()
                .put("submissions", size)
                .put("state", "made while read, " + partitions + " partitions")
                .put("runs", 1)
                .put(
                        "publish, CPU us each",
                        MICROSECONDS * JavaProcess.number(processor.getFirst()) / size)
                .put("s", JavaProcess.number(seconds.getFirst()))
                .put("live heap, MB", live)
                .put("disk, MB", JavaProcess.number(result.get("diskMegabytes")));
        report.target(
                "live heap, MB, " + size + ", " + partitions + " partitions",
                MOST_MEGABYTES,
                live,
                true);
    }

    private static MadeTable made(Backend backend, World world, long size) throws IOException {
        var environment = backend.environment();
        var dynamoDb = Objects.requireNonNull(environment.dynamoDbEndpoint());
        return new MadeTable(dynamoDb, environment.submissionsTable(), world, size);
    }

    private Map<String, ? extends Object> process(
            Engine engine, Map<String, String> environment, Path folder, long size, int passes)
            throws IOException, InterruptedException {
        var variables = new HashMap<>(environment);
        variables.remove("AWS_ACCESS_KEY_ID");
        var file = folder.resolve("variables.json");
        Files.write(file, Json.bytes(variables));
        if (engine == Engine.BY_HAND) {
            return byHand(file, folder);
        }
        var temporary = Folders.empty(folder.resolve("tmp"));
        Files.createDirectories(temporary);
        var options = new ArrayList<>(settings.foldJvm());
        options.addAll(
                List.of(
                        "-Xmx" + MOST_MEGABYTES + "m",
                        "-XX:+UseSerialGC",
                        "-Djava.io.tmpdir=" + temporary));
        return JavaProcess.run(
                1,
                options,
                PublishRun.class,
                engine.name(),
                file.toString(),
                String.valueOf(size),
                String.valueOf(passes));
    }

    private static Map<String, ? extends Object> byHand(Path variables, Path folder)
            throws IOException, InterruptedException {
        var program = Python.copy(Publish.class, "by_hand.py", folder);
        var partitions = folder.resolve("partitions.json");
        Files.write(partitions, Json.bytes(partitions(WORLD)));
        return JavaProcess.answer(
                Python.command(
                        List.of(
                                program.toString(),
                                variables.toString(),
                                partitions.toString(),
                                String.valueOf(PASSES_BY_HAND))));
    }

    /// Every partition of the index that the week has.
    static List<String> partitions(World world) {
        var partitions = new ArrayList<String>();
        for (var operation : world.operations()) {
            WEEK.days()
                    .forEach(day -> {
                        for (int shard = 0; shard < SubmissionItem.SHARDS; shard++) {
                            partitions.add(operation + "#" + day + "#" + shard);
                        }
                    });
        }
        return partitions;
    }
}
