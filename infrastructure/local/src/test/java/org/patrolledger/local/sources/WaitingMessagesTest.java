package org.patrolledger.local.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patrolledger.local.TestStack.STACK;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.patrolledger.local.embedded.invoke.Functions;
import org.patrolledger.local.embedded.invoke.InvocationLog;
import org.patrolledger.local.json.JsonTree;

/// On a queue of its own; beside the others, because it does little but wait.
@Execution(ExecutionMode.CONCURRENT)
class WaitingMessagesTest {

    /// More wait than a queue can be told of in one call, and for longer than they are hidden.
    @Test
    void what_waits_for_its_turn_is_not_handed_out_again(@TempDir Path folder) throws IOException {
        var sqs = STACK.clients().sqs();
        String queue = sqs.createQueue(r -> r.queueName("waiting")).queueUrl();
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        RequestStreamHandler slow =
                (in, out, context) -> {
                    seen.add(JsonTree.read(in.readAllBytes()).at("/Records/0/body").asText());
                    try {
                        Thread.sleep(1_600);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                };
        for (int i = 0; i < 22; i++) {
            String body = String.valueOf(i);
            sqs.sendMessage(r -> r.queueUrl(queue).messageBody(body));
        }
        try (var log = InvocationLog.open(folder.resolve("log"));
                var poller =
                        new QueuePoller(
                                sqs,
                                queue,
                                new Functions(Map.of("slow", slow), log, InstantSource.system()),
                                "slow",
                                Duration.ofSeconds(3))) {
            poller.turn(true);
        }

        assertThat(seen).hasSize(22).doesNotHaveDuplicates();
    }

    /// Until then the list of mails would lack one that is being sent.
    @Test
    void settling_waits_for_what_somebody_else_has_received(@TempDir Path folder)
            throws IOException {
        var sqs = STACK.clients().sqs();
        String queue = sqs.createQueue(r -> r.queueName("received")).queueUrl();
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        sqs.sendMessage(r -> r.queueUrl(queue).messageBody("one"));
        var received = sqs.receiveMessage(r -> r.queueUrl(queue).visibilityTimeout(2)).messages();
        assertThat(received).hasSize(1);
        try (var log = InvocationLog.open(folder.resolve("log"));
                var poller = new QueuePoller(sqs, queue, noting(seen, log), "noting")) {
            poller.settle();
        }

        assertThat(seen).containsExactly("one");
    }

    private static Functions noting(List<String> seen, InvocationLog log) {
        RequestStreamHandler noting =
                (in, out, context) ->
                        seen.add(JsonTree.read(in.readAllBytes()).at("/Records/0/body").asText());
        return new Functions(Map.of("noting", noting), log, InstantSource.system());
    }
}
