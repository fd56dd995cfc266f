package org.patrolledger.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The same thing done by many at once.
public final class Race {
    private Race() {}

    /// What each runner does.
    public interface Runner<T> {
        /// Makes one call.
        ///
        /// @param number of the runner, from 0
        T run(int number) throws Exception;
    }

    /// Runs `runners` calls that start together, each on a thread of its own.
    ///
    /// @return what each came to, by the runner's number
    /// @throws AssertionError if one of them threw something
    public static <T> List<T> of(int runners, Runner<T> runner) {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<T>>();
            for (int i = 0; i < runners; i++) {
                int number = i;
                running.add(
                        threads.submit(() -> {
                            start.await();
                            return runner.run(number);
                        }));
            }
            start.countDown();
            var results = new ArrayList<T>();
            for (var each : running) {
                results.add(each.get());
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
