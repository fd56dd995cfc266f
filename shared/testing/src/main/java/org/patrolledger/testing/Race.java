package org.patrolledger.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// The same thing done by many at once.
public final class Race {
    private Race() {}

    /// Runs `runners` calls that start together, each on a thread of its own.
    ///
    /// @param call makes the call of the runner with that number, from 0
    /// @return what each came to, by the runner's number
    /// @throws AssertionError if one of them threw something
    public static <T> List<T> of(int runners, IntFunction<Callable<T>> call) {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<T>>();
            for (int i = 0; i < runners; i++) {
                var runner = call.apply(i);
                running.add(
                        threads.submit(() -> {
                            start.await();
                            return runner.call();
                        }));
            }
            start.countDown();
            var results = new ArrayList<T>();
            for (var runner : running) {
                results.add(runner.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("a runner failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the race was called off", e);
        }
    }
}
