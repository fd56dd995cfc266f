package org.patrolledger.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patrolledger.local.json.JsonTree;

/// Months that were never published, imported years later from what forces publish, are published
/// by themselves; their figures are those that a count of the file's own rows gives.
class ImportedMonthsTest {
    private static final Path FILE =
            Path.of(
                    "..",
                    "..",
                    "functions",
                    "import-submissions",
                    "src",
                    "test",
                    "resources",
                    "imports",
                    "police-uk-stop-and-search.csv");

    private static final String OPERATION =
            """
            {"name": "Operation Grip", "activeFrom": "2010-01-01", "activeUntil": null,
             "organisations": ["essex-police"],
             "places": [{"id": "southend-high-street", "name": "Southend High Street",
                         "district": "E06000033", "validFrom": "2010-01-01", "validUntil": null}],
             "shifts": []}
            """;

    /// As many real rows as make a test of a reasonable length: each month is four summaries.
    private static final int ROWS = 16;

    private final HttpClient http = HttpClient.newHttpClient();

    private static HttpResponse<String> send(
            HttpClient http,
            Stack stack,
            String method,
            String path,
            String role,
            String body,
            String... headers)
            throws Exception {
        var request =
                HttpRequest.newBuilder(stack.uri().resolve(path))
                        .header("Authorization", "Bearer " + stack.tokens("essex-police").get(role))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return JsonTree.read(response.body().getBytes(UTF_8));
    }

    /// What the rows of one month add up to, counted here by other means than the ledger's.
    private static final class Count {
        private long searches;
        private long arrests;
        private final Map<String, Long> outcomes = new TreeMap<>();
        private final Map<String, Long> objects = new TreeMap<>();
    }

    private static Map<String, Count> count(List<String> lines) {
        var heads = List.of(lines.getFirst().split(",", -1));
        var counts = new TreeMap<String, Count>();
        for (var line : lines.subList(1, lines.size())) {
            assertThat(line).as("the counter reads no quotation marks").doesNotContain("\"");
            var cells = line.split(",", -1);
            var date = cells[heads.indexOf("Date")];
            // A day without a time stands for itself; before six in the morning it is still the day
            // before.
            var day =
                    date.contains("T00:00:00")
                            ? date.substring(0, 10)
                            : OffsetDateTime.parse(date)
                                    .atZoneSameInstant(ZoneId.of("Europe/London"))
                                    .minusHours(6)
                                    .toLocalDate()
                                    .toString();
            var month = counts.computeIfAbsent(day.substring(0, 7), it -> new Count());
            month.searches++;
            var outcome = cells[heads.indexOf("Outcome")].strip();
            var read = outcome.equals("False") ? "A no further action disposal" : outcome;
            month.arrests += read.equals("Arrest") ? 1 : 0;
            month.outcomes.merge(read.isEmpty() ? "not-recorded" : read, 1L, Long::sum);
            var object = cells[heads.indexOf("Object of search")].strip();
            month.objects.merge(object.isEmpty() ? "not-recorded" : object, 1L, Long::sum);
        }
        return counts;
    }

    private static Map<String, Long> map(JsonNode node) {
        var map = new TreeMap<String, Long>();
        node.properties().forEach(it -> map.put(it.getKey(), it.getValue().asLong()));
        return map;
    }

    @Test
    void months_never_published_are_published_with_the_figures_of_the_file(@TempDir Path folder)
            throws Exception {
        var lines = Files.readAllLines(FILE).subList(0, ROWS + 1);
        try (var stack =
                Stack.start(
                        StackSettings.passing(
                                folder.resolve("data"), Instant.parse("2026-03-10T12:00:00Z")),
                        LedgerHandlers::of)) {
            assertThat(
                            send(
                                            http,
                                            stack,
                                            "PUT",
                                            "/catalogue/operations/grip",
                                            "administrator",
                                            OPERATION,
                                            "If-None-Match",
                                            "*")
                                    .statusCode())
                    .isEqualTo(201);
            var expected = count(lines);
            assertThat(expected).hasSizeGreaterThan(5);
            for (var month : expected.keySet()) {
                assertThat(
                                send(
                                                http,
                                                stack,
                                                "GET",
                                                "/summaries/monthly/" + month + "/grip",
                                                "lead",
                                                "")
                                        .statusCode())
                        .as(month)
                        .isEqualTo(404);
            }

            commit(stack, String.join("\r\n", lines).getBytes(UTF_8));
            stack.settle();

            for (var month : expected.entrySet()) {
                var answer =
                        send(
                                http,
                                stack,
                                "GET",
                                "/summaries/monthly/" + month.getKey() + "/grip",
                                "lead",
                                "");
                assertThat(answer.statusCode()).as(month.getKey()).isEqualTo(200);
                var summary = json(answer);
                var count = month.getValue();
                assertThat(summary.at("/measures/stop-searches").asLong())
                        .as(month.getKey())
                        .isEqualTo(count.searches);
                assertThat(summary.at("/measures/incidents").asLong()).isEqualTo(count.searches);
                assertThat(summary.at("/measures/arrests").asLong())
                        .as(month.getKey())
                        .isEqualTo(count.arrests);
                assertThat(map(summary.at("/breakdowns/stop-searches.outcome")))
                        .isEqualTo(count.outcomes);
                assertThat(map(summary.at("/breakdowns/stop-searches.objectOfSearch")))
                        .isEqualTo(count.objects);
            }
        }
    }

    private void commit(Stack stack, byte[] content) throws Exception {
        var sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        var announced =
                json(
                        send(
                                http,
                                stack,
                                "POST",
                                "/imports",
                                "submitter",
                                "{\"mapping\": {\"preset\": \"police-uk-stop-and-search\", \"operation\": \"grip\", \"place\": \"southend-high-street\"}, \"fileName\": \"years.csv\", \"bytes\": %d, \"sha256\": \"%s\"}"
                                        .formatted(content.length, sha256)));
        var put =
                HttpRequest.newBuilder(URI.create(announced.at("/upload/url").asText()))
                        .PUT(BodyPublishers.ofByteArray(content));
        announced
                .at("/upload/headers")
                .properties()
                .forEach(it -> put.header(it.getKey(), it.getValue().asText()));
        assertThat(http.send(put.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        var id = announced.path("id").asText();
        send(http, stack, "POST", "/imports/" + id + "/check", "submitter", "");
        var checked = until(stack, id, "checked");
        assertThat(checked.at("/rows/new").asInt()).as(checked.toString()).isEqualTo(ROWS);
        assertThat(
                        send(
                                        http,
                                        stack,
                                        "POST",
                                        "/imports/" + id + "/commit",
                                        "submitter",
                                        "{\"rows\": \"all\"}",
                                        "If-Match",
                                        "\"" + checked.path("report").asText() + "\"")
                                .statusCode())
                .isEqualTo(202);
        assertThat(until(stack, id, "committed").at("/result/taken").asInt()).isEqualTo(ROWS);
    }

    private JsonNode until(Stack stack, String id, String state) throws Exception {
        for (int i = 0; i < 600; i++) {
            var now = json(send(http, stack, "GET", "/imports/" + id, "submitter", ""));
            if (now.path("state").asText().equals(state)) {
                return now;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the import did not come to be " + state);
    }
}
