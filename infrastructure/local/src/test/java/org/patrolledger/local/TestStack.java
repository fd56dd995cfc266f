package org.patrolledger.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.patrolledger.lambda.Environment;
import org.patrolledger.local.json.JsonTree;

/// One stack for all tests of this module, with functions that record their events and do what a
/// test tells them.
public final class TestStack {

    /// A Saturday, before both clock changes of the year.
    public static final Instant BEGINNING = Instant.parse("2023-01-28T12:00:00Z");

    private static final List<String> NAMES =
            List.of(
                    "receive-submission",
                    "revise-submission",
                    "read-submission",
                    "read-coverage",
                    "schedule-summaries",
                    "publish-summary",
                    "notice-change",
                    "download-summary",
                    "maintain-catalogue",
                    "manage-import",
                    "import-submissions");

    private static final Map<String, Behaviour> BEHAVIOURS = new ConcurrentHashMap<>();
    private static final Map<String, BlockingQueue<JsonNode>> EVENTS = new ConcurrentHashMap<>();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// The stack, started by the first test that asks.
    public static final Stack STACK = start();

    /// What a function does with an event.
    @FunctionalInterface
    public interface Behaviour {
        String apply(JsonNode event) throws IOException;
    }

    private TestStack() {}

    private static Stack start() {
        try {
            Path data = Files.createTempDirectory(Path.of("target"), "stack");
            Stack stack = Stack.start(StackSettings.passing(data, BEGINNING), TestStack::handlers);
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
            return stack;
        } catch (IOException | StartFailure e) {
            throw new IllegalStateException(e);
        }
    }

    /// The functions.
    public static Map<String, RequestStreamHandler> handlers(
            Environment environment, InstantSource clock) {
        Map<String, RequestStreamHandler> handlers = new HashMap<>();
        for (String name : NAMES) {
            EVENTS.put(name, new LinkedBlockingQueue<>());
            handlers.put(
                    name,
                    (input, output, context) -> {
                        JsonNode event = JsonTree.read(input.readAllBytes());
                        EVENTS.get(name).add(event);
                        output.write(
                                BEHAVIOURS.getOrDefault(name, it -> "{}").apply(event).getBytes());
                    });
        }
        return handlers;
    }

    /// Forgets the function's events and gives it something to do.
    public static void behave(String function, Behaviour behaviour) {
        EVENTS.get(function).clear();
        BEHAVIOURS.put(function, behaviour);
    }

    /// The function's next event, waited for.
    public static JsonNode event(String function) throws InterruptedException {
        JsonNode event = EVENTS.get(function).poll(20, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError(function + " was not invoked");
        }
        return event;
    }

    /// The function's events up to now.
    public static List<JsonNode> events(String function) {
        return List.copyOf(EVENTS.get(function));
    }

    public static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(STACK.uri() + path));
    }

    public static HttpRequest.Builder request(String path, String role) {
        return request(path)
                .header("Authorization", "Bearer " + STACK.tokens("essex-police").get(role));
    }
}
