package org.patrolledger.benchmarks.coldstart;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.patrolledger.benchmarks.backend.Backend;
import org.patrolledger.benchmarks.measure.Measurements;
import org.patrolledger.benchmarks.measure.Report;

/// receive-submission beside what AWS's guides lead to.
final class Peers {
    private static final String ENDPOINT = "AWS_ENDPOINT_URL_DYNAMODB";
    private static final Measured OURS = Measured.RECEIVE_ENGAGEMENT;

    private final Report report;
    private final Map<Measured, Program> programs;
    private final Path folder;

    Peers(Report report, Map<Measured, Program> programs, Path folder) {
        this.report = report;
        this.programs = programs;
        this.folder = folder;
    }

    /// Says how much processor time is ours of theirs, measured in turns.
    void compare(String what, Measurements ours, Measurements theirs) {
        report.target(
                OURS.function() + ", first answer, CPU: " + what, 1, ours.ratioTo(theirs), true);
    }

    /// Counts what DynamoDB charges each for a form's writes: for the first of a process at its
    /// place and day, and for the next one there, by which they are compared.
    void writes(Backend backend, RuntimeApi api, IntSupplier round)
            throws IOException, InterruptedException {
        double ours = units(OURS, backend, api, round);
        for (var peer : List.of(Measured.GUIDED_JAVA, Measured.GUIDED_PYTHON)) {
            if (programs.containsKey(peer)) {
                double theirs = units(peer, backend, api, round);
                report.target(
                        OURS.function() + ", write units of the next form / " + peer.function(),
                        0.5,
                        ours / theirs,
                        true);
            }
        }
    }

    private double units(Measured measured, Backend backend, RuntimeApi api, IntSupplier round)
            throws IOException, InterruptedException {
        var variables = new HashMap<>(backend.variables());
        var dynamoDb = URI.create(Objects.requireNonNull(variables.get(ENDPOINT)));
        try (var meter = new WriteMeter(dynamoDb)) {
            variables.put(ENDPOINT, meter.endpoint().toString());
            var program = Objects.requireNonNull(programs.get(measured));
            var log = folder.resolve(program.name() + "-writes.log");
            try (var process = LambdaProcess.start(program, List.of(), variables, api, log)) {
                double units = 0;
                for (String form : List.of("the first form", "the next form")) {
                    double before = meter.units();
                    int writes = meter.writes();
                    api.offer(measured.event(round.getAsInt()));
                    ColdStart.answer(measured, api, log);
                    units = meter.units() - before;
                    report.row()
                            .put("function", measured.function())
                            .put("start", "writes for " + form)
                            .put("runs", 1)
                            .put("writes", meter.writes() - writes)
                            .put("write units", units);
                }
                process.endInPeace();
                return units;
            }
        }
    }
}
