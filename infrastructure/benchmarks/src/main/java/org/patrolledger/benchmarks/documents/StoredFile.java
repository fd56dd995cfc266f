package org.patrolledger.benchmarks.documents;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.Submission;
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

    // Where a line of attributes has what: `000477 E sha256:… 2023-01-31T05:05:50.350Z`.
    private static final int LENGTH_END = 6;
    private static final int KIND = LENGTH_END + 1;
    private static final int DIGEST = KIND + 2;
    private static final int DIGEST_END = DIGEST + 71;
    private static final int TIME = DIGEST_END + 1;
    private static final int TIME_END = TIME + 24;
    private static final int LINE = TIME_END + 1;

    /// The places of the attributes that the fold reads: first those that items differ in.
    private static final int[] PLACES =
            Stream.of(
                            SubmissionItem.BODY,
                            SubmissionItem.DIGEST,
                            SubmissionItem.RECEIVED_AT,
                            SubmissionItem.FIRST_RECEIVED_AT,
                            SubmissionItem.KIND,
                            SubmissionItem.REVISION,
                            SubmissionItem.WITHDRAWN,
                            SubmissionItem.SUBMITTED_BY,
                            SubmissionItem.SUBMITTED_FOR,
                            SubmissionItem.REQUEST)
                    .mapToInt(it -> StoredRevision.placeOf(it).orElseThrow())
                    .toArray();

    /// What all items have alike, the last of [#PLACES].
    private static final String[] SAME = {"1", "false", "sergeant-17", "essex-police", "request"};

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
                "%06d %c %s %s\n",
                body.length,
                document.kind() == Submission.Kind.ENGAGEMENT ? 'E' : 'I',
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
            var kind = attributes.is(KIND, 'E') ? "engagement" : "incident";
            return item(
                    bodies.text(0, length, StandardCharsets.UTF_8),
                    attributes.text(DIGEST, DIGEST_END, StandardCharsets.ISO_8859_1),
                    attributes.text(TIME, TIME_END, StandardCharsets.ISO_8859_1),
                    attributes.text(TIME, TIME_END, StandardCharsets.ISO_8859_1),
                    kind);
        }

        /// @param texts those of the first of [#PLACES]
        private static StoredRevision item(String... texts) {
            var item = new StoredRevision();
            for (int i = 0; i < PLACES.length; i++) {
                item.set(PLACES[i], i < texts.length ? texts[i] : SAME[i - texts.length]);
            }
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

        boolean is(int at, char c) {
            return buffer[from + at] == c;
        }

        int number(int start, int stop) {
            int value = 0;
            for (int i = from + start; i < from + stop; i++) {
                value = value * 10 + buffer[i] - '0';
            }
            return value;
        }

        String text(int start, int stop, Charset charset) {
            return new String(buffer, from + start, stop - start, charset);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
