package org.patrolledger.storage;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.patrolledger.domain.StorageException;
import org.patrolledger.lambda.Deadline;

/// Calls of storage made side by side, a bounded number at a time, each on a virtual thread and
/// under the deadline of the caller.
public final class FanOut {
    private final Semaphore free;

    /// @param parallel how many calls may be under way at once
    public FanOut(int parallel) {
        free = new Semaphore(parallel);
    }

    /// What `call` gives for each of `arguments`, in their order; all are under way before one is
    /// waited for.
    public <A, B> List<B> map(Collection<A> arguments, Function<A, B> call) {
        var started = arguments.stream().map(it -> start(() -> call.apply(it))).toList();
        return started.stream().map(FanOut::await).toList();
    }

    /// Starts `call` as soon as there is room.
    <T> Future<T> start(Callable<T> call) {
        var deadline = Deadline.current();
        var task =
                new FutureTask<T>(() -> {
                    free.acquire();
                    try {
                        return deadline.<T, Exception>call(call::call);
                    } finally {
                        free.release();
                    }
                });
        Thread.ofVirtual().start(task);
        return task;
    }

    /// What `future` has come to; its exception, if it ended with one.
    static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case StorageException fault ->
                        throw new StorageException(fault.fault(), "a parallel call failed", fault);
                case RuntimeException fault -> throw fault;
                case Error fault -> throw fault;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Storage.outOfTime(e);
        }
    }
}
