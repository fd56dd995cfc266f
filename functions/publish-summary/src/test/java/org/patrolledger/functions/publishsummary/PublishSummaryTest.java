package org.patrolledger.functions.publishsummary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.CountedRevision;
import org.patrolledger.domain.submission.SubmissionLog;
import org.patrolledger.lambda.queue.Redelivery;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.FakeContext;

class PublishSummaryTest {
    private static final String GRIP = "{\"operation\":\"grip\",\"period\":\"2023-W05\"}";
    private static final String MONTH = "{\"operation\":\"grip\",\"period\":\"2023-02\"}";
    private static final String SAFE_SPACE =
            "{\"operation\":\"safe-space\",\"period\":\"2023-W05\"}";

    private final World world = new World();
    private final List<String> redelivered = new ArrayList<>();
    private final Redelivery redelivery =
            (message, delay) -> redelivered.add(message.id() + " after " + delay);
    private final FakeContext invocation = new FakeContext("publish-summary");

    @BeforeEach
    void when_the_week_is_published() {
        world.now = Instant.parse("2023-03-01T07:00:00Z");
        world.post(Form.engagement());
    }

    /// As a backfill is; and given again, the message would only be refused again.
    @Test
    void what_was_put_on_the_queue_before_its_time_is_refused_in_the_log_and_done_with()
            throws IOException {
        world.now = Instant.parse("2023-02-27T12:00:00Z");

        assertThat(handle(batch(MONTH, GRIP))).isEmpty();

        assertThat(editions("2023-02", "grip")).isZero();
        assertThat(editions("2023-W05", "grip")).isEqualTo(1);
        assertThat(redelivered).isEmpty();
        assertThat(invocation.logged())
                .anyMatch(it ->
                        it.contains("publish.refused")
                                && it.contains("monthly/2023-02/grip")
                                && it.contains("not before 2023-03-01T07:00:00Z"));
    }

    @Test
    void a_moment_before_its_time_it_comes_again() throws IOException {
        world.now = Instant.parse("2023-03-01T06:59:59.900Z");
        assertThat(handle(batch(MONTH))).containsExactly("m1");
        assertThat(editions("2023-02", "grip")).isZero();

        world.now = Instant.parse("2023-03-01T07:00:00Z");
        assertThat(handle(batch(MONTH))).isEmpty();
        assertThat(editions("2023-02", "grip")).isEqualTo(1);
    }

    @Test
    void a_period_in_which_the_operation_was_not_active_is_refused() throws IOException {
        assertThat(handle(batch("{\"operation\":\"grip\",\"period\":\"2021-W05\"}"))).isEmpty();

        assertThat(editions("2021-W05", "grip")).isZero();
        assertThat(invocation.logged())
                .anyMatch(it -> it.contains("publish.refused") && it.contains("not active"));
    }

    private static byte[] batch(String... bodies) {
        var records = new ArrayList<Map<String, Object>>();
        for (var body : bodies) {
            records.add(Map.of("messageId", "m" + (records.size() + 1), "body", body));
        }
        return bytes(Json.text(Map.of("Records", records)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sample(String name) throws IOException {
        try (InputStream in =
                PublishSummaryTest.class.getResourceAsStream(
                        "/events/samples/lambda/sqs/" + name)) {
            return in.readAllBytes();
        }
    }

    /// The ids of the messages that failed.
    private List<String> handle(Publication publication, byte[] event) throws IOException {
        var out = new ByteArrayOutputStream();
        new PublishSummary(publication, redelivery, world.clock)
                .handleRequest(new ByteArrayInputStream(event), out, invocation);
        var failures = (List<?>) Json.object(out.toByteArray()).get("batchItemFailures");
        return failures.stream()
                .map(it -> (String) ((Map<?, ?>) it).get("itemIdentifier"))
                .toList();
    }

    private List<String> handle(byte[] event) throws IOException {
        return handle(world.publication(), event);
    }

    private Publication failingFor(String operation, Throwable fault) {
        var log =
                (SubmissionLog)
                        Proxy.newProxyInstance(
                                SubmissionLog.class.getClassLoader(),
                                new Class<?>[] {SubmissionLog.class},
                                (proxy, method, arguments) -> {
                                    if (arguments[0].toString().contains(operation)) {
                                        throw fault;
                                    }
                                    return method.invoke(world.log, arguments);
                                });
        return world.publication(log, world.catalogue, world.archive);
    }

    private int editions(String period, String operation) {
        var key =
                period.contains("W")
                        ? World.weekly(period, operation)
                        : World.monthly(period, operation);
        return world.archive.editions(key).size();
    }

    @Test
    void the_sample_of_a_batch_is_carried_out() throws IOException {
        assertThat(handle(sample("publish-summary.json"))).isEmpty();

        assertThat(editions("2023-W05", "grip")).isEqualTo(1);
        assertThat(editions("2023-02", "all-operations")).isEqualTo(1);
        assertThat(editions("2023-W05", "safe-space")).isEqualTo(1);
    }

    @Test
    void of_the_sample_with_a_message_that_is_none_only_that_one_fails() throws IOException {
        assertThat(handle(sample("publish-summary-with-a-message-that-is-none.json")))
                .containsExactly("059f36b4-87a3-44ab-83d2-661970000005");

        assertThat(editions("2023-W05", "grip")).isEqualTo(1);
        assertThat(invocation.logged()).anyMatch(line -> line.contains("publish.unreadable"));
    }

    @Test
    void messages_for_one_summary_are_looked_at_once() throws IOException {
        assertThat(handle(batch(GRIP, GRIP, MONTH, GRIP))).isEmpty();

        assertThat(invocation.logged()).hasSize(2);
        assertThat(editions("2023-W05", "grip")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1, PT1M", "2, PT5M", "3, PT10M", "4, PT20M", "5, PT20M", "1000, PT20M"})
    void what_failed_comes_again_after_minutes_and_the_later_the_more_often_it_failed(
            int receives, String delay) throws IOException {
        var publication = failingFor("safe-space", new IllegalStateException("a fault of ours"));
        var failing =
                Map.of(
                        "messageId",
                        "m1",
                        "receiptHandle",
                        "r1",
                        "attributes",
                        Map.of("ApproximateReceiveCount", String.valueOf(receives)),
                        "body",
                        SAFE_SPACE);
        var other = Map.of("messageId", "m2", "body", GRIP);

        handle(publication, bytes(Json.text(Map.of("Records", List.of(failing, other)))));

        assertThat(redelivered).containsExactly("m1 after " + delay);
    }

    @Test
    void what_failed_is_reported_where_the_queue_cannot_be_asked_to_give_it_again_soon()
            throws IOException {
        var out = new ByteArrayOutputStream();
        Redelivery away =
                (message, delay) -> {
                    throw new StorageException(
                            StorageException.Fault.AWAY, "away", new IOException());
                };

        new PublishSummary(failingFor("grip", new IllegalStateException("ours")), away, world.clock)
                .handleRequest(new ByteArrayInputStream(batch(GRIP)), out, invocation);

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"m1\"");
        assertThat(invocation.logged()).anyMatch(line -> line.contains("messages.come-late"));
    }

    /// A summary of more submissions than the function has time for.
    @Test
    void what_takes_longer_than_the_invocation_comes_again_and_the_log_says_so()
            throws IOException {
        invocation.leaving(2_800);
        var endless =
                (SubmissionLog)
                        Proxy.newProxyInstance(
                                SubmissionLog.class.getClassLoader(),
                                new Class<?>[] {SubmissionLog.class},
                                (proxy, method, arguments) ->
                                        arguments[0] instanceof Collection<?> days
                                                        && days.contains(Sample.GRIP_ON_FRIDAY)
                                                ? endless()
                                                : method.invoke(world.log, arguments));

        assertThat(handle(world.publication(endless, world.catalogue, world.archive), batch(GRIP)))
                .containsExactly("m1");

        assertThat(editions("2023-W05", "grip")).isZero();
        assertThat(redelivered).containsExactly("m1 after PT1M");
        assertThat(invocation.logged()).anyMatch(it -> it.contains("messages.out-of-time"));
    }

    /// A submission each millisecond.
    private static Stream<CountedRevision> endless() {
        return Stream.iterate(
                        0,
                        number -> {
                            LockSupport.parkNanos(1_000_000);
                            if (Thread.interrupted()) {
                                throw new IllegalStateException("given up");
                            }
                            return number + 1;
                        })
                .map(it -> Form.engagement().of(sorted(it)).first().counted());
    }

    /// An id that sorts as its number does.
    private static SubmissionId sorted(long number) {
        return SubmissionId.of(new UUID(number << 16 | 0x4000, 1L << 63));
    }

    static List<Throwable> faults() {
        return List.of(
                new StorageException(StorageException.Fault.AWAY, "away", new IOException()),
                new IllegalStateException("a fault of ours"),
                new IllegalArgumentException("another"),
                new ArithmeticException("long overflow"),
                new UncheckedIOException(new IOException("no space left")));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void all_messages_of_a_summary_that_fails_and_no_others_are_given_again(Throwable fault)
            throws IOException {
        var publication = failingFor("safe-space", fault);

        assertThat(handle(publication, batch(SAFE_SPACE, GRIP, SAFE_SPACE, MONTH)))
                .containsExactly("m1", "m3");

        assertThat(editions("2023-W05", "grip")).isEqualTo(1);
        assertThat(editions("2023-02", "grip")).isEqualTo(1);
        assertThat(editions("2023-W05", "safe-space")).isZero();
        assertThat(invocation.logged())
                .filteredOn(line -> line.contains("\"ERROR\""))
                .singleElement()
                .asString()
                .contains("publish.failed", "weekly/2023-W05/safe-space");
    }

    @Test
    void a_summary_of_an_unknown_operation_is_done_with_and_told() throws IOException {
        assertThat(handle(batch("{\"operation\":\"henderson\",\"period\":\"2023-W05\"}")))
                .isEmpty();

        assertThat(invocation.logged())
                .singleElement()
                .asString()
                .contains("publish.unknown-operation");
    }

    @Test
    void what_is_no_batch_of_messages_is_refused_whole() {
        for (var event : List.of("{}", "[]", "{\"Records\":[{\"body\":\"{}\"}]}")) {
            assertThatThrownBy(() -> handle(bytes(event)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
