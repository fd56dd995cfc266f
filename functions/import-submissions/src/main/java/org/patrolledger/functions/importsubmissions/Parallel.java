package org.patrolledger.functions.importsubmissions;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.patrolledger.lambda.Deadline;

/// Calls of storage side by side, within the deadline of the caller.
final class Parallel {
    private static final int AT_ONCE = 24;

    private Parallel() {}

    /// What `call` gives for each of `items`, in their order.
    ///
    /// @throws RuntimeException what a call threw, once all have ended
    static <A, B> List<B> map(List<A> items, Function<A, B> call) {
        var deadline = Deadline.current();
        var room = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<Future<B>>();
            for (var item : items) {
                futures.add(
                        threads.submit(() -> {
                            room.acquire();
                            try {
                                return deadline.call(() -> call.apply(item));
                            } finally {
                                room.release();
                            }
                        }));
            }
            var results = new ArrayList<B>(items.size());
            for (var future : futures) {
                results.add(result(future));
            }
            return results;
        }
    }

    private static <B> B result(Future<B> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException("a call of storage failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("an import was interrupted", e);
        }
    }
}
