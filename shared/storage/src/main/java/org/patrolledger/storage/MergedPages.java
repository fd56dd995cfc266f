package org.patrolledger.storage;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Several sorted sources as one sorted stream, each read page by page. In memory are, of each
/// source, the page being consumed and the one after it, which is fetched meanwhile; the more
/// sources there are that still have elements, the smaller the pages.
///
/// Nothing is fetched before the first element is asked for; the first pages are then fetched
/// together.
final class MergedPages<T> implements Iterator<T> {

    /// A stretch of a source.
    ///
    /// @param next where the source goes on; empty at its end
    record Page<T>(List<T> items, Map<String, AttributeValue> next) {}

    interface Source<T> {
        /// Fetches a page.
        ///
        /// @param from where the page before ended, empty for the first
        /// @param most how many elements it may have
        Page<T> page(Map<String, AttributeValue> from, int most);
    }

    /// How many elements the pages being consumed hold together, where that leaves each more than
    /// the smallest page. As many again are being fetched.
    private static final int OPEN = 36_000;

    /// So that a page is worth its request.
    private static final int SMALLEST_PAGE = 12;

    /// With more sources, their smallest pages hold more than that: see [SpooledItems].
    static final int MOST_SOURCES = OPEN / SMALLEST_PAGE;

    /// Beyond this a larger page saves next to nothing.
    static final int LARGEST_PAGE = 1_000;

    private final List<? extends Source<T>> sources;
    private final FanOut fanOut;
    private final PriorityQueue<Cursor> cursors;
    private boolean started;
    private volatile boolean closed;

    private MergedPages(
            List<? extends Source<T>> sources, Comparator<? super T> order, FanOut fanOut) {
        this.sources = sources;
        this.fanOut = fanOut;
        this.cursors =
                new PriorityQueue<>(
                        Math.max(1, sources.size()),
                        (one, other) -> order.compare(one.head(), other.head()));
    }

    /// The elements of `sources`, each of which is sorted by `order`, in that order. To be closed:
    /// it may have fetches under way.
    static <T> Stream<T> of(
            List<? extends Source<T>> sources, Comparator<? super T> order, FanOut fanOut) {
        var merged = new MergedPages<T>(sources, order, fanOut);
        int traits = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(merged, traits), false)
                .onClose(() -> merged.closed = true);
    }

    @Override
    public boolean hasNext() {
        if (!started) {
            started = true;
            int most = share(sources.size());
            sources.stream()
                    .map(source -> new Cursor(source, most))
                    .toList() // all first pages are under way before the first is waited for
                    .forEach(this::enqueue);
        }
        return !cursors.isEmpty();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var cursor = cursors.remove();
        T item = cursor.take();
        enqueue(cursor);
        return item;
    }

    private static int share(int sources) {
        return Math.clamp(OPEN / Math.max(1, sources), SMALLEST_PAGE, LARGEST_PAGE);
    }

    private void enqueue(Cursor cursor) {
        if (cursor.advance()) {
            cursors.add(cursor);
        }
    }

    /// Where one source has come to.
    private final class Cursor {
        private final Source<T> source;
        private @Nullable Future<Page<T>> ahead;
        private List<T> items = List.of();
        private int at;

        Cursor(Source<T> source, int most) {
            this.source = source;
            ahead = fetch(Map.of(), most);
        }

        private Future<Page<T>> fetch(Map<String, AttributeValue> from, int most) {
            return fanOut.start(
                    () -> closed ? new Page<T>(List.of(), Map.of()) : source.page(from, most));
        }

        /// Whether there is a head; waits for the next page where this one is used up. A page can
        /// be empty and still have one after it.
        boolean advance() {
            while (at == items.size()) {
                if (ahead == null) {
                    return false;
                }
                var page = FanOut.await(ahead);
                items = page.items();
                at = 0;
                ahead =
                        page.next().isEmpty()
                                ? null
                                : fetch(page.next(), share(cursors.size() + 1));
            }
            return true;
        }

        T head() {
            return items.get(at);
        }

        T take() {
            return items.get(at++);
        }
    }
}
