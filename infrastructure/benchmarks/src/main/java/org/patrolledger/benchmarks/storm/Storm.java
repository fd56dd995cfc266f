package org.patrolledger.benchmarks.storm;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.patrolledger.benchmarks.backend.Folders;
import org.patrolledger.benchmarks.measure.Report;
import org.patrolledger.benchmarks.measure.Settings;
import org.patrolledger.domain.catalogue.CatalogueStore;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.local.LedgerHandlers;
import org.patrolledger.local.Stack;
import org.patrolledger.local.StackSettings;
import org.patrolledger.local.StartFailure;
import org.patrolledger.storage.Adapters;
import org.patrolledger.testing.Sample;

/// The local stack on loopback under 200 phones that flush an outbox of 20 reports at once, most of
/// them of one organisation. It ends by itself: a phone that has not got through by then has lost
/// its reports. Phones and stack share the machine and the process.
public final class Storm {
    static final String OPERATION = "grip";
    static final String PLACE = "southend-high-street";
    static final Instant OCCURRED = Instant.parse("2023-02-04T08:00:00Z");
    private static final Instant NOW = Instant.parse("2023-02-04T12:00:00Z");

    private static final String MANY = "essex-police";
    private static final String FEW = "kent-police";
    private static final int PHONES = 200;
    private static final int REPORTS = 20;

    /// One phone of so many is of the other organisation.
    private static final int SHARE = 10;

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Stack stack;
    private final HttpClient http;
    private final Report report = new Report("storm");
    private long seed;

    private Storm(Stack stack, HttpClient http) {
        this.stack = stack;
        this.http = http;
    }

    /// Measures and reports. The first size, if any is asked for, is the number of phones.
    public static Report run(Settings settings) throws IOException, InterruptedException {
        return run(settings, settings.sizes((long) PHONES).getFirst().intValue(), REPORTS);
    }

    static Report run(Settings settings, int phones, int reports)
            throws IOException, InterruptedException {
        var folder = Folders.empty(settings.folder().resolve("storm"));
        try (var stack = Stack.start(StackSettings.passing(folder, NOW), LedgerHandlers::of);
                var http = HttpClient.newHttpClient()) {
            var storm = new Storm(stack, http);
            storm.fillCatalogue();
            storm.run(phones, reports);
            return storm.report;
        } catch (StartFailure e) {
            throw new IOException(e);
        }
    }

    private void run(int phones, int reports) throws InterruptedException {
        int few = Math.max(1, phones / SHARE);
        report.setting("phones", phones);
        report.setting("reports of each", reports);
        report.setting("ends after, seconds", LONGEST.toSeconds());
        // Before the compilers have seen a form, the first phones would wait for them.
        var all = new ArrayList<>(flush(Map.of(MANY, few, FEW, few), reports));
        var quiet = flush(Map.of(FEW, few), reports);
        tell("alone", FEW, quiet);
        all.addAll(quiet);
        var storm = flush(Map.of(MANY, phones - few, FEW, few), reports);
        all.addAll(storm);
        tell("in the storm", FEW, storm);
        tell("in the storm", MANY, storm);
        compare(storm);
        checkLedger(all);
    }

    /// What a phone came to, and when it was through, in seconds.
    private record Done(Phone phone, double seconds) {}

    private List<Done> flush(Map<String, Integer> phones, int reports) throws InterruptedException {
        var begin = new CountDownLatch(1);
        var running = new ArrayList<Future<Done>>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var some : new TreeMap<>(phones).entrySet()) {
                var token = token(some.getKey());
                for (int i = 0; i < some.getValue(); i++) {
                    var phone = new Phone(http, stack.uri(), some.getKey(), token, ++seed);
                    running.add(
                            executor.submit(() -> {
                                begin.await();
                                long start = System.nanoTime();
                                phone.flush(reports, start + LONGEST.toNanos());
                                return new Done(phone, (System.nanoTime() - start) / 1e9);
                            }));
                }
            }
            begin.countDown();
            var done = new ArrayList<Done>();
            for (var each : running) {
                done.add(each.get());
            }
            return done;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a phone failed", e.getCause());
        }
    }

    private String token(String organisation) {
        var token = stack.tokens(organisation).get("submitter");
        if (token == null) {
            throw new IllegalStateException("nobody of " + organisation + " submits");
        }
        return token;
    }

    private static List<Done> of(String organisation, List<Done> done) {
        return done.stream().filter(it -> it.phone().organisation().equals(organisation)).toList();
    }

    private void tell(String when, String organisation, List<Done> everybody) {
        var done = of(organisation, everybody);
        var times = times(done);
        double seconds = last(done);
        int stored = done.stream().mapToInt(it -> it.phone().acknowledged().size()).sum();
        report.row()
                .put("when", when)
                .put("organisation", organisation)
                .put("phones", done.size())
                .put("reports stored", stored)
                .put("sent again", done.stream().mapToInt(it -> it.phone().again()).sum())
                .put("not through", done.stream().mapToInt(it -> it.phone().unsent()).sum())
                .put("last phone, s", seconds)
                .put("requests / s", times.size() / seconds)
                .put("p50 ms", quantile(times, 0.5))
                .put("p99 ms", quantile(times, 0.99));
    }

    private static List<Double> times(List<Done> done) {
        return done.stream().flatMap(it -> it.phone().milliseconds().stream()).sorted().toList();
    }

    /// Of times in order.
    private static double quantile(List<Double> times, double share) {
        return times.isEmpty() ? 0 : times.get((int) Math.ceil(share * times.size()) - 1);
    }

    /// Those few get their answers as soon as anybody, and are through as soon.
    private void compare(List<Done> storm) {
        double few = quantile(times(of(FEW, storm)), 0.5);
        double many = quantile(times(of(MANY, storm)), 0.5);
        report.target("p50 of the few / of the many, in the storm", 1.25, few / many, true);
        report.target(
                "last phone of the few / of the many",
                1.1,
                last(of(FEW, storm)) / last(of(MANY, storm)),
                true);
    }

    private static double last(List<Done> done) {
        return done.stream().mapToDouble(Done::seconds).max().orElse(0);
    }

    /// The ledger has every report that a phone has the receipt of, once, and none besides but
    /// those of phones that gave up.
    private void checkLedger(List<Done> all) {
        var stored = stored();
        var acknowledged = all.stream().flatMap(it -> it.phone().acknowledged().stream()).toList();
        long lost = acknowledged.stream().filter(id -> !stored.containsKey(id)).count();
        long twice = stored.values().stream().filter(times -> times > 1).count();
        int unsent = all.stream().mapToInt(it -> it.phone().unsent()).sum();
        report.target("reports lost", 0, (double) (lost + unsent), true);
        report.target(
                "reports stored twice",
                0,
                (double) (twice + Math.max(0, stored.size() - acknowledged.size() - unsent)),
                true);
    }

    /// The current revisions by submission; more than one revision counts as twice.
    private Map<String, Integer> stored() {
        var stored = new TreeMap<String, Integer>();
        var log = new Adapters(stack.environment()).submissionLog();
        var day = new OperationDay(new OperationId(OPERATION), OperationalDay.of(OCCURRED));
        try (var revisions = log.counted(List.of(day))) {
            revisions.forEach(it ->
                    stored.merge(
                            it.submission().id().toString(),
                            it.number() == 1 ? 1 : 2,
                            Integer::sum));
        }
        return stored;
    }

    private void fillCatalogue() {
        var operation =
                Sample.of(
                        Sample.operation(new OperationId(OPERATION), PLACE),
                        new OrganisationId(MANY),
                        new OrganisationId(FEW));
        var store = new Adapters(stack.environment()).catalogueStore();
        store.write(
                new CatalogueStore.Change.OfOperation(operation), store.snapshot(), Sample.AUTHOR);
    }
}
