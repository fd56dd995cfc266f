package org.patrolledger.benchmarks.coldstart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.patrolledger.benchmarks.backend.Backend;
import org.patrolledger.benchmarks.measure.Measurements;
import org.patrolledger.benchmarks.measure.Report;
import org.patrolledger.benchmarks.measure.Settings;

/// From the end of a restore to the first answer: a process is started as SnapStart starts it,
/// waits where the snapshot is taken, and is let go on. What a restored machine has to page in
/// again is not in these figures.
final class Restored {
    /// What tells a function that a snapshot follows its initialisation.
    private static final String INITIALISATION = "AWS_LAMBDA_INITIALIZATION_TYPE";

    /// Tells a function not to prime.
    private static final String PRIMING = "PRIMING";

    private record Case(Measured measured, boolean primed) {}

    /// What starts of one kind took.
    static final class Times {
        final Measurements milliseconds = new Measurements();
        final Measurements processor = new Measurements();
    }

    private final Settings settings;
    private final Path folder;
    private final Report report;
    private final Map<Measured, Program> deployed;
    private final Map<Case, Times> times = new LinkedHashMap<>();

    Restored(Settings settings, Path folder, Report report, Map<Measured, Program> deployed) {
        this.settings = settings;
        this.folder = folder;
        this.report = report;
        this.deployed = deployed;
    }

    void measure(Backend backend, RuntimeApi api, IntSupplier round)
            throws IOException, InterruptedException {
        for (int run = 0; run < settings.runsOrElse(Settings.RUNS); run++) {
            for (var primed : List.of(false, true)) {
                for (var measured : deployed.keySet()) {
                    if (!primed || measured.primes()) {
                        restore(new Case(measured, primed), backend, api, round.getAsInt());
                    }
                }
            }
        }
        times.forEach((each, took) ->
                report.row()
                        .put("function", each.measured().function())
                        .put("start", each.primed() ? "restored, primed" : "restored")
                        .put("runs", took.milliseconds.size())
                        .put("ms", took.milliseconds.median())
                        .put("CPU ms", took.processor.median()));
        for (var measured : deployed.keySet()) {
            measured.mostRestored()
                    .ifPresent(most ->
                            report.target(
                                    measured.function() + ", first answer after a restore, CPU ms",
                                    most,
                                    primed(measured).processor.median(),
                                    true));
        }
    }

    /// Processor time from the end of a restore to the first answer, as it is deployed.
    Measurements processor(Measured measured) {
        var took = times.get(new Case(measured, measured.primes()));
        return Objects.requireNonNull(took).processor;
    }

    private Times primed(Measured measured) {
        return Objects.requireNonNull(times.get(new Case(measured, true)));
    }

    private void restore(Case each, Backend backend, RuntimeApi api, int round)
            throws IOException, InterruptedException {
        var function = Objects.requireNonNull(deployed.get(each.measured()));
        var variables = new HashMap<>(backend.variables());
        variables.put(INITIALISATION, "snap-start");
        if (!each.primed()) {
            variables.put(PRIMING, "none");
        }
        var log = folder.resolve(function.name() + "-restored.log");
        try (var process = LambdaProcess.start(function, settings.jvm(), variables, api, log)) {
            var event = each.measured().event(round);
            api.restore();
            double before = process.processorMilliseconds();
            long start = System.nanoTime();
            api.offer(event);
            var answer = ColdStart.answer(each.measured(), api, log);
            double after = process.processorMilliseconds();
            var took = times.computeIfAbsent(each, it -> new Times());
            took.milliseconds.add((answer.nanoTime() - start) / 1e6);
            took.processor.add(after - before);
        }
    }
}
