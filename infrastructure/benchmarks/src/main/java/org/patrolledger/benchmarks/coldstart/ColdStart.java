package org.patrolledger.benchmarks.coldstart;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.patrolledger.benchmarks.backend.Backend;
import org.patrolledger.benchmarks.backend.Folders;
import org.patrolledger.benchmarks.coldstart.peer.GuidedSubmission;
import org.patrolledger.benchmarks.measure.JavaProcess;
import org.patrolledger.benchmarks.measure.Report;
import org.patrolledger.benchmarks.measure.Settings;
import org.patrolledger.functions.publishsummary.PublishSummary;
import org.patrolledger.storage.Tables;
import org.patrolledger.testing.lambda.FakeContext;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// From the start of a process to the answer of the first call, each in a JVM of its own on one
/// processor, all of them in turns; and from the end of a restore to that answer.
public final class ColdStart {
    /// How often a function is called to see what belongs into its archive of classes.
    private static final int REHEARSALS = 20;

    /// Ways to start.
    private enum Mode {
        /// As the JDK is.
        PLAIN("plain", false, List.of()),
        /// The first compiler alone, as Lambda's own runtimes have it.
        C1("C1", false, List.of("-XX:TieredStopAtLevel=1")),
        /// With the classes and profiles of a run before, as the JDK uses them.
        AOT("AOT cache", true, List.of()),
        /// As a deployment with a cache would have it: with the classes of a run before, but
        /// without its profiles, by which the first compiler would compile more than a start gains.
        AOT_C1(
                "AOT cache, C1",
                true,
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:-AOTReplayTraining"));

        final String text;
        final boolean cached;

        @SuppressWarnings("ImmutableEnumChecker") // List.of
        final List<String> options;

        Mode(String text, boolean cached, List<String> options) {
            this.text = text;
            this.cached = cached;
            this.options = options;
        }
    }

    private record Case(Measured measured, Mode mode) {}

    private final Settings settings;
    private final Path folder;
    private final Report report;
    private final Set<Measured> which;
    private final Map<Case, Restored.Times> cold = new HashMap<>();
    private final Map<Measured, Program> deployed = new EnumMap<>(Measured.class);
    private final Map<Measured, Path> caches = new EnumMap<>(Measured.class);
    private int round;

    private ColdStart(Report report, Settings settings, Path folder, Set<Measured> which) {
        this.which = which;
        this.report = report;
        this.settings = settings;
        this.folder = folder;
    }

    /// Measures and reports.
    public static Report run(Settings settings) throws IOException, InterruptedException {
        return run("cold-start", settings, EnumSet.allOf(Measured.class), ColdStart::measure);
    }

    /// Measures what follows a restore alone, and reports.
    public static Report restored(Settings settings) throws IOException, InterruptedException {
        return run("restore", settings, EnumSet.allOf(Measured.class), ColdStart::restore);
    }

    /// Measures one form received beside the peers alone, and reports.
    public static Report peers(Settings settings) throws IOException, InterruptedException {
        var which =
                EnumSet.of(
                        Measured.BARE_PUT,
                        Measured.RECEIVE_ENGAGEMENT,
                        Measured.GUIDED_JAVA,
                        Measured.GUIDED_PYTHON);
        return run("peers", settings, which, ColdStart::measure);
    }

    private interface Measurement {
        void of(ColdStart benchmark, Backend backend, RuntimeApi api)
                throws IOException, InterruptedException;
    }

    private static Report run(
            String name, Settings settings, Set<Measured> which, Measurement measurement)
            throws IOException, InterruptedException {
        var folder = settings.folder().resolve(name);
        Folders.empty(folder);
        var benchmark = new ColdStart(new Report(name), settings, folder, which);
        benchmark.report.setting("held to one processor", JavaProcess.pins());
        benchmark.report.setting("JVM of what is restored", String.join(" ", settings.jvm()));
        try (var backend =
                        new Backend(
                                Files.createDirectories(folder),
                                org.patrolledger.testing.Sample.catalogue());
                var api = new RuntimeApi()) {
            benchmark.prepare(backend);
            measurement.of(benchmark, backend, api);
        }
        return benchmark.report;
    }

    private void prepare(Backend backend) throws IOException, InterruptedException {
        backend.client().createTable(keyed(BarePut.TABLE));
        backend.client().createTable(keyed(GuidedSubmission.RECORDS));
        Tables.ensure(backend.client(), Tables.submissions(GuidedSubmission.TABLE));
        backend.adapters().submissionLog().append(Measured.STORED.first(Measured.received()));
        // What download-summary hands out.
        new PublishSummary(
                        backend.environment(),
                        InstantSource.fixed(Instant.parse("2023-02-06T06:30:00Z")))
                .handleRequest(
                        new ByteArrayInputStream(Measured.due(Measured.PUBLISHED)),
                        OutputStream.nullOutputStream(),
                        new FakeContext("publish-summary"));
        var receiving =
                Deployed.function(Measured.RECEIVE_ENGAGEMENT.function(), settings.root(), folder);
        for (var measured : which) {
            if (measured.isOurs()) {
                deployed.put(
                        measured, Deployed.function(measured.function(), settings.root(), folder));
            }
        }
        if (which.contains(Measured.HELLO)) {
            deployed.put(Measured.HELLO, Deployed.floor("hello", Hello.class, List.of(), folder));
        }
        deployed.put(
                Measured.BARE_PUT,
                Deployed.floor("bare-put", BarePut.class, receiving.jars(), folder));
        deployed.put(Measured.GUIDED_JAVA, Deployed.guided(receiving.jars(), folder));
        var python = Program.InPython.guided(folder);
        python.ifPresent(it -> deployed.put(Measured.GUIDED_PYTHON, it));
        report.setting(
                "peer in Python",
                python.isPresent()
                        ? "measured"
                        : "skipped: cannot import " + Program.InPython.NEEDED);
    }

    /// A table of items by `id`.
    static CreateTableRequest keyed(String name) {
        var id = AttributeDefinition.builder().attributeName("id");
        var key = KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH);
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(id.attributeType(ScalarAttributeType.S).build())
                .keySchema(key.build())
                .build();
    }

    private Program of(Measured measured) {
        return Objects.requireNonNull(deployed.get(measured));
    }

    private void measure(Backend backend, RuntimeApi api) throws IOException, InterruptedException {
        for (var each : deployed.entrySet()) {
            if (each.getValue() instanceof Deployed function) {
                caches.put(each.getKey(), train(each.getKey(), function, backend, api));
            }
        }
        for (int run = 0; run < settings.runsOrElse(Settings.RUNS); run++) {
            for (var mode : Mode.values()) {
                for (var measured : deployed.keySet()) {
                    if (mode == Mode.PLAIN || caches.containsKey(measured)) {
                        coldStart(new Case(measured, mode), backend, api);
                    }
                }
            }
        }
        tell();
        var restored = restore(backend, api);
        var peers = new Peers(report, deployed, folder);
        for (var peer : List.of(Measured.GUIDED_JAVA, Measured.GUIDED_PYTHON)) {
            if (deployed.containsKey(peer)) {
                var mode = caches.containsKey(peer) ? Mode.AOT_C1 : Mode.PLAIN;
                peers.compare(
                        Mode.AOT_C1.text + " / " + peer.function() + ", " + mode.text,
                        times(Measured.RECEIVE_ENGAGEMENT, Mode.AOT_C1).processor,
                        times(peer, mode).processor);
                peers.compare(
                        "restored / " + peer.function() + ", restored",
                        restored.processor(Measured.RECEIVE_ENGAGEMENT),
                        restored.processor(peer));
            }
        }
        peers.writes(backend, api, () -> round++);
    }

    private Restored restore(Backend backend, RuntimeApi api)
            throws IOException, InterruptedException {
        var restored = new Restored(settings, folder, report, deployed);
        restored.measure(backend, api, () -> round++);
        return restored;
    }

    /// Makes an archive of what the function loads and links.
    private Path train(Measured measured, Deployed function, Backend backend, RuntimeApi api)
            throws IOException, InterruptedException {
        var cache = folder.resolve(function.name() + "-" + function.contents() + ".aot");
        var options = List.of("-XX:AOTCacheOutput=" + cache);
        var log = folder.resolve(function.name() + "-training.log");
        try (var process = LambdaProcess.start(function, options, backend.variables(), api, log)) {
            for (int i = 0; i < REHEARSALS; i++) {
                api.offer(measured.event(round++));
                answer(measured, api, log);
            }
            process.endInPeace();
        }
        if (!Files.exists(cache)) {
            throw new IOException("no archive was made; see " + log);
        }
        return cache;
    }

    private void coldStart(Case each, Backend backend, RuntimeApi api)
            throws IOException, InterruptedException {
        var function = of(each.measured());
        var options = new ArrayList<>(each.mode().options);
        if (each.mode().cached) {
            options.add("-XX:AOTCache=" + caches.get(each.measured()));
            options.add("-XX:AOTMode=on");
        }
        var log = folder.resolve(function.name() + ".log");
        try (var process = LambdaProcess.start(function, options, backend.variables(), api, log)) {
            api.offer(each.measured().event(round++));
            var answer = answer(each.measured(), api, log);
            var times = cold.computeIfAbsent(each, it -> new Restored.Times());
            times.processor.add(process.processorMilliseconds());
            times.milliseconds.add(process.millisecondsTo(answer.nanoTime()));
        }
    }

    static RuntimeApi.Told answer(Measured measured, RuntimeApi api, Path log)
            throws IOException, InterruptedException {
        var told = api.told();
        if (!told.isAnswer() || !measured.isAnsweredBy(told.body())) {
            throw new IOException(
                    measured.function()
                            + " answered "
                            + told.path()
                            + " "
                            + told.body()
                            + "; see "
                            + log);
        }
        return told;
    }

    private void tell() {
        for (var mode : Mode.values()) {
            var floor = times(Measured.BARE_PUT, mode);
            for (var measured : deployed.keySet()) {
                if (!cold.containsKey(new Case(measured, mode))) {
                    continue;
                }
                var times = times(measured, mode);
                report.row()
                        .put("function", measured.function())
                        .put("start", mode.text)
                        .put("runs", times.milliseconds.size())
                        .put("ms", times.milliseconds.median())
                        .put("CPU ms", times.processor.median())
                        .put("/ bare put", times.milliseconds.ratioTo(floor.milliseconds))
                        .put("CPU / bare put", times.processor.ratioTo(floor.processor))
                        .put(
                                "/ plain",
                                times.milliseconds.ratioTo(
                                        times(measured, Mode.PLAIN).milliseconds));
            }
        }
        for (var measured : List.of(Measured.RECEIVE_ENGAGEMENT, Measured.RECEIVE_INCIDENT)) {
            if (!which.contains(measured)) {
                continue;
            }
            report.target(
                    measured.function() + " / bare put, plain",
                    1.25,
                    times(measured, Mode.PLAIN)
                            .milliseconds
                            .ratioTo(times(Measured.BARE_PUT, Mode.PLAIN).milliseconds),
                    true);
            report.target(
                    measured.function() + ", AOT cache / plain",
                    0.5,
                    times(measured, Mode.AOT)
                            .milliseconds
                            .ratioTo(times(measured, Mode.PLAIN).milliseconds),
                    true);
        }
    }

    private Restored.Times times(Measured measured, Mode mode) {
        return Objects.requireNonNull(cold.get(new Case(measured, mode)));
    }
}
