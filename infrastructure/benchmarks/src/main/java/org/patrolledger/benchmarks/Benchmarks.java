package org.patrolledger.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.patrolledger.benchmarks.coldstart.ColdStart;
import org.patrolledger.benchmarks.growth.Growth;
import org.patrolledger.benchmarks.imports.ImportSpeed;
import org.patrolledger.benchmarks.intake.WarmIntake;
import org.patrolledger.benchmarks.measure.Report;
import org.patrolledger.benchmarks.measure.Settings;
import org.patrolledger.benchmarks.publish.Publish;
import org.patrolledger.benchmarks.rollup.RollUp;
import org.patrolledger.benchmarks.storm.Storm;

/// Runs one benchmark, or all of them.
public final class Benchmarks {
    private interface Benchmark {
        Report run(Settings settings) throws IOException, InterruptedException;
    }

    /// `peers` and `restore` are parts of `cold-start`.
    private static final Map<String, Benchmark> BENCHMARKS =
            new TreeMap<>(
                    Map.of(
                            "cold-start", ColdStart::run,
                            "growth", Growth::run,
                            "peers", ColdStart::peers,
                            "publish", Publish::run,
                            "imports", ImportSpeed::run,
                            "restore", ColdStart::restored,
                            "roll-up", RollUp::run,
                            "storm", Storm::run,
                            "warm-intake", WarmIntake::run));

    private static final Set<String> PARTS = Set.of("peers", "restore");

    private Benchmarks() {}

    /// Runs the benchmark `args[0]` of the repository `args[1]`, into the folder `args[2]`, with
    /// functions deployed with the JVM's options `args[3]`, or `args[4]` where they work for
    /// minutes.
    public static void main(String[] args) {
        try {
            run(args);
            System.exit(0);
        } catch (IOException | InterruptedException | RuntimeException e) {
            e.printStackTrace();
            System.exit(1); // the stand-ins' threads would keep it going
        }
    }

    /// DynamoDB Local tells of every request, and warns of each condition that does not hold.
    private static final Logger LOGS = Logger.getLogger("");

    private static void run(String[] args) throws IOException, InterruptedException {
        LOGS.setLevel(Level.SEVERE);
        var settings =
                new Settings(
                        Path.of(args[2]),
                        Path.of(args[1]),
                        sizes(System.getProperty("sizes", "")),
                        runs(System.getProperty("runs", "")),
                        List.of(args[3].split(" ")),
                        List.of(args[4].split(" ")));
        var named = args[0].equals("all") ? all() : List.of(args[0]);
        if (!BENCHMARKS.keySet().containsAll(named)) {
            System.err.println("There is no such benchmark. -Dbenchmark= takes all or one of:");
            BENCHMARKS.keySet().forEach(name -> System.err.println("  " + name));
            System.exit(2);
        }
        for (var name : named) {
            var benchmark = BENCHMARKS.get(name);
            if (benchmark != null) {
                benchmark.run(settings).publish(settings.folder(), System.out);
            }
        }
    }

    private static List<String> all() {
        return BENCHMARKS.keySet().stream().filter(it -> !PARTS.contains(it)).toList();
    }

    private static List<Long> sizes(String text) {
        return Arrays.stream(text.split(","))
                .filter(it -> !it.isBlank())
                .map(it -> Long.valueOf(it.trim()))
                .toList();
    }

    private static Optional<Integer> runs(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(Integer.valueOf(text.trim()));
    }
}
