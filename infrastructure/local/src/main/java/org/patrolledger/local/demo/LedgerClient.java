package org.patrolledger.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.patrolledger.local.Stack;
import org.patrolledger.local.json.JsonTree;

/// The ledger as its users see it: calls of the HTTP API, with a token of the role that fits.
final class LedgerClient implements AutoCloseable {

    /// Whose people read, audit and administer.
    private static final String FORCE = "essex-police";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Stack stack;
    private final Map<String, Map<String, String>> tokens = new ConcurrentHashMap<>();

    LedgerClient(Stack stack) {
        this.stack = stack;
    }

    /// Puts a new operation into the catalogue.
    void create(Scenario scenario) throws IOException {
        HttpRequest request =
                request("/catalogue/operations/" + scenario.id(), FORCE, "administrator")
                        .header("If-None-Match", "*")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofByteArray(JsonTree.bytes(scenario.operation())))
                        .build();
        expect(201, request);
    }

    /// Sends a form that nobody has sent before.
    void post(Scenario.Form form) throws IOException {
        HttpRequest request =
                request(form.path(), form.organisation(), "submitter")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(form.body()))
                        .build();
        expect(201, request);
    }

    /// The newest edition's summary, if there is one.
    Optional<JsonNode> summary(String kind, String period, String operation) throws IOException {
        HttpResponse<byte[]> answer =
                send(request(path(kind, period, operation), FORCE, "lead").build());
        return switch (answer.statusCode()) {
            case 200 -> Optional.of(JsonTree.read(answer.body()));
            case 404 -> Optional.empty();
            default -> throw unexpected(answer);
        };
    }

    /// Where an auditor is sent for a file of the newest edition.
    URI link(String kind, String period, String operation, String file) throws IOException {
        HttpRequest request =
                request(path(kind, period, operation) + "/" + file, FORCE, "auditor").build();
        HttpResponse<byte[]> answer = expect(303, request);
        return URI.create(answer.headers().firstValue("location").orElseThrow());
    }

    /// What is behind a link, fetched without any token.
    byte[] fetch(URI link) throws IOException {
        return expect(200, HttpRequest.newBuilder(link).build()).body();
    }

    /// The record of downloads from `from` on.
    JsonNode downloads(Instant from, Instant to) throws IOException {
        String path = "/downloads?from=" + from + "&to=" + to;
        return JsonTree.read(expect(200, request(path, FORCE, "auditor").build()).body());
    }

    private static String path(String kind, String period, String operation) {
        return "/summaries/" + kind + "/" + period + "/" + operation;
    }

    private HttpRequest.Builder request(String path, String organisation, String role) {
        String token = tokens.computeIfAbsent(organisation, stack::tokens).get(role);
        return HttpRequest.newBuilder(stack.uri().resolve(path))
                .header("Authorization", "Bearer " + token);
    }

    /// The answer to a request, which must have this status.
    HttpResponse<byte[]> expect(int status, HttpRequest request) throws IOException {
        HttpResponse<byte[]> answer = send(request);
        if (answer.statusCode() != status) {
            throw unexpected(answer);
        }
        return answer;
    }

    private static IOException unexpected(HttpResponse<byte[]> answer) {
        return new IOException(
                answer.request().method()
                        + " "
                        + answer.request().uri()
                        + " answered "
                        + answer.statusCode()
                        + ": "
                        + new String(answer.body(), StandardCharsets.UTF_8));
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
