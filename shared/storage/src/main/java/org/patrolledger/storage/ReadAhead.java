package org.patrolledger.storage;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What a call gives for each of some arguments, in their order, a bounded number of calls ahead of
/// what is consumed, side by side.
final class ReadAhead<A, T> implements Iterator<T> {
    private final Iterator<A> arguments;
    private final Function<A, T> call;
    private final int ahead;
    private final FanOut fanOut;
    private final Queue<Future<T>> started = new ArrayDeque<>();

    private ReadAhead(List<A> arguments, Function<A, T> call, int ahead, FanOut fanOut) {
        this.arguments = arguments.iterator();
        this.call = call;
        this.ahead = ahead;
        this.fanOut = fanOut;
    }

    /// The results of `call`; nothing is called before the first is asked for.
    static <A, T> Stream<T> of(List<A> arguments, Function<A, T> call, int ahead) {
        var reader = new ReadAhead<A, T>(arguments, call, ahead, new FanOut(ahead));
        int traits = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(reader, traits), false);
    }

    /// The results of `call`, made by `fanOut` along with others; the first are under way.
    static <A, T> Iterator<T> begin(
            List<A> arguments, Function<A, T> call, int ahead, FanOut fanOut) {
        var reader = new ReadAhead<A, T>(arguments, call, ahead, fanOut);
        reader.start();
        return reader;
    }

    @Override
    public boolean hasNext() {
        start();
        return !started.isEmpty();
    }

    private void start() {
        while (started.size() < ahead && arguments.hasNext()) {
            var next = arguments.next();
            started.add(fanOut.start(() -> call.apply(next)));
        }
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return FanOut.await(started.remove());
    }
}
