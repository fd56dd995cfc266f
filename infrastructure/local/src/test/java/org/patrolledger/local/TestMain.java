package org.patrolledger.local;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What [Main] does, with functions that do nothing but log what a schedule asks for.
final class TestMain {

    private TestMain() {}

    public static void main(String[] args) throws InterruptedException {
        Main.run((environment, clock) ->
                Map.of(
                        "maintain-catalogue",
                        (input, output, context) -> output.write('{'),
                        "schedule-summaries",
                        (input, output, context) ->
                                context.getLogger()
                                        .log(
                                                "scheduled "
                                                        + new String(
                                                                input.readAllBytes(),
                                                                StandardCharsets.UTF_8)),
                        "publish-summary",
                        (input, output, context) -> {},
                        "notice-change",
                        (input, output, context) -> {}));
    }
}
