package org.patrolledger.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.local.json.JsonTree;

/// The pages, as CloudFront serves them: the files of `site/` on the class path with the headers of
/// `headers.json`, and `/config.json` of this stack.
public final class SiteFiles implements Api {

    private static final String ROOT = "/site";

    /// No path leaves the folder, and none is a folder.
    private static final Pattern FILE =
            Pattern.compile(
                    "(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*/[A-Za-z0-9_-]+(?:[.][A-Za-z0-9_-]+)+");

    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "json", "application/json",
                    "svg", "image/svg+xml",
                    "txt", "text/plain; charset=utf-8",
                    "yaml", "application/yaml; charset=utf-8",
                    "webmanifest", "application/manifest+json");

    private final JsonNode config;
    private final List<HttpAnswer.Header> headers = new ArrayList<>();
    private final List<Map.Entry<Pattern, String>> cache = new ArrayList<>();

    /// By their tags: a site that is built anew is served anew.
    private final Map<String, byte[]> compressed = new ConcurrentHashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // Nobody compares files.
    private record File(byte[] plain, byte[] compressed, String tag, String type) {}

    /// @param config what `/config.json` answers
    /// @param origins the origins of `{issuer}` and `{bucket}` in the headers
    public SiteFiles(JsonNode config, Map<String, String> origins) {
        this.config = config;
        byte[] file = resource("/headers.json");
        if (file == null) {
            return;
        }
        try {
            JsonNode said = JsonTree.read(file);
            for (Map.Entry<String, JsonNode> header : said.path("headers").properties()) {
                String value = header.getValue().asText();
                for (Map.Entry<String, String> origin : origins.entrySet()) {
                    value = value.replace("{" + origin.getKey() + "}", origin.getValue());
                }
                headers.add(new HttpAnswer.Header(header.getKey(), value));
            }
            for (JsonNode entry : said.path("cache")) {
                String[] parts = entry.path("path").asText().split("[*]", -1);
                String pattern =
                        String.join(".*", List.of(parts).stream().map(Pattern::quote).toList());
                cache.add(Map.entry(Pattern.compile(pattern), entry.path("value").asText()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("headers.json of the site is no JSON", e);
        }
    }

    @Override
    public HttpAnswer answer(Request request) {
        String path = request.path();
        boolean page = path.equals("/") || path.equals("/app") || path.startsWith("/app/");
        Optional<File> file = read(page ? "/index.html" : path);
        if (file.isEmpty()) {
            return Problems.notFound();
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Problems.methodNotAllowed(List.of("GET", "HEAD"));
        }
        List<HttpAnswer.Header> all = new ArrayList<>(headers);
        all.add(new HttpAnswer.Header("Cache-Control", caching(page ? "/" : path)));
        all.add(new HttpAnswer.Header("ETag", file.get().tag()));
        all.add(new HttpAnswer.Header("Vary", "Accept-Encoding"));
        if (request.header("if-none-match").filter(file.get().tag()::equals).isPresent()) {
            return new HttpAnswer(304, all, new byte[0]);
        }
        all.add(new HttpAnswer.Header("Content-Type", file.get().type()));
        if (request.header("accept-encoding").filter(it -> it.contains("gzip")).isPresent()) {
            all.add(new HttpAnswer.Header("Content-Encoding", "gzip"));
            return new HttpAnswer(200, all, file.get().compressed());
        }
        return new HttpAnswer(200, all, file.get().plain());
    }

    private String caching(String path) {
        return cache.stream()
                .filter(entry -> entry.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("no-cache");
    }

    private Optional<File> read(String path) {
        if (path.equals("/config.json")) {
            return Optional.of(file(JsonTree.bytes(config), "json"));
        }
        if (!FILE.matcher(path).matches()) {
            return Optional.empty();
        }
        byte[] bytes = resource(path);
        return bytes == null
                ? Optional.empty()
                : Optional.of(file(bytes, path.substring(path.lastIndexOf('.') + 1)));
    }

    private File file(byte[] bytes, String extension) {
        String tag = '"' + Digest.of(bytes).hex().substring(0, 24) + '"';
        return new File(
                bytes,
                compressed.computeIfAbsent(tag, it -> gzip(bytes)),
                tag,
                TYPES.getOrDefault(extension, "application/octet-stream"));
    }

    private static byte[] gzip(byte[] bytes) {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    private static byte @Nullable [] resource(String path) {
        try (InputStream stream = SiteFiles.class.getResourceAsStream(ROOT + path)) {
            return stream == null ? null : stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
