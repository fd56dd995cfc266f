package org.patrolledger.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.StorageException.Fault;
import org.patrolledger.domain.submission.PlaceDays;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.lambda.Deadline;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Sample;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/// What becomes of storage's faults, and that nothing goes on past the deadline.
class FaultsOfStorageTest {

    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer server;
    private SubmissionLog log;
    private volatile int status = 500;
    private volatile String code = "InternalServerError";
    private volatile int failing = Integer.MAX_VALUE;

    @BeforeEach
    void start_a_server_that_fails() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    boolean fails = calls.getAndIncrement() < failing;
                    var body =
                            fails
                                    ? "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"no\"}"
                                            .formatted(code)
                                    : "{}";
                    exchange.getRequestBody().readAllBytes();
                    exchange.getResponseHeaders().add("content-type", "application/x-amz-json-1.0");
                    var bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(fails ? status : 200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
        log = log("http://127.0.0.1:" + server.getAddress().getPort());
        failing = 0;
        log.append(Form.engagement().first()); // what a first call costs is not to be measured
        failing = Integer.MAX_VALUE;
        calls.set(0);
    }

    private static SubmissionLog log(String endpoint) {
        try (var backend = new Backend()) {
            return new Adapters(backend.environment(Map.of("AWS_ENDPOINT_URL", endpoint)))
                    .submissionLog();
        }
    }

    @AfterEach
    void stop_the_server() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "400, ProvisionedThroughputExceededException, THROTTLED",
        "400, ThrottlingException, THROTTLED",
        "400, RequestLimitExceeded, THROTTLED",
        "500, InternalServerError, AWAY",
        "503, ServiceUnavailable, AWAY"
    })
    void a_fault_that_lasts_ends_with_the_deadline(int status, String code, Fault fault) {
        this.status = status;
        this.code = code;

        LastingFault.isReportedAs(fault, () -> log.append(Form.engagement().first()));

        assertThat(calls).hasValueGreaterThan(1);
    }

    @Test
    void a_fault_that_passes_is_not_noticed() {
        failing = 2;

        assertThat(log.append(Form.engagement().first())).isEmpty();

        assertThat(calls).hasValue(3);
    }

    @Test
    void a_refusal_that_no_repetition_changes_is_a_fault_of_ours_and_not_repeated() {
        status = 400;
        code = "ResourceNotFoundException";

        assertThatThrownBy(() -> log.append(Form.engagement().first()))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(calls).hasValue(1);
    }

    @Test
    void a_server_that_is_not_there_is_away() {
        server.stop(0);

        LastingFault.isReportedAs(Fault.AWAY, () -> log.current(Form.id(1)));
    }

    @Test
    void no_call_is_made_after_the_deadline() {
        var passed = Deadline.in(Duration.ofMillis(-1));

        var form = Form.engagement();

        assertThatThrownBy(() -> passed.call(() -> log.append(form.first())))
                .isInstanceOf(StorageException.class);
        assertThatThrownBy(
                        () -> passed.call(() -> log.revise(form.first(), form.after(form.first()))))
                .isInstanceOf(StorageException.class);
        assertThat(calls).hasValue(0);
    }

    @Test
    void a_retry_that_would_come_after_the_deadline_is_not_waited_for() {
        var retries = new TimelyRetries(Clients.retries());
        var first = retries.acquireInitialToken(AcquireInitialTokenRequest.create("test")).token();
        var refresh =
                RefreshRetryTokenRequest.builder()
                        .token(first)
                        .failure(InternalServerErrorException.builder().statusCode(500).build())
                        .suggestedDelay(Duration.ofSeconds(5))
                        .build();

        assertThatThrownBy(() ->
                        Deadline.in(Duration.ofSeconds(4))
                                .call(() -> retries.refreshRetryToken(refresh)))
                .isInstanceOf(TokenAcquisitionFailedException.class);
        var granted =
                Deadline.in(Duration.ofMinutes(1)).call(() -> retries.refreshRetryToken(refresh));
        assertThat(granted.delay()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void a_parallel_read_fails_as_any_other_and_within_the_deadline() {
        code = "ThrottlingException";
        status = 400;

        LastingFault.isReportedAs(
                Fault.THROTTLED,
                () -> {
                    try (var stream = log.counted(List.of(Sample.GRIP_ON_FRIDAY))) {
                        return stream.count();
                    }
                });
        LastingFault.isReportedAs(
                Fault.THROTTLED,
                () ->
                        log.used(
                                Sample.GRIP,
                                List.of(
                                        new PlaceDays(
                                                Sample.SOUTHEND,
                                                Sample.FRIDAY,
                                                Sample.FRIDAY,
                                                PlaceDays.End.LATEST))));
    }
}
