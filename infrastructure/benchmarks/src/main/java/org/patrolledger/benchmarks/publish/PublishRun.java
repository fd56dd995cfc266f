package org.patrolledger.benchmarks.publish;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.patrolledger.benchmarks.measure.LiveHeap;
import org.patrolledger.benchmarks.measure.Watch;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.functions.publishsummary.PublishSummary;
import org.patrolledger.lambda.Environment;
import org.patrolledger.storage.Adapters;
import org.patrolledger.storage.Clients;
import org.patrolledger.storage.Tables;
import org.patrolledger.testing.lambda.FakeContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// One engine of the benchmark in a process of its own, some passes one after another.
public final class PublishRun {
    private static final int PARALLEL = 16;
    private static final int MEGABYTE = 1 << 20;
    private static final List<Measure> COMPARED =
            List.of(Measure.SUBMISSIONS, Measure.PEOPLE_ENGAGED, Measure.PEOPLE_SCREENED);

    /// As long as the function has.
    private static final int MILLISECONDS = 600_000;

    private PublishRun() {}

    /// Runs the [Publish.Engine] `args[0]` with the environment in the file `args[1]`, on a week of
    /// `args[2]` submissions, `args[3]` times.
    public static void main(String[] args) throws IOException, InterruptedException {
        var variables = new HashMap<String, String>();
        Json.object(Files.readAllBytes(Path.of(args[1])))
                .forEach((name, value) -> variables.put(name, String.valueOf(value)));
        long count = Long.parseLong(args[2]);
        var heap = new LiveHeap();
        var watch = new Watch();
        var disk = new AtomicLong();
        Map<String, Long> sums = Map.of();
        for (int pass = 0; pass < Integer.parseInt(args[3]); pass++) {
            switch (Publish.Engine.valueOf(args[0])) {
                case PUBLISH -> sums = publish(fresh(variables, pass), count, watch);
                case FLOOR -> floor(Environment.of(variables), count, watch);
                case STREAM -> {
                    var done = new AtomicBoolean();
                    var looker = Thread.ofVirtual().start(() -> look(disk, done));
                    sums = publish(fresh(variables, pass), count, watch);
                    done.set(true);
                    looker.join();
                }
                case BY_HAND -> throw new IllegalArgumentException("that runs in Python");
            }
        }
        System.out.println(
                Json.text(
                        Map.of(
                                "sums", sums,
                                "seconds", watch.seconds(),
                                "processorSeconds", watch.processorSeconds(),
                                "liveMegabytes", heap.mostMegabytes(),
                                "diskMegabytes", (disk.get() + MEGABYTE - 1) / MEGABYTE)));
    }

    /// Tables and buckets in which nothing was published, so that each pass makes a first edition.
    private static Environment fresh(Map<String, String> variables, int pass) {
        var own = new HashMap<>(variables);
        var name = "pass-" + ProcessHandle.current().pid() + "-" + pass;
        own.put("CHAINS_TABLE", "chains-" + name);
        own.put("SUMMARIES_BUCKET", "summaries-" + name);
        own.put("STAGING_BUCKET", "staging-" + name);
        var environment = Environment.of(own);
        var clients = new Clients(environment);
        Tables.ensure(clients.dynamoDb(), Tables.chains(environment.chainsTable()));
        clients.s3().createBucket(it -> it.bucket(environment.summariesBucket()));
        clients.s3().createBucket(it -> it.bucket(environment.stagingBucket()));
        return environment;
    }

    /// The sums that somebody else comes to as well.
    private static Map<String, Long> publish(Environment environment, long count, Watch watch)
            throws IOException {
        var clock = InstantSource.fixed(Instant.parse("2023-02-06T06:30:00Z"));
        var function = new PublishSummary(environment, clock);
        var due =
                Json.text(
                        Map.of(
                                "kind", "weekly",
                                "period", Publish.WEEK.id(),
                                "operation", "all-operations",
                                "reason", "schedule"));
        var event = Json.bytes(Map.of("Records", List.of(Map.of("messageId", "1", "body", due))));
        var answer = new ByteArrayOutputStream();
        var context = new FakeContext("publish-summary").leaving(MILLISECONDS);
        watch.start();
        function.handleRequest(new ByteArrayInputStream(event), answer, context);
        watch.stop();
        var text = answer.toString(StandardCharsets.UTF_8);
        var archive = new Adapters(environment).summaryArchive();
        var editions = archive.editions(Publish.WEEK);
        if (editions.size() != 1) {
            throw new IllegalStateException("nothing was published: " + text + context.logged());
        }
        var summary = Json.object(archive.read(editions.getFirst(), "summary.json"));
        if (!(summary.get("measures") instanceof Map<?, ?> measures)) {
            throw new IllegalStateException("the summary has no measures");
        }
        var sums = new HashMap<String, Long>();
        for (var measure : COMPARED) {
            if (measures.get(measure.id()) instanceof Long sum) {
                sums.put(measure.id(), sum);
            }
        }
        if (!Long.valueOf(count).equals(sums.get(Measure.SUBMISSIONS.id()))) {
            throw new IllegalStateException("not every submission was counted");
        }
        return sums;
    }

    /// How much lies in the folder of temporary files, at most.
    private static void look(AtomicLong most, AtomicBoolean done) {
        var folder = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            while (!done.get()) {
                try (Stream<Path> files = Files.walk(folder)) {
                    long bytes = files.map(Path::toFile).mapToLong(java.io.File::length).sum();
                    most.accumulateAndGet(bytes, Math::max);
                } catch (IOException | java.io.UncheckedIOException e) {
                    // A file was removed meanwhile; the next look sees the others.
                }
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Reads the same items by the same client, and does nothing with them.
    private static void floor(Environment environment, long count, Watch watch)
            throws InterruptedException {
        var client = new Clients(environment).dynamoDb();
        watch.start();
        long read = 0;
        try (var threads = Executors.newFixedThreadPool(PARALLEL, Thread.ofVirtual().factory())) {
            var partitions = new ArrayList<Future<Long>>();
            for (var partition : Publish.partitions(Publish.WORLD)) {
                partitions.add(
                        threads.submit(
                                () -> items(client, environment.submissionsTable(), partition)));
            }
            for (var each : partitions) {
                read += each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        watch.stop();
        if (read != count) {
            throw new IllegalStateException("read " + read + " of " + count);
        }
    }

    private static long items(DynamoDbClient client, String table, String partition) {
        long read = 0;
        Map<String, AttributeValue> from = Map.of();
        do {
            var query =
                    QueryRequest.builder()
                            .tableName(table)
                            .indexName("by-day")
                            .keyConditionExpression("operationDayShard = :partition")
                            .expressionAttributeValues(
                                    Map.of(":partition", AttributeValue.fromS(partition)))
                            .exclusiveStartKey(from.isEmpty() ? null : from)
                            .build();
            var page = client.query(query);
            read += page.items().size();
            from = page.lastEvaluatedKey();
        } while (!from.isEmpty());
        return read;
    }
}
