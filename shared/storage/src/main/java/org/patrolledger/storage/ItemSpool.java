package org.patrolledger.storage;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// Runs of items that wait in one [ScratchFile], deflated. There is no file before the first run.
///
/// In memory are, while runs are written, the parts of the file that are under way; while all are
/// read at the same time, two pieces of each, which are the shorter the more runs there are.
final class ItemSpool implements AutoCloseable {
    private static final int BUFFER = 8 << 10;

    /// How many bytes the pieces of all runs have together, where that leaves each more than the
    /// shortest.
    private static final long PIECES = 64 << 20;

    /// So that a piece is worth its request: some 80 items.
    private static final long SHORTEST_PIECE = 16 << 10;

    /// Beyond this a longer piece saves next to nothing.
    private static final long LONGEST_PIECE = 1 << 20;

    /// Of each run the piece being read and the one after it.
    private static final int AHEAD = 2;

    private static final int PARALLEL = 16;

    private final Supplier<ScratchFile> scratch;
    private final FanOut fanOut = new FanOut(PARALLEL);
    private final List<Run> runs = new ArrayList<>();
    private final List<Inflater> inflaters = new ArrayList<>();
    private @Nullable ScratchFile file;
    private long end;

    /// @param scratch makes the file
    ItemSpool(Supplier<ScratchFile> scratch) {
        this.scratch = scratch;
    }

    /// Where a run lies in the file.
    private record Run(long start, long end, int items) {}

    boolean isEmpty() {
        return runs.isEmpty();
    }

    /// Adds a run, unless it is empty.
    ///
    /// @throws org.patrolledger.domain.StorageException if it cannot be stored
    void write(List<StoredRevision> items) throws IOException {
        if (items.isEmpty()) {
            return;
        }
        var to = file;
        if (to == null) {
            to = scratch.get();
            file = to;
        }
        long start = end;
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (var out =
                new DataOutputStream(
                        new BufferedOutputStream(
                                new DeflaterOutputStream(
                                        new Appending(to.written()), deflater, BUFFER),
                                BUFFER))) {
            for (var item : items) {
                item.write(out);
            }
        } finally {
            deflater.end();
        }
        runs.add(new Run(start, end, items.size()));
    }

    /// Every run, to be read at the same time, once no more are added.
    List<Iterator<StoredRevision>> runs() throws IOException {
        var from = file;
        if (from == null) {
            return List.of();
        }
        from.finish();
        long piece =
                Math.clamp(PIECES / ((long) AHEAD * runs.size()), SHORTEST_PIECE, LONGEST_PIECE);
        return runs.stream()
                .map(run -> pieces(from, run, piece))
                .toList() // the first pieces of all are under way before one is waited for
                .stream()
                .map(this::reader)
                .toList();
    }

    private Pieces pieces(ScratchFile from, Run run, long piece) {
        var starts =
                LongStream.iterate(run.start(), at -> at < run.end(), at -> at + piece)
                        .boxed()
                        .toList();
        return new Pieces(
                ReadAhead.begin(
                        starts,
                        start -> from.read(start, Math.min(start + piece, run.end())),
                        AHEAD,
                        fanOut),
                run.items());
    }

    /// What a run is read from.
    @SuppressWarnings("JdkObsolete") // what a SequenceInputStream takes
    private record Pieces(Iterator<byte[]> each, int items) implements Enumeration<InputStream> {
        @Override
        public boolean hasMoreElements() {
            return each.hasNext();
        }

        @Override
        public InputStream nextElement() {
            return new ByteArrayInputStream(each.next());
        }
    }

    private Iterator<StoredRevision> reader(Pieces pieces) {
        var inflater = new Inflater();
        inflaters.add(inflater);
        var in =
                new DataInputStream(
                        new BufferedInputStream(
                                new InflaterInputStream(
                                        new SequenceInputStream(pieces), inflater, BUFFER),
                                BUFFER));
        return new Iterator<>() {
            private int left = pieces.items();

            @Override
            public boolean hasNext() {
                return left > 0;
            }

            @Override
            public StoredRevision next() {
                if (left == 0) {
                    throw new NoSuchElementException();
                }
                left--;
                try {
                    var item = StoredRevision.read(in);
                    if (left == 0) {
                        end(in);
                    }
                    return item;
                } catch (IOException e) {
                    throw new UncheckedIOException("a run of submissions cannot be read", e);
                }
            }
        };
    }

    /// Reads to the end of a run, where its checksum is.
    private static void end(InputStream in) throws IOException {
        if (in.read() >= 0) {
            throw new IOException("there is more than its items");
        }
    }

    /// Removes the file. What is read afterwards fails.
    @Override
    public void close() {
        inflaters.forEach(Inflater::end);
        if (file != null) {
            file.close();
        }
    }

    /// Writes at the end of the file, which stays open.
    private final class Appending extends FilterOutputStream {
        Appending(OutputStream file) {
            super(file);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            end++;
        }

        @Override
        public void write(byte[] content, int from, int length) throws IOException {
            out.write(content, from, length);
            end += length;
        }

        @Override
        public void close() {
            // Another run may follow.
        }
    }
}
