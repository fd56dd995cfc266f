package org.patrolledger.benchmarks.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.patrolledger.benchmarks.backend.Backend;
import org.patrolledger.benchmarks.backend.Folders;
import org.patrolledger.benchmarks.measure.JavaProcess;
import org.patrolledger.benchmarks.measure.Measurements;
import org.patrolledger.benchmarks.measure.Report;
import org.patrolledger.benchmarks.measure.Settings;
import org.patrolledger.contract.json.Json;
import org.patrolledger.testing.Sample;

/// The check and the commit of a file of new rows by import-submissions, in a fresh JVM with the
/// options and the heap of its deployment, held to one processor as its 1,769 MB are on Lambda.
/// DynamoDB and S3 are stand-ins in another process, which shares the machine with it.
public final class ImportSpeed {
    /// Of the function; the JVM of Lambda gives its heap what is left beside itself.
    private static final int HEAP_MEGABYTES = 1_500;

    private static final long LARGEST = 20_000;
    private static final int SECONDS = 60;

    /// Times the heap that is live with a tenth of the rows. What is kept of each row, its id and
    /// digest, is some hundred bytes.
    private static final double GROWTH = 2;

    private static final int RUNS = 3;

    private final Report report = new Report("imports");
    private final Settings settings;

    private ImportSpeed(Settings settings) {
        this.settings = settings;
    }

    /// Measures and reports.
    public static Report run(Settings settings) throws IOException, InterruptedException {
        var benchmark = new ImportSpeed(settings);
        benchmark.report.setting("heap, MB", HEAP_MEGABYTES);
        benchmark.report.setting("held to its processor", JavaProcess.pins());
        for (var format : List.of("csv", "xlsx")) {
            double least = 0;
            for (long rows : settings.sizes(LARGEST / 10, LARGEST)) {
                double live = benchmark.measure(format, rows);
                if (least > 0) {
                    benchmark.report.target(
                            "live heap, " + format + ", " + rows + " rows / fewer",
                            GROWTH,
                            live / least,
                            true);
                }
                least = live;
            }
        }
        return benchmark.report;
    }

    private double measure(String format, long rows) throws IOException, InterruptedException {
        var check = new Measurements();
        var commit = new Measurements();
        var processor = new Measurements();
        var live = new Measurements();
        for (int run = 0; run < settings.runsOrElse(RUNS); run++) {
            var folder = Folders.empty(settings.folder().resolve("imports"));
            try (var backend = new Backend(folder, Sample.catalogue())) {
                var variables =
                        Files.write(
                                folder.resolve("variables.json"), Json.bytes(backend.variables()));
                var options = new ArrayList<>(settings.jvm());
                options.add("-Xmx" + HEAP_MEGABYTES + "m");
                var result =
                        JavaProcess.run(
                                1,
                                options,
                                ImportRun.class,
                                variables.toString(),
                                format,
                                String.valueOf(rows));
                check.add(JavaProcess.number(result.get("checkSeconds")));
                commit.add(JavaProcess.number(result.get("commitSeconds")));
                processor.add(JavaProcess.number(result.get("processorSeconds")));
                live.add(JavaProcess.number(result.get("liveMegabytes")));
            }
        }
        report.row()
                .put("format", format)
                .put("rows", rows)
                .put("runs", check.size())
                .put("check, s", check.median())
                .put("commit, s", commit.median())
                .put("CPU, s", processor.median())
                .put("live heap, MB", live.most());
        if (rows == LARGEST) {
            report.target(
                    "seconds, " + format + ", 20,000 rows",
                    SECONDS,
                    check.median() + commit.median(),
                    true);
        }
        return live.most();
    }
}
