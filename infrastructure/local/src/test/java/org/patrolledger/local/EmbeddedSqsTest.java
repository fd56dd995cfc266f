package org.patrolledger.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.patrolledger.local.embedded.EmbeddedSqs;

/// On a server of its own.
@Execution(ExecutionMode.CONCURRENT)
class EmbeddedSqsTest {

    /// Nobody waits for the answer any more when a stack is stopping.
    @Test
    void a_request_under_way_does_not_keep_it_from_stopping() throws Exception {
        var sqs = EmbeddedSqs.start(0, null);
        try (var http = HttpClient.newHttpClient()) {
            send(http, sqs, "CreateQueue", "{\"QueueName\":\"waiting\"}").join();
            var waits =
                    send(
                            http,
                            sqs,
                            "ReceiveMessage",
                            "{\"QueueUrl\":\"%s/000000000000/waiting\",\"WaitTimeSeconds\":20}"
                                    .formatted(sqs.endpoint()));
            assertThat(waits)
                    .failsWithin(Duration.ofMillis(500))
                    .withThrowableThat()
                    .isInstanceOf(TimeoutException.class);

            assertThat(CompletableFuture.runAsync(sqs::close))
                    .succeedsWithin(Duration.ofSeconds(10));
        }
    }

    private static CompletableFuture<HttpResponse<String>> send(
            HttpClient http, EmbeddedSqs sqs, String action, String body) {
        return http.sendAsync(
                HttpRequest.newBuilder(sqs.endpoint())
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("X-Amz-Target", "AmazonSQS." + action)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
