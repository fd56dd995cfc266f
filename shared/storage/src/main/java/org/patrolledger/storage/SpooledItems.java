package org.patrolledger.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
import org.patrolledger.storage.MergedPages.Page;
import org.patrolledger.storage.MergedPages.Source;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of more sources than can be open at once as one sorted stream: the sources are read
/// one after the other, some side by side, and their items sorted in runs. Where one run takes all
/// of them, it stays in memory; else all runs wait in S3 ([ItemSpool]) and are merged from there.
///
/// In memory are one run and the pages under way, then a few pieces of each run, however many
/// sources and items there are; on disk is nothing. A source costs the queries that its items take,
/// and one where it has none.
final class SpooledItems implements Iterator<StoredRevision> {
    /// How many sources are read at once.
    static final int OPEN = 16;

    private final List<? extends Source<StoredRevision>> sources;
    private final FanOut fanOut;
    private final int run;
    private final ItemSpool spool;
    private final PriorityQueue<Head> heads;
    private boolean started;
    private boolean isRead;

    private SpooledItems(
            List<? extends Source<StoredRevision>> sources, FanOut fanOut, Sorting sorting) {
        this.sources = sources;
        this.fanOut = fanOut;
        this.run = sorting.run();
        this.spool = new ItemSpool(sorting.scratch());
        this.heads =
                new PriorityQueue<>(
                        (one, other) -> StoredRevision.BY_ID.compare(one.item(), other.item()));
    }

    /// The items of `sources` in the order of their ids. Nothing is fetched before the first is
    /// asked for; all is fetched then. To be closed: it may have a file.
    static Stream<StoredRevision> of(
            List<? extends Source<StoredRevision>> sources, FanOut fanOut, Sorting sorting) {
        var spooled = new SpooledItems(sources, fanOut, sorting);
        int traits = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(spooled, traits), false)
                .onClose(spooled.spool::close);
    }

    /// The next item of a run, and those after it.
    private record Head(StoredRevision item, Iterator<StoredRevision> rest) {}

    /// A page under way.
    private record Fetch(Source<StoredRevision> source, Future<Page<StoredRevision>> page) {}

    @Override
    public boolean hasNext() {
        if (!started) {
            started = true;
            try {
                read();
                isRead = true;
            } catch (IOException e) {
                throw new UncheckedIOException("submissions could not be sorted", e);
            }
        }
        if (!isRead) {
            throw new IllegalStateException("reading failed before: what was read is a part");
        }
        return !heads.isEmpty();
    }

    @Override
    public StoredRevision next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var head = heads.remove();
        begin(head.rest());
        return head.item();
    }

    private void begin(Iterator<StoredRevision> items) {
        if (items.hasNext()) {
            heads.add(new Head(items.next(), items));
        }
    }

    private void read() throws IOException {
        var left = sources.iterator();
        var underWay = new ArrayDeque<Fetch>();
        var items = new ArrayList<StoredRevision>();
        long bytes = 0;
        while (true) {
            while (underWay.size() < OPEN && left.hasNext()) {
                underWay.add(fetch(left.next(), Map.of()));
            }
            var fetched = underWay.poll();
            if (fetched == null) {
                break;
            }
            var page = FanOut.await(fetched.page());
            if (!page.next().isEmpty()) {
                underWay.add(fetch(fetched.source(), page.next()));
            }
            items.addAll(page.items());
            bytes += page.items().stream().mapToLong(StoredRevision::length).sum();
            if (bytes >= run) {
                items.sort(StoredRevision.BY_ID);
                spool.write(items);
                items.clear();
                bytes = 0;
            }
        }
        items.sort(StoredRevision.BY_ID);
        if (spool.isEmpty()) {
            begin(items.iterator());
        } else {
            spool.write(items);
            spool.runs().forEach(this::begin);
        }
    }

    private Fetch fetch(Source<StoredRevision> source, Map<String, AttributeValue> from) {
        return new Fetch(source, fanOut.start(() -> source.page(from, MergedPages.LARGEST_PAGE)));
    }
}
