package org.patrolledger.benchmarks.documents;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.storage.StoredRevision;
import org.patrolledger.storage.SubmissionItem;

/// Stored submissions in two files: the documents, one a line, which any program can read, and
/// beside them the attributes that an item of the table has besides its body.
///
/// Each line of attributes is as long as any other, and has the length of its document: making an
/// item is none of what is measured, so it looks for nothing.
public final class StoredFile {
    private static final int BUFFER = 1 << 16;

    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private static final int LENGTH_END = 6;

    /// Where a line of attributes has what, from and to: `000477 incident sha256:…
    /// 2023-01-31T05:05:50.350Z 1 false sergeant-17 essex-police request`. The kind is as long as
    /// the longer one of the two.
    private static final Map<String, int[]> SPANS =
            Map.of(
                    SubmissionItem.KIND, new int[] {7, 17},
                    SubmissionItem.DIGEST, new int[] {18, 89},
                    SubmissionItem.RECEIVED_AT, new int[] {90, 114},
                    SubmissionItem.FIRST_RECEIVED_AT, new int[] {90, 114},
                    SubmissionItem.REVISION, new int[] {115, 116},
                    SubmissionItem.WITHDRAWN, new int[] {117, 122},
                    SubmissionItem.SUBMITTED_BY, new int[] {123, 134},
                    SubmissionItem.SUBMITTED_FOR, new int[] {135, 147},
                    SubmissionItem.REQUEST, new int[] {148, 155});

    private static final int LINE = 156;

    /// Places of attributes with their spans, three numbers each.
    private static final int[] PLACES =
            SPANS.entrySet().stream()
                    .flatMapToInt(it ->
                            IntStream.of(
                                    StoredRevision.placeOf(it.getKey()),
                                    it.getValue()[0],
                                    it.getValue()[1]))
                    .toArray();

    private static final int BODY = StoredRevision.placeOf(SubmissionItem.BODY);
    private static final int KIND = StoredRevision.placeOf(SubmissionItem.KIND);
    private static final int KIND_FROM = 7;
    private static final int INCIDENT_TO = 15;

    private StoredFile() {}

    /// The documents, as newline-delimited JSON.
    public static Path documents(Path folder, long count) {
        return folder.resolve("submissions-" + count + ".ndjson");
    }

    private static Path attributes(Path documents) {
        return documents.resolveSibling(documents.getFileName() + ".attributes");
    }

    /// Writes `documents`, all that are left of them.
    public static void write(Documents documents, Path file) throws IOException {
        try (var bodies = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
                var attributes =
                        new BufferedOutputStream(Files.newOutputStream(attributes(file)), BUFFER)) {
            while (documents.hasNext()) {
                var document = documents.next();
                var body = document.body().getBytes(StandardCharsets.UTF_8);
                bodies.write(body);
                bodies.write('\n');
                attributes.write(line(document, body).getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private static String line(Documents.Document document, byte[] body) {
        return String.format(
                Locale.ROOT,
                "%06d %-10s %s %s 1 false sergeant-17 essex-police request\n",
                body.length,
                document.kind().code(),
                Digest.of(body).value(),
                MILLISECONDS.format(document.receivedAt()));
    }

    /// Removes both files.
    public static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(attributes(file));
    }

    /// Reads items in the order of the file.
    public static final class Reader implements Closeable {
        private final Blocks bodies;
        private final Blocks attributes;

        /// The items of `file`.
        public Reader(Path file) throws IOException {
            bodies = new Blocks(Files.newInputStream(file));
            attributes = new Blocks(Files.newInputStream(attributes(file)));
        }

        /// The next item, as publish-summary reads it from the wire; null at the end.
        public @Nullable StoredRevision next() throws IOException {
            if (!attributes.next(LINE)) {
                return null;
            }
            int length = attributes.number(0, LENGTH_END);
            if (!bodies.next(length + 1)) {
                throw new EOFException("a document is missing");
            }
            var texts = new byte[LINE + length];
            attributes.copy(texts, 0, LINE);
            bodies.copy(texts, LINE, length);
            var item = new StoredRevision(texts);
            for (int i = 0; i < PLACES.length; i += 3) {
                item.set(PLACES[i], PLACES[i + 1], PLACES[i + 2]);
            }
            if (texts[KIND_FROM] == 'i') {
                item.set(KIND, KIND_FROM, INCIDENT_TO);
            }
            item.set(BODY, LINE, texts.length);
            return item;
        }

        @Override
        public void close() throws IOException {
            try (bodies) {
                attributes.close();
            }
        }
    }

    /// Stretches of a file, one after another, by the block.
    private static final class Blocks implements Closeable {
        private final InputStream in;
        private byte[] buffer = new byte[BUFFER];
        private int from;
        private int to;
        private int end;

        Blocks(InputStream in) {
            this.in = in;
        }

        /// Whether there are `length` more bytes, which are then those that are asked about.
        boolean next(int length) throws IOException {
            from = to;
            while (end - from < length) {
                if (!more(length)) {
                    return false;
                }
            }
            to = from + length;
            return true;
        }

        /// Reads on, with what is left of the buffer moved to its start.
        private boolean more(int length) throws IOException {
            int left = end - from;
            if (length > buffer.length) {
                buffer = Arrays.copyOf(buffer, 2 * length);
            }
            System.arraycopy(buffer, from, buffer, 0, left);
            from = 0;
            int read = in.read(buffer, left, buffer.length - left);
            end = left + Math.max(0, read);
            return read > 0;
        }

        int number(int start, int stop) {
            int value = 0;
            for (int i = from + start; i < from + stop; i++) {
                value = value * 10 + buffer[i] - '0';
            }
            return value;
        }

        void copy(byte[] into, int at, int length) {
            System.arraycopy(buffer, from, into, at, length);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
