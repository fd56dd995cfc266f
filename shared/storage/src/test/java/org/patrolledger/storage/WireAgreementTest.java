package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.json.Json;
import org.patrolledger.testing.Form;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// What is read from an answer's bytes is what the SDK makes of it, and nothing else is read of an
/// answer that was damaged: thousands of answers, written in every way that JSON has.
class WireAgreementTest {
    private static final List<String> TEXTS =
            List.of(
                    "",
                    "a",
                    "\"",
                    "\\",
                    "/",
                    "\n\t\b\f\r",
                    "\u0000\u001f",
                    "é€🚓",
                    "\"},{\"S\":\"");

    private final Random random = new Random(26);
    private final DynamoDbClient ours = client(List.of(new RevisionPages()));
    private final DynamoDbClient theirs = client(List.of());
    private Answer answer = new Answer(500, new byte[0], Optional.empty(), 0, -1);

    /// @param length what the answer says of it; negative if nothing
    private record Answer(
            int status, byte[] body, Optional<String> encoding, long checksum, int length) {}

    /// What a query found, and where it goes on.
    private record Outcome(List<List<@Nullable String>> items, Map<String, AttributeValue> next) {}

    @AfterEach
    void close_the_clients() {
        ours.close();
        theirs.close();
    }

    @Test
    void whole_answers_are_read_as_the_sdk_reads_them() throws IOException {
        for (int i = 0; i < 2_000; i++) {
            var document = document();
            var body = written(document).getBytes(StandardCharsets.UTF_8);
            boolean compressed = random.nextInt(8) == 0;
            var sent = compressed ? gzip(body) : body;
            answer =
                    new Answer(
                            200,
                            sent,
                            compressed ? Optional.of("gzip") : Optional.empty(),
                            checksum(sent),
                            random.nextBoolean() ? sent.length : -1);

            var expected = outcome(theirs);

            assertThat(expected).isPresent();
            assertThat(outcome(ours)).as(() -> text(body)).isEqualTo(expected);
        }
    }

    @Test
    void a_damaged_answer_is_refused_or_read_as_the_sdk_reads_it() {
        int refused = 0;
        int readByBoth = 0;
        for (int i = 0; i < 2_000; i++) {
            var whole = written(document()).getBytes(StandardCharsets.UTF_8);
            var damaged = damaged(whole);
            answer =
                    new Answer(
                            200,
                            damaged,
                            Optional.empty(),
                            checksum(damaged),
                            random.nextBoolean() ? damaged.length : -1);

            var read = outcome(ours);
            var expected = outcome(theirs);

            if (expected.isPresent() && read.isPresent()) {
                readByBoth++;
                assertThat(read).as(() -> text(damaged)).isEqualTo(expected);
            }
            refused += read.isEmpty() ? 1 : 0;

            if (!Arrays.equals(whole, damaged)) {
                answer = new Answer(200, damaged, Optional.empty(), checksum(whole), -1);
                assertThat(outcome(ours)).as(() -> text(damaged)).isEmpty();
            }
        }
        assertThat(refused).isGreaterThan(500);
        assertThat(readByBoth).isGreaterThan(50);
    }

    @Test
    void what_a_server_in_between_answers_is_refused() {
        var page = "<html><body>Bad gateway</body></html>".getBytes(StandardCharsets.UTF_8);
        for (int status : List.of(200, 400, 403, 429, 500, 502, 503)) {
            for (var body : List.of(page, new byte[0], "{}x".getBytes(StandardCharsets.UTF_8))) {
                answer = new Answer(status, body, Optional.empty(), checksum(body), body.length);

                assertThat(outcome(ours)).as(status + text(body)).isEmpty();
            }
        }
    }

    @Test
    void an_answer_that_is_not_as_long_as_it_says_is_refused() {
        var body = written(document()).getBytes(StandardCharsets.UTF_8);
        for (int length : List.of(0, 1, body.length - 1, body.length + 1)) {
            answer = new Answer(200, body, Optional.empty(), checksum(body), length);

            assertThat(outcome(ours)).isEmpty();
        }
    }

    private Optional<Outcome> outcome(DynamoDbClient client) {
        var query = QueryRequest.builder().tableName("submissions");
        try {
            var page = RevisionPages.page(client, query);
            return Optional.of(
                    new Outcome(
                            page.items().stream().map(StoredRevision::texts).toList(),
                            page.next()));
        } catch (SdkException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    private Map<String, Object> document() {
        var items = new ArrayList<Map<String, Object>>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(shuffled(item()));
        }
        var document = new HashMap<String, Object>();
        document.put("Count", items.size());
        document.put("ScannedCount", items.size());
        if (random.nextInt(8) > 0 || !items.isEmpty()) {
            document.put("Items", items);
        }
        if (random.nextBoolean()) {
            document.put(
                    "LastEvaluatedKey",
                    Map.of("submissionId", Map.of("S", text()), "revision", Map.of("N", "3")));
        }
        if (random.nextBoolean()) {
            document.put(
                    "ConsumedCapacity",
                    Map.of(
                            "CapacityUnits",
                            new BigDecimal("0.5"),
                            "TableName",
                            text(),
                            "Table",
                            Map.of()));
        }
        return shuffled(document);
    }

    private Map<String, Object> item() {
        var form = random.nextBoolean() ? Form.engagement() : Form.incident();
        var first = form.with("note", text() + text()).first();
        var current = random.nextBoolean() ? first : Form.withdrawalOf(first);
        var item = PrimingStorage.json(SubmissionItem.of(current));
        item.put("reason", Map.of("S", text()));
        item.put("submittedBy", Map.of("S", text()));
        if (random.nextBoolean()) {
            item.put("later", Map.of("M", Map.of("a", Map.of("L", List.of(Map.of("NULL", true))))));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            item.remove(StoredRevision.ATTRIBUTES.get(random.nextInt(10)));
        }
        return item;
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size())) + TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private Map<String, Object> shuffled(Map<String, Object> map) {
        var names = new ArrayList<>(map.keySet());
        Collections.shuffle(names, random);
        var shuffled = new LinkedHashMap<String, Object>();
        names.forEach(name -> shuffled.put(name, map.get(name)));
        return shuffled;
    }

    /// The document with spaces, and with escapes where none need be.
    private String written(Map<String, Object> document) {
        var text = new StringBuilder();
        boolean within = false;
        var plain = Json.text(document);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '\\') {
                int length = plain.charAt(i + 1) == 'u' ? 6 : 2;
                text.append(plain, i, i + length);
                i += length - 1;
                continue;
            }
            within ^= c == '"';
            if (within && c != '"' && !Character.isSurrogate(c) && random.nextInt(40) == 0) {
                text.append(String.format("\\u%04" + (random.nextBoolean() ? "x" : "X"), (int) c));
            } else {
                text.append(c);
            }
            if (!within && ",:{}[]\"".indexOf(c) >= 0 && random.nextInt(10) == 0) {
                text.append(" \t\r\n".charAt(random.nextInt(4)));
            }
        }
        return text.toString();
    }

    private byte[] damaged(byte[] whole) {
        var damaged = whole.clone();
        int at = random.nextInt(whole.length);
        switch (random.nextInt(4)) {
            case 0 -> damaged[at] = (byte) random.nextInt(256);
            case 1 -> damaged[at] = whole[random.nextInt(whole.length)];
            case 2 -> damaged = Arrays.copyOf(whole, at);
            default -> System.arraycopy(whole, at, damaged, at - at / 2, whole.length - at);
        }
        return damaged;
    }

    private static byte[] gzip(byte[] body) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(compressed)) {
            out.write(body);
        }
        return compressed.toByteArray();
    }

    private static long checksum(byte[] body) {
        var crc = new CRC32();
        crc.update(body);
        return crc.getValue();
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private DynamoDbClient client(List<ExecutionInterceptor> interceptors) {
        return DynamoDbClient.builder()
                .region(Region.EU_WEST_2)
                .endpointOverride(URI.create("http://127.0.0.1:9"))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(new Canned())
                .overrideConfiguration(it -> {
                    it.retryStrategy(AwsRetryStrategy.doNotRetry());
                    interceptors.forEach(it::addExecutionInterceptor);
                })
                .build();
    }

    /// Gives the one answer to everything.
    private final class Canned implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return response();
                }

                @Override
                public void abort() {
                    // Nothing is under way.
                }
            };
        }

        private HttpExecuteResponse response() {
            var response =
                    SdkHttpResponse.builder()
                            .statusCode(answer.status())
                            .putHeader("x-amz-crc32", Long.toString(answer.checksum()));
            answer.encoding().ifPresent(it -> response.putHeader("Content-Encoding", it));
            if (answer.length() >= 0) {
                response.putHeader("Content-Length", Integer.toString(answer.length()));
            }
            return HttpExecuteResponse.builder()
                    .response(response.build())
                    .responseBody(
                            AbortableInputStream.create(new ByteArrayInputStream(answer.body())))
                    .build();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
