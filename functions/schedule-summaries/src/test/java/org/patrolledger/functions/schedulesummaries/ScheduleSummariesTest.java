package org.patrolledger.functions.schedulesummaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.patrolledger.testing.FakeCatalogueStore;
import org.patrolledger.testing.FakeSummaryArchive;
import org.patrolledger.testing.FakeSummaryQueue;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.FakeContext;

class ScheduleSummariesTest {
    private final FakeCatalogueStore catalogue = new FakeCatalogueStore();
    private final FakeSummaryQueue queue = new FakeSummaryQueue();
    private final ScheduleSummaries function =
            new ScheduleSummaries(
                    catalogue,
                    new FakeSummaryArchive(),
                    queue,
                    () -> Instant.parse("2023-02-06T06:30:00Z"));

    private String handle(String event) throws IOException {
        var out = new ByteArrayOutputStream();
        function.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                out,
                new FakeContext("schedule-summaries"));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void what_is_due_is_on_the_queue_at_once_and_in_the_answer() throws IOException {
        catalogue.put(Sample.operation(Sample.GRIP, Sample.SOUTHEND.value()));

        var answer = handle("{\"kind\":\"weekly\",\"scheduledAt\":\"2023-02-06T06:30:00Z\"}");

        assertThat(answer)
                .isEqualTo(
                        "{\"kind\":\"weekly\",\"period\":\"2023-W05\",\"due\":"
                                + "[\"weekly/2023-W05/grip\",\"weekly/2023-W05/all-operations\"]}");
        assertThat(queue.sent())
                .extracting(sent -> sent.message().key() + " " + sent.message().reason())
                .containsExactly(
                        "weekly/2023-W05/grip SCHEDULE", "weekly/2023-W05/all-operations SCHEDULE");
        assertThat(queue.sent())
                .extracting(FakeSummaryQueue.Sent::delay)
                .containsOnly(Duration.ZERO);
    }

    @Test
    void a_range_is_answered_by_its_ends_and_a_day_of_becoming_final_by_its_date()
            throws IOException {
        catalogue.put(Sample.operation(Sample.GRIP, Sample.SOUTHEND.value()));

        assertThat(handle("{\"kind\":\"weekly\",\"from\":\"2023-W04\",\"to\":\"2023-W05\"}"))
                .isEqualTo(
                        "{\"kind\":\"weekly\",\"from\":\"2023-W04\",\"to\":\"2023-W05\",\"due\":"
                                + "[\"weekly/2023-W04/grip\",\"weekly/2023-W04/all-operations\","
                                + "\"weekly/2023-W05/grip\",\"weekly/2023-W05/all-operations\"]}");
        assertThat(handle("{\"kind\":\"final\",\"scheduledAt\":\"2023-02-06T07:30:00Z\"}"))
                .isEqualTo("{\"kind\":\"final\",\"day\":\"2023-02-06\",\"due\":[]}");
    }

    @Test
    void an_event_with_faults_fails_and_makes_nothing_due() {
        assertThatThrownBy(() -> handle("{\"kind\":\"yearly\"}"))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(queue.sent()).isEmpty();
    }
}
