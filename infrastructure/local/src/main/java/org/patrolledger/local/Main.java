package org.patrolledger.local;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/// Starts the stack, says how to use it, and keeps it up until the process is ended.
public final class Main {

    /// Set where the stack is to end with the process that started it, however that one ends.
    private static final String END_WITH_PARENT = "patrolledger.end-with-parent";

    private Main() {}

    /// Takes its settings from the environment, see [StackSettings].
    public static void main(String[] args) throws InterruptedException {
        run(LedgerHandlers::of);
    }

    /// Runs a stack of these functions. Ends the process with status 1 or 2 where it cannot start.
    static void run(Handlers handlers) throws InterruptedException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        long began = System.nanoTime();
        Stack stack;
        try {
            stack = Stack.start(StackSettings.ofProcess(), handlers);
        } catch (StartFailure e) {
            System.err.println(e.sentence());
            System.exit(e.exitCode());
            return;
        }
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    stack.close();
                                    out.println("Stopped.");
                                    stopped.countDown();
                                },
                                "stop"));
        if (Boolean.getBoolean(END_WITH_PARENT)) {
            ProcessHandle.current()
                    .parent()
                    .ifPresent(parent -> {
                        var _ = parent.onExit().thenRun(() -> System.exit(0));
                    });
        }
        out.print(Greeting.of(stack, (System.nanoTime() - began) / 1e9));
        out.flush();
        stopped.await();
    }
}
