package org.patrolledger.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.patrolledger.local.json.JsonTree;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Runs the stack as a process of its own, as a person does; so it can run beside the other tests.
@Execution(ExecutionMode.CONCURRENT)
class MainTest {

    @TempDir Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void end() throws Exception {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void everything_it_was_given_survives_a_kill_and_it_stops_when_it_is_told_to()
            throws Exception {
        Map<String, String> settings = Map.of("DATA", folder.resolve("data").toString());
        Running first = up(settings);
        String lead = first.token("lead");
        Map<String, AttributeValue> key =
                Map.of(
                        "partition", AttributeValue.fromS("catalogue"),
                        "entry", AttributeValue.fromS("operation#grip"));
        try (EmbeddedClients clients = first.clients()) {
            clients.dynamoDb().putItem(r -> r.tableName("patrol-ledger-catalogue").item(key));
            clients.s3()
                    .putObject(
                            r -> r.bucket("patrol-ledger-summaries").key("summaries/x"),
                            RequestBody.fromString("kept"));
            clients.sqs()
                    .sendMessage(
                            r -> r.queueUrl(queue(clients)).messageBody("m").delaySeconds(900));
        }

        first.process().destroyForcibly().waitFor();
        // A token names its issuer, which is an address: the next stack takes the same port.
        Running second = up(onPortOf(first, settings));

        try (EmbeddedClients clients = second.clients()) {
            assertThat(
                            clients.dynamoDb()
                                    .getItem(r -> r.tableName("patrol-ledger-catalogue").key(key))
                                    .hasItem())
                    .isTrue();
            assertThat(
                            clients.s3()
                                    .getObjectAsBytes(r ->
                                            r.bucket("patrol-ledger-summaries").key("summaries/x"))
                                    .asUtf8String())
                    .isEqualTo("kept");
            assertThat(
                            clients.sqs()
                                    .getQueueAttributes(r ->
                                            r.queueUrl(queue(clients))
                                                    .attributeNames(QueueAttributeName.ALL))
                                    .attributes()
                                    .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                    .isEqualTo("1");
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            int status =
                    http.send(
                                    HttpRequest.newBuilder(
                                                    second.uri("HTTP API").resolve("/downloads"))
                                            .header("Authorization", "Bearer " + lead)
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode();
            // The token is good: the functions of this test answer nothing, which is 500 and not
            // 401.
            assertThat(status).isEqualTo(500);
        }
        assertThat(first.output()).contains("curl -s -X PUT ").contains("/submissions/");

        second.process().toHandle().destroy();

        assertThat(second.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(second.reader().readAllAsString()).contains("Stopped.");
    }

    /// A kill leaves nobody time to keep anything, and the next start asks for the same beginning.
    @Test
    void the_clock_is_kept_through_a_kill_and_only_moves_on() throws Exception {
        Map<String, String> settings =
                Map.of("DATA", folder.resolve("data").toString(), "CLOCK", "2023-02-04T12:00:00Z");
        Running first = up(settings);
        JsonNode moved = clock(first, "2023-02-06T06:29:59Z");
        assertThat(moved.path("now").asText()).isEqualTo("2023-02-06T06:29:59Z");
        assertThat(scheduled(moved)).doesNotContain("weekly 2023-02-06T06:30:00Z");

        first.process().destroyForcibly().waitFor();
        Running second = up(settings);

        // More than a second has passed: the schedule of 06:30 was missed, and ran at the start.
        Instant now = Instant.parse(clock(second, null).path("now").asText());
        assertThat(now)
                .isAfter(Instant.parse("2023-02-06T06:30:00Z"))
                .isBefore(Instant.parse("2023-02-06T07:29:00Z"));
        assertThat(clock(second, "2023-02-04T12:00:00Z").path("detail").asText())
                .contains("only moves forward");
        assertThat(scheduled(clock(second, "2023-02-06T07:45:00Z")))
                .doesNotContain("weekly 2023-02-06T06:30:00Z")
                .contains("final 2023-02-06T07:30:00Z");
        assertThat(folder.resolve("data").resolve("logs").resolve("functions.log"))
                .content()
                .containsOnlyOnce("2023-02-06T06:30:00Z")
                .containsOnlyOnce("2023-02-06T07:30:00Z");

        second.process().destroyForcibly().waitFor();
        Running third = up(settings);
        assertThat(Instant.parse(clock(third, null).path("now").asText()))
                .isAfter(Instant.parse("2023-02-06T07:45:00Z"));
    }

    /// @param to where the clock is to be moved; null to read it
    private static JsonNode clock(Running stack, @Nullable String to) throws Exception {
        var request = HttpRequest.newBuilder(stack.uri("HTTP API").resolve("/local/clock"));
        if (to != null) {
            request.POST(HttpRequest.BodyPublishers.ofString("{\"now\": \"" + to + "\"}"));
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return JsonTree.read(
                    http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()).body());
        }
    }

    private static List<String> scheduled(JsonNode moved) {
        List<String> ran = new ArrayList<>();
        for (JsonNode run : moved.path("ran")) {
            ran.add(run.path("kind").asText() + " " + run.path("scheduledAt").asText());
        }
        return ran;
    }

    @Test
    void a_data_folder_in_use_is_said_in_one_sentence() throws Exception {
        Path data = folder.resolve("data");
        try (DataFolder held = DataFolder.open(data)) {
            assertThat(held.root()).isEqualTo(data);

            refused(Map.of("DATA", data.toString()), 1, "Another stack is running", "DATA");
        }
    }

    @Test
    void a_data_folder_that_is_a_file_is_said_in_one_sentence() throws Exception {
        Path file = Files.writeString(folder.resolve("data"), "");

        refused(Map.of("DATA", file.toString()), 1, file.toString(), "not a folder");
        refused(Map.of("DATA", file.resolve("below").toString()), 1, file.toString());
    }

    @Test
    void a_broken_data_folder_is_said_in_one_sentence() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(data.resolve("keys"));
        Files.writeString(data.resolve("keys").resolve("tokens.jwk"), "no key");

        refused(Map.of("DATA", data.toString()), 1, data.toString());
        assertThat(data.resolve("logs").resolve("servers.log")).content().contains("tokens.jwk");
    }

    @Test
    void a_taken_port_is_said_in_one_sentence() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(socket.getLocalPort());
            String data = folder.resolve("data").toString();

            refused(Map.of("DATA", data, "PORT", port), 1, port, "PORT");
            refused(Map.of("DATA", data, "SQS_PORT", port), 1, port, "SQS_PORT");
        }
    }

    @Test
    void a_clock_that_is_none_is_said_in_one_sentence() throws Exception {
        refused(Map.of("CLOCK", "February"), 2, "CLOCK", "February");
    }

    private void refused(Map<String, String> settings, int status, String... words)
            throws Exception {
        Process process = process(settings);
        String out = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).isEqualTo(status);
        assertThat(out.strip()).contains(words).endsWith(".").doesNotContain("\n");
    }

    private record Running(Process process, String output, BufferedReader reader) {

        URI uri(String what) {
            return URI.create(found(what + " +(http://\\S+)"));
        }

        String token(String role) {
            return found("(?m)^" + role + " (\\S+)$");
        }

        EmbeddedClients clients() {
            return EmbeddedClients.of(uri("DynamoDB"), uri("S3"), uri("SQS"));
        }

        private String found(String pattern) {
            Matcher matcher = Pattern.compile(pattern).matcher(output);
            assertThat(matcher.find()).as(pattern).isTrue();
            return matcher.group(1);
        }
    }

    private static String queue(EmbeddedClients clients) {
        return clients.sqs().getQueueUrl(r -> r.queueName("patrol-ledger-publish")).queueUrl();
    }

    /// Returns once the last of the three lines is printed.
    private static Map<String, String> onPortOf(Running first, Map<String, String> settings) {
        Map<String, String> same = new HashMap<>(settings);
        same.put("PORT", String.valueOf(first.uri("HTTP API").getPort()));
        return same;
    }

    private Running up(Map<String, String> settings) throws Exception {
        Process process = process(settings);
        BufferedReader reader = process.inputReader();
        var output = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            output.append(line).append('\n');
            if (line.startsWith("curl -s http") && line.contains("/submissions/")) {
                return new Running(process, output.toString(), reader);
            }
        }
        throw new AssertionError("the stack ended: " + output);
    }

    private Process process(Map<String, String> settings) throws IOException {
        var builder =
                new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "org.patrolledger.local.TestMain");
        for (String port :
                new String[] {
                    "PORT", "DYNAMODB_PORT", "S3_PORT", "SQS_PORT", "SMTP_PORT", "IMAP_PORT"
                }) {
            builder.environment().put(port, "0");
        }
        builder.environment().put("DATA", folder.resolve("unused").toString());
        builder.environment().remove("CLOCK");
        builder.environment().putAll(settings);
        builder.redirectErrorStream(true);
        Process process = builder.start();
        processes.add(process);
        return process;
    }
}
