package org.patrolledger.benchmarks.backend;

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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Stands before DynamoDB, and may change a request or answer it in DynamoDB's place.
public final class Relay implements AutoCloseable {
    /// What the client of this class sets itself.
    private static final Set<String> OWN_HEADERS =
            Set.of(
                    "host",
                    "connection",
                    "content-length",
                    "expect",
                    "upgrade",
                    "transfer-encoding");

    private final URI dynamoDb;
    private final Between between;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// An answer of DynamoDB, or one in its place.
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    public record Answer(int status, Map<String, List<String>> headers, byte[] body) {
        /// One that says what was asked for.
        public static Answer of(byte[] body) {
            return new Answer(
                    200, Map.of("Content-Type", List.of("application/x-amz-json-1.0")), body);
        }
    }

    /// Sends a request on.
    public interface Onward {
        /// Gives the answer to `body`, which is sent in place of the body that came.
        Answer send(byte[] body) throws IOException, InterruptedException;
    }

    /// What becomes of each request.
    public interface Between {
        /// Gives the answer to an operation such as `Query`.
        Answer answer(String operation, byte[] body, Onward onward)
                throws IOException, InterruptedException;
    }

    /// Starts on a free port.
    public Relay(URI dynamoDb, Between between) throws IOException {
        this.dynamoDb = dynamoDb;
        this.between = between;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::pass);
        server.setExecutor(threads);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            var operation = target == null ? "" : target.substring(target.indexOf('.') + 1);
            var body = exchange.getRequestBody().readAllBytes();
            var answer = between.answer(operation, body, sent -> send(exchange, sent));
            answer.headers()
                    .forEach((name, values) -> {
                        if (!isOwn(name)) {
                            exchange.getResponseHeaders().put(name, values);
                        }
                    });
            exchange.sendResponseHeaders(answer.status(), answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer send(HttpExchange exchange, byte[] body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(dynamoDb.resolve("/"))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders()
                .forEach((name, values) -> {
                    if (!isOwn(name)) {
                        values.forEach(value -> request.header(name, value));
                    }
                });
        var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(answer.statusCode(), answer.headers().map(), answer.body());
    }

    private static boolean isOwn(String header) {
        return OWN_HEADERS.contains(header.toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
        threads.shutdownNow();
    }
}
