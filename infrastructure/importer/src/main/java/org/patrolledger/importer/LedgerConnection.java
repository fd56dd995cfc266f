package org.patrolledger.importer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;
import org.patrolledger.contract.json.NotJsonException;

/// Calls of the ledger's API with one token. What is throttled, or away for a moment, is asked for
/// again.
final class LedgerConnection implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI ledger;
    private final String token;

    LedgerConnection(URI ledger, String token) {
        this.ledger = ledger;
        this.token = token;
    }

    /// Sends `body`, or nothing where it is null.
    ///
    /// @param ifMatch what `If-Match` names; empty for none
    /// @return the JSON object that is answered
    /// @throws LedgerRefusedException if the ledger answers with an error
    /// @throws LedgerAwayException if it does not answer
    Map<String, @Nullable Object> send(
            String method, String path, @Nullable Map<String, ?> body, Optional<String> ifMatch)
            throws IOException {
        var request = request(path).method(method, publisher(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        ifMatch.ifPresent(it -> request.header("If-Match", "\"" + it + "\""));
        var answer = answer(request.build(), BodyHandlers.ofByteArray());
        var document = document(answer.body());
        if (answer.statusCode() >= 300) {
            throw new LedgerRefusedException(
                    answer.statusCode(), said(answer.statusCode(), document));
        }
        return document;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(ledger.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private static BodyPublisher publisher(@Nullable Map<String, ?> body) {
        return body == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofByteArray(Json.bytes(body));
    }

    private static Map<String, @Nullable Object> document(byte[] body) {
        try {
            return Json.object(body);
        } catch (NotJsonException | IllegalStateException e) {
            return Map.of(); // not the ledger's, but of something on the way to it
        }
    }

    private static String said(int status, Map<String, @Nullable Object> problem) {
        var said = new StringBuilder("the ledger answers " + status);
        if (problem.get("detail") instanceof String detail) {
            said.append(": ").append(detail);
        }
        if (problem.get("errors") instanceof List<?> errors) {
            for (var each : errors) {
                if (each instanceof Map<?, ?> fault) {
                    said.append(" ")
                            .append(fault.get("pointer"))
                            .append(": ")
                            .append(fault.get("detail"));
                }
            }
        }
        return said.toString();
    }

    /// Puts a file to an address that the ledger gave.
    void put(URI address, Map<String, String> headers, Path file) throws IOException {
        var request =
                HttpRequest.newBuilder(address)
                        .timeout(PATIENCE.multipliedBy(5))
                        .PUT(BodyPublishers.ofFile(file));
        headers.forEach(request::header);
        var answer = answer(request.build(), BodyHandlers.discarding());
        if (answer.statusCode() >= 300) {
            throw new LedgerRefusedException(
                    answer.statusCode(),
                    "the file cannot be put there: the store answers " + answer.statusCode());
        }
    }

    /// Saves what is at `address` as `file`.
    ///
    /// @param own whether the address is one of the ledger's, which is given the token
    void save(URI address, boolean own, Path file) throws IOException {
        var request =
                own
                        ? request(address.toString()).build()
                        : HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        var answer = answer(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new LedgerRefusedException(
                    answer.statusCode(),
                    own
                            ? said(answer.statusCode(), document(answer.body()))
                            : "a file cannot be fetched: the store answers " + answer.statusCode());
        }
        java.nio.file.Files.write(file, answer.body());
    }

    private <T> HttpResponse<T> answer(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                var answer = http.send(request, handler);
                boolean later = answer.statusCode() == 429 || answer.statusCode() == 503;
                if (!later || attempt == ATTEMPTS) {
                    return answer;
                }
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new LedgerAwayException(
                            "no answer from " + request.uri().getHost() + ": " + e, e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LedgerAwayException("interrupted", e);
            }
            pause(PAUSE.multipliedBy(1L << attempt));
        }
    }

    static void pause(Duration pause) throws LedgerAwayException {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerAwayException("interrupted", e);
        }
    }

    /// An object within `document`; an empty one where there is none.
    static Map<String, Object> inner(Map<String, @Nullable Object> document, String name) {
        var inner = new LinkedHashMap<String, Object>();
        if (document.get(name) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (value != null) {
                    inner.put(String.valueOf(key), value);
                }
            });
        }
        return inner;
    }

    @Override
    public void close() {
        http.close();
    }
}
