package org.patrolledger.storage;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// Runs of items that wait on disk, deflated, in one file, which has no name once it is open: the
/// system takes it away with the process, however that ends. There is no file before the first run.
final class ItemSpool implements AutoCloseable {
    private static final int BUFFER = 8 << 10;

    private final Place place;
    private final List<Run> runs = new ArrayList<>();
    private final List<Inflater> inflaters = new ArrayList<>();
    private @Nullable FileChannel file;
    private long end;

    /// Where the file is opened.
    interface Place {
        FileChannel open() throws IOException;
    }

    /// A spool in the folder of temporary files.
    ItemSpool() {
        this(() -> open(Files.createTempFile("submissions-", ".spool")));
    }

    ItemSpool(Place place) {
        this.place = place;
    }

    /// Where a run lies in the file.
    private record Run(long start, long end, int items) {}

    /// Adds a run.
    ///
    /// @throws IOException as where the disk is full
    void write(List<StoredRevision> items) throws IOException {
        var channel = file;
        if (channel == null) {
            channel = place.open();
            file = channel;
        }
        long start = end;
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (var out =
                new DataOutputStream(
                        new BufferedOutputStream(
                                new DeflaterOutputStream(new Appending(channel), deflater, BUFFER),
                                BUFFER))) {
            for (var item : items) {
                item.write(out);
            }
        } finally {
            deflater.end();
        }
        runs.add(new Run(start, end, items.size()));
    }

    private static FileChannel open(Path made) throws IOException {
        try {
            return FileChannel.open(
                    made,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            Files.deleteIfExists(made);
            throw e;
        }
    }

    /// Every run, to be read at the same time.
    List<Iterator<StoredRevision>> runs() {
        var channel = file;
        return channel == null
                ? List.of()
                : runs.stream().map(run -> reader(channel, run)).toList();
    }

    private Iterator<StoredRevision> reader(FileChannel channel, Run run) {
        var inflater = new Inflater();
        inflaters.add(inflater);
        var in =
                new DataInputStream(
                        new BufferedInputStream(
                                new InflaterInputStream(
                                        new Stretch(channel, run.start(), run.end()),
                                        inflater,
                                        BUFFER),
                                BUFFER));
        return new Iterator<>() {
            private int left = run.items();

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
                    return StoredRevision.read(in);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    /// Gives the file back. What is read afterwards fails.
    @Override
    public void close() {
        inflaters.forEach(Inflater::end);
        var channel = file;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// Writes at the end of the file.
    private final class Appending extends OutputStream {
        private final FileChannel channel;

        Appending(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] content, int from, int length) throws IOException {
            var left = ByteBuffer.wrap(content, from, length);
            while (left.hasRemaining()) {
                end += channel.write(left, end);
            }
        }
    }

    /// Reads a stretch of the file, wherever others read.
    private static final class Stretch extends InputStream {
        private final FileChannel channel;
        private long at;
        private final long end;

        Stretch(FileChannel channel, long start, long end) {
            this.channel = channel;
            this.at = start;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (at == end) {
                return -1;
            }
            int most = (int) Math.min(length, end - at);
            int read = channel.read(ByteBuffer.wrap(into, from, most), at);
            at += Math.max(read, 0);
            return read;
        }
    }
}
