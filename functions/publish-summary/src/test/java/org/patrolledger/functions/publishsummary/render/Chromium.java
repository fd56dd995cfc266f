package org.patrolledger.functions.publishsummary.render;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;

/// A browser without a window, spoken to by the Chrome DevTools Protocol.
final class Chromium implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<Map<?, ?>> messages = new LinkedBlockingQueue<>();
    private long calls;

    private Chromium(Process process, int port) throws IOException {
        this.process = process;
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
                        .PUT(HttpRequest.BodyPublishers.noBody())
                        .build();
        try {
            var page = http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
            var address = (String) Json.object(page).get("webSocketDebuggerUrl");
            this.socket =
                    http.newWebSocketBuilder()
                            .buildAsync(URI.create(address), new Listener())
                            .join();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /// Collects the parts of each message.
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                messages.add(Json.object(text.toString().getBytes(StandardCharsets.UTF_8)));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    /// The program's path; empty where there is none on this machine.
    static Optional<Path> installed() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Starts `program` with a profile in `folder`.
    static Chromium start(Path program, Path folder) throws IOException {
        var process =
                new ProcessBuilder(
                                program.toString(),
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--hide-scrollbars",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + folder,
                                "about:blank")
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolveSibling("chromium.log").toFile())
                        .start();
        try {
            return new Chromium(process, port(process, folder.resolve("DevToolsActivePort")));
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static int port(Process process, Path file) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            if (Files.exists(file)) {
                var lines = Files.readAllLines(file);
                if (!lines.isEmpty()) {
                    return Integer.parseInt(lines.getFirst());
                }
            }
            pause();
        }
        throw new IOException("the browser did not start");
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /// Calls `method` and waits for its result.
    Map<?, ?> call(String method, Map<String, ?> parameters) throws IOException {
        long id = ++calls;
        var message = Json.bytes(Map.of("id", id, "method", method, "params", parameters));
        socket.sendText(new String(message, StandardCharsets.UTF_8), true).join();
        try {
            while (true) {
                var answer = messages.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                if (answer == null) {
                    throw new IOException(method + " was not answered");
                }
                if (Long.valueOf(id).equals(answer.get("id"))) {
                    if (!(answer.get("result") instanceof Map<?, ?> result)) {
                        throw new IOException(method + ": " + answer);
                    }
                    return result;
                }
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /// Shows `page` on a screen `width` pixels wide.
    void show(Path page, int width) throws IOException {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        (long) width,
                        "height",
                        800L,
                        "deviceScaleFactor",
                        1L,
                        "mobile",
                        width < 600));
        call("Page.navigate", Map.of("url", page.toUri().toString()));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!"complete"
                        .equals(
                                evaluate(
                                        "location.protocol === 'file:' ? document.readyState : ''"))
                && System.nanoTime() < end) {
            pause();
        }
    }

    /// What `script` gives, a promise once it is kept.
    @Nullable Object evaluate(String script) throws IOException {
        var answer =
                call(
                        "Runtime.evaluate",
                        Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
        if (answer.containsKey("exceptionDetails")) {
            throw new IOException(String.valueOf(answer.get("exceptionDetails")));
        }
        return ((Map<?, ?>) answer.get("result")).get("value");
    }

    /// The whole page as PNG.
    byte[] picture() throws IOException {
        return data(call("Page.captureScreenshot", Map.of("captureBeyondViewport", true)));
    }

    /// The page printed on the paper that it asks for, as PDF.
    byte[] print() throws IOException {
        return data(
                call(
                        "Page.printToPDF",
                        Map.of("preferCSSPageSize", true, "printBackground", true)));
    }

    private static byte[] data(Map<?, ?> answer) {
        return Base64.getDecoder().decode((String) answer.get("data"));
    }

    @Override
    public void close() {
        socket.abort();
        List.copyOf(process.descendants().toList()).forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        http.close();
    }
}
