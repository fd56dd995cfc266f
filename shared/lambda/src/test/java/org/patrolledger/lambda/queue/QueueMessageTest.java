package org.patrolledger.lambda.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueueMessageTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_sample_batch_is_read_with_what_it_takes_to_give_a_message_again() throws IOException {
        try (var in =
                QueueMessageTest.class.getResourceAsStream(
                        "/events/samples/lambda/sqs/publish-summary.json")) {
            var first = QueueMessage.batch(in.readAllBytes()).getFirst();

            assertThat(first.id()).isEqualTo("059f36b4-87a3-44ab-83d2-661970000001");
            assertThat(first.receipt()).contains("AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a1");
            assertThat(first.receives()).isEqualTo(1);
            assertThat(first.body()).contains("2023-W05");
        }
    }

    @ParameterizedTest
    @CsvSource({"'\"1\"', 1", "'\"17\"', 17", "'\"0\"', 1", "'\"many\"', 1", "3, 1"})
    void a_count_that_is_none_is_the_first(String count, int receives) {
        var event =
                "{\"Records\":[{\"messageId\":\"m\",\"body\":\"b\",\"attributes\":"
                        + "{\"ApproximateReceiveCount\":"
                        + count
                        + "}}]}";

        assertThat(QueueMessage.batch(bytes(event)))
                .containsExactly(new QueueMessage("m", "b", Optional.empty(), receives));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"Records\":{}}",
                "{\"Records\":[1]}",
                "{\"Records\":[{\"body\":\"b\"}]}",
                "{\"Records\":[{\"messageId\":\"m\"}]}"
            })
    void an_event_of_something_else_is_refused(String event) {
        assertThatThrownBy(() -> QueueMessage.batch(bytes(event)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
