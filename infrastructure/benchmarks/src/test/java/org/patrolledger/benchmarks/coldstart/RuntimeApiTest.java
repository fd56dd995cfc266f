package org.patrolledger.benchmarks.coldstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeApiTest {
    @TempDir private Path folder;

    @Test
    void the_runtime_interface_client_fetches_an_event_and_answers_it()
            throws IOException, InterruptedException {
        var hello = Deployed.floor("hello", Hello.class, List.of(), folder);

        try (var api = new RuntimeApi();
                var process =
                        LambdaProcess.start(
                                hello,
                                List.of("-XX:TieredStopAtLevel=1"),
                                Map.of("AWS_REGION", "eu-west-2"),
                                api,
                                folder.resolve("log"))) {
            api.offer("{}".getBytes(StandardCharsets.UTF_8));
            var told = api.told();

            assertThat(told.isAnswer()).isTrue();
            assertThat(Measured.HELLO.isAnsweredBy(told.body())).isTrue();
            assertThat(process.millisecondsTo(told.nanoTime())).isPositive();
            assertThat(process.processorMilliseconds()).isPositive();
        }
    }
}
