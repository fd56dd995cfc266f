package org.patrolledger.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.local.LedgerHandlers;
import org.patrolledger.local.Stack;
import org.patrolledger.local.StackSettings;
import org.patrolledger.local.StartFailure;
import org.patrolledger.local.json.JsonTree;
import org.patrolledger.local.sources.Scheduler;

/// Walks the scenarios day by day through the whole system, and holds what comes out against what
/// public statements say.
public final class Demo {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    /// An operational day is over at 06:00; a minute later its last forms are in.
    private static final LocalTime DAY_IS_IN = LocalTime.of(6, 1);

    /// The schedule that publishes the last month of the scenarios has run by then.
    private static final Duration AFTERWARDS = Duration.ofDays(28);

    private static final int SENDERS = 4;

    private final PrintStream out;
    private final Stack stack;
    private final LedgerClient ledger;
    private final Subscriber subscriber;
    private final List<Scenario> scenarios;

    private Demo(
            PrintStream out,
            Stack stack,
            LedgerClient ledger,
            Subscriber subscriber,
            List<Scenario> scenarios) {
        this.out = out;
        this.stack = stack;
        this.ledger = ledger;
        this.subscriber = subscriber;
        this.scenarios = scenarios;
    }

    /// Runs the demonstration.
    ///
    /// @param args the folder that the demonstration may use for itself, and empties first
    public static void main(String[] args) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path folder = Path.of(args.length > 0 ? args[0] : "target/demo").toAbsolutePath();
        int status;
        try {
            status = run(out, folder) ? 0 : 1;
        } catch (StartFailure e) {
            System.err.println(e.sentence());
            status = e.exitCode();
        } catch (IOException e) {
            System.err.println("The demonstration broke off: " + e.getMessage());
            status = 1;
        }
        System.exit(status);
    }

    /// Returns whether everything came out as it must.
    static boolean run(PrintStream out, Path folder) throws StartFailure, IOException {
        long began = System.nanoTime();
        List<Scenario> scenarios = Scenario.all();
        long forms = scenarios.stream().mapToLong(it -> it.forms().size()).sum();
        out.printf(
                Locale.UK,
                "%nPatrol Ledger: %d real operations as %,d forms, through the whole system.%n%n",
                scenarios.size(),
                forms);
        empty(folder);
        Instant beginning =
                scenarios.stream()
                        .flatMap(it -> it.forms().stream())
                        .map(Scenario.Form::day)
                        .min(LocalDate::compareTo)
                        .orElseThrow()
                        .atStartOfDay(LONDON)
                        .toInstant();
        try (Stack stack =
                        Stack.start(StackSettings.passing(folder, beginning), LedgerHandlers::of);
                LedgerClient ledger = new LedgerClient(stack)) {
            var subscriber = new Subscriber(stack, ledger);
            out.printf(
                    Locale.UK,
                    "The stack is up at %s after %.1f s.%n%n",
                    stack.uri(),
                    since(began));
            var demo = new Demo(out, stack, ledger, subscriber, scenarios);
            demo.walk();
            boolean agrees = demo.report();
            demo.pages(folder);
            boolean proved = demo.audit();
            boolean mailed = subscriber.report(out);
            out.printf(Locale.UK, "%nDone in %.1f s.%n", since(began));
            return agrees && proved && mailed;
        }
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    /// Day after day: what was over by 06:00 is sent then, and the clock moves on.
    private void walk() throws IOException {
        SortedMap<LocalDate, List<Scenario.Form>> days = new TreeMap<>();
        for (Scenario scenario : scenarios) {
            for (Scenario.Form form : scenario.forms()) {
                days.computeIfAbsent(form.day(), day -> new ArrayList<>()).add(form);
            }
        }
        var progress = new Progress(out);
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            each(senders, scenarios, ledger::create);
            subscriber.join();
            for (var day : days.entrySet()) {
                progress.ran(move(at(day.getKey().plusDays(1))));
                each(senders, day.getValue(), ledger::post);
                progress.sent(day.getKey(), day.getValue().size());
            }
        }
        progress.ran(move(at(days.lastKey()).plus(AFTERWARDS)));
        progress.end();
    }

    private static Instant at(LocalDate day) {
        return day.atTime(DAY_IS_IN).atZone(LONDON).toInstant();
    }

    private List<Scheduler.Run> move(Instant to) throws IOException {
        List<Scheduler.Run> ran =
                stack.moveTo(to)
                        .orElseThrow(() -> new IOException("the clock is already past " + to));
        for (Scheduler.Run run : ran) {
            if (run.failed()) {
                throw new IOException("schedule-summaries failed, see the functions' log");
            }
        }
        return ran;
    }

    private interface Sending<T> {
        void send(T item) throws IOException;
    }

    private static <T> void each(ExecutorService senders, List<T> items, Sending<T> how)
            throws IOException {
        List<Future<?>> sending = new ArrayList<>();
        for (T item : items) {
            sending.add(
                    senders.submit(() -> {
                        how.send(item);
                        return null;
                    }));
        }
        for (Future<?> sent : sending) {
            try {
                sent.get();
            } catch (ExecutionException e) {
                throw new IOException(e.getCause() == null ? "" : e.getCause().getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    private boolean report() throws IOException {
        var comparison = new Comparison(ledger);
        var priorities = new PriorityFigures(out, ledger);
        boolean holds = true;
        List<String> differences = new ArrayList<>();
        int summaries = 0;
        for (Scenario scenario : scenarios) {
            out.printf(Locale.ROOT, "%n%s%n", scenario.title());
            List<Comparison.Figure> figures = comparison.figures(scenario);
            if (!figures.isEmpty()) {
                out.printf(Locale.ROOT, "  %-52s %-20s %12s%n", "as stated", "", "computed");
            }
            for (Comparison.Figure figure : figures) {
                holds &= figure.holds();
                out.printf(
                        Locale.ROOT,
                        "  %-52s %-20s %12s  %s%n",
                        figure.says(),
                        figure.stated(),
                        Comparison.grouped(figure.computed()),
                        figure.holds() ? "holds" : "DOES NOT HOLD (" + figure.where() + ")");
            }
            int before = differences.size();
            for (JsonNode expected : scenario.expected()) {
                differences.addAll(comparison.differences(scenario.id(), expected));
            }
            summaries += scenario.expected().size();
            out.printf(
                    Locale.ROOT,
                    "  %d weekly and monthly summaries %s%n",
                    scenario.expected().size(),
                    differences.size() == before
                            ? "agree in every measure with a count of their own"
                            : "DIFFER from a count of their own");
            priorities.print(scenario, busiest(scenario).path("period").asText());
        }
        List<JsonNode> whole = Scenario.expectedOfAllOperations();
        for (JsonNode expected : whole) {
            differences.addAll(comparison.differences("all-operations", expected));
        }
        out.printf(Locale.ROOT, "%nAll operations together: %d summaries%n", whole.size());
        if (differences.isEmpty()) {
            out.printf(Locale.ROOT, "  all %d summaries are exact%n", summaries + whole.size());
        } else {
            differences.forEach(difference -> out.println("  " + difference));
        }
        return holds && differences.isEmpty();
    }

    /// The newest month of each operation, to open in a browser.
    private void pages(Path folder) throws IOException {
        Path monthly =
                folder.resolve("s3")
                        .resolve(stack.environment().summariesBucket())
                        .resolve("summaries")
                        .resolve("monthly");
        out.printf(
                Locale.ROOT,
                "%nTo open in a browser, the month of most activity of each operation:%n");
        for (Scenario scenario : scenarios) {
            var period = busiest(scenario).path("period").asText();
            Path editions = monthly.resolve(period).resolve(scenario.id());
            try (Stream<Path> pages = Files.walk(editions)) {
                pages.filter(it -> it.endsWith("summary.html"))
                        .max(Path::compareTo)
                        .ifPresent(page -> out.println("  " + page));
            }
        }
    }

    /// The month of most activity.
    private static JsonNode busiest(Scenario scenario) {
        JsonNode busiest = JsonTree.object();
        for (JsonNode expected : scenario.expected()) {
            if (expected.path("kind").asText().equals("monthly")
                    && submissions(expected) > submissions(busiest)) {
                busiest = expected;
            }
        }
        return busiest;
    }

    private static long submissions(JsonNode expected) {
        return expected.path("measures").path("submissions").asLong();
    }

    /// An auditor fetches a month's page through the link that S3 signs for 15 minutes.
    private boolean audit() throws IOException {
        String kind = "monthly";
        String period = "2023-02";
        String operation = "grip";
        String file = "summary.html";
        URI link = ledger.link(kind, period, operation, file);
        byte[] page = ledger.fetch(link);
        JsonNode manifest =
                JsonTree.read(ledger.fetch(ledger.link(kind, period, operation, "manifest.json")));
        String digest = Digest.of(page).hex();
        boolean listed = false;
        for (JsonNode entry : manifest.path("files")) {
            listed |=
                    entry.path("name").asText().equals(file)
                            && entry.path("sha256").asText().endsWith(digest)
                            && entry.path("bytes").asLong() == page.length;
        }
        Instant now = stack.now();
        int recorded =
                ledger.downloads(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)))
                        .path("downloads")
                        .size();
        out.printf(
                Locale.UK,
                "%nAn auditor fetched %s/%s/%s/%s (%,d bytes) through a signed link.%n"
                        + "  SHA-256 %s%n  %s; %d downloads are on record.%n",
                kind,
                period,
                operation,
                file,
                page.length,
                digest,
                listed ? "is the one its manifest lists" : "IS NOT THE ONE ITS MANIFEST LISTS",
                recorded);
        return listed && recorded == 2;
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
