package org.patrolledger.local;

import java.util.Map;

/// What [Main] does, with functions that do nothing.
final class TestMain {

    private TestMain() {}

    public static void main(String[] args) throws InterruptedException {
        Main.run((environment, clock) ->
                Map.of(
                        "maintain-catalogue",
                        (input, output, context) -> output.write('{'),
                        "schedule-summaries",
                        (input, output, context) -> {},
                        "publish-summary",
                        (input, output, context) -> {},
                        "notice-change",
                        (input, output, context) -> {}));
    }
}
