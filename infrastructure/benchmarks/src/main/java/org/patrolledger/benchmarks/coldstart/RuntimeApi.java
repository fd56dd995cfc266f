package org.patrolledger.benchmarks.coldstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/// Lambda's Runtime API, as the runtime interface client calls it: hands over events one by one and
/// takes the answers. One process at a time, each at an address of its own: a call of the one
/// before that is still on its way must not take what is meant for the next.
final class RuntimeApi implements AutoCloseable {
    private static final String BASE = "/2018-06-01/runtime/";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /// What a process told.
    ///
    /// @param nanoTime when
    record Told(String path, String body, long nanoTime) {
        boolean isAnswer() {
            return path.endsWith("/response");
        }
    }

    private volatile HttpServer server = HttpServer.create();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Session session = new Session();

    /// Of one process.
    private static final class Session {
        final BlockingQueue<byte[]> events = new LinkedBlockingQueue<>();
        final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
        final BlockingQueue<Boolean> restore = new SynchronousQueue<>();
    }

    RuntimeApi() throws IOException {
        begin();
    }

    /// `AWS_LAMBDA_RUNTIME_API`.
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// Forgets the process before, and moves to another address.
    final void begin() throws IOException {
        server.stop(0);
        var mine = new Session();
        session = mine;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(BASE, exchange -> answer(exchange, mine));
        server.setExecutor(threads);
        server.start();
    }

    /// Hands over `event` as soon as it is asked for.
    void offer(byte[] event) {
        session.events.add(event);
    }

    /// What the process tells next.
    Told told() throws InterruptedException, IOException {
        var told = session.told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (told == null) {
            throw new IOException("the function did not answer");
        }
        return told;
    }

    /// Lets a process go on that waits to be restored, once it does.
    void restore() throws InterruptedException, IOException {
        if (!session.restore.offer(true, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("the function did not wait for a snapshot");
        }
    }

    private static void answer(HttpExchange exchange, Session mine) throws IOException {
        var path = exchange.getRequestURI().getPath().substring(BASE.length());
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        try (exchange) {
            if (path.equals("invocation/next")) {
                next(exchange, mine);
            } else if (path.equals("restore/next")) {
                mine.restore.take();
                exchange.sendResponseHeaders(200, -1);
            } else {
                mine.told.add(new Told(path, body, System.nanoTime()));
                exchange.sendResponseHeaders(202, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void next(HttpExchange exchange, Session mine)
            throws IOException, InterruptedException {
        var event = mine.events.take();
        var headers = exchange.getResponseHeaders();
        headers.add("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
        headers.add(
                "Lambda-Runtime-Deadline-Ms",
                String.valueOf(InstantSource.system().instant().plus(DEADLINE).toEpochMilli()));
        headers.add(
                "Lambda-Runtime-Invoked-Function-Arn",
                "arn:aws:lambda:eu-west-2:000000000000:function:measured");
        headers.add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
