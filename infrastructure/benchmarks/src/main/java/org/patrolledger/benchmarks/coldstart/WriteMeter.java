package org.patrolledger.benchmarks.coldstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;

/// Stands before DynamoDB, asks it for the capacity that each request consumes, indexes included,
/// and adds up that of writes.
final class WriteMeter implements AutoCloseable {
    private static final Set<String> WRITES =
            Set.of(
                    "PutItem",
                    "UpdateItem",
                    "DeleteItem",
                    "BatchWriteItem",
                    "TransactWriteItems",
                    "ExecuteStatement",
                    "ExecuteTransaction",
                    "BatchExecuteStatement");

    /// What the client of this class sets itself.
    private static final Set<String> OWN_HEADERS =
            Set.of("host", "connection", "content-length", "expect", "upgrade");

    private final URI dynamoDb;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final DoubleAdder units = new DoubleAdder();
    private final AtomicInteger writes = new AtomicInteger();

    /// Passes everything on to `dynamoDb`.
    WriteMeter(URI dynamoDb) throws IOException {
        this.dynamoDb = dynamoDb;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::pass);
        server.setExecutor(threads);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// How many requests wrote so far.
    int writes() {
        return writes.get();
    }

    /// Write capacity units that they consumed.
    double units() {
        return units.sum();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            boolean isWrite =
                    target != null && WRITES.contains(target.substring(target.indexOf('.') + 1));
            var body = exchange.getRequestBody().readAllBytes();
            var answer = client.send(request(exchange, isWrite ? asking(body) : body), BYTES);
            if (isWrite) {
                writes.incrementAndGet();
                units.add(consumed(Json.object(answer.body()).get("ConsumedCapacity")));
            }
            answer.headers()
                    .map()
                    .forEach((name, values) -> {
                        if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))
                                && !name.equalsIgnoreCase("transfer-encoding")) {
                            exchange.getResponseHeaders().put(name, values);
                        }
                    });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final HttpResponse.BodyHandler<byte[]> BYTES =
            HttpResponse.BodyHandlers.ofByteArray();

    private HttpRequest request(HttpExchange exchange, byte[] body) {
        var request =
                HttpRequest.newBuilder(dynamoDb.resolve("/"))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders()
                .forEach((name, values) -> {
                    if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                        values.forEach(value -> request.header(name, value));
                    }
                });
        return request.build();
    }

    private static byte[] asking(byte[] body) {
        var request = Json.object(body);
        request.put("ReturnConsumedCapacity", "TOTAL");
        return Json.bytes(request);
    }

    /// That of one table, or of each of several.
    private static double consumed(@Nullable Object capacity) {
        return switch (capacity) {
            case java.util.Map<?, ?> one when one.get("CapacityUnits") instanceof Number units ->
                    units.doubleValue();
            case List<?> several -> several.stream().mapToDouble(WriteMeter::consumed).sum();
            case null, default -> 0;
        };
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
        threads.shutdownNow();
    }
}
