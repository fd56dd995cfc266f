package org.patrolledger.benchmarks.documents;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.patrolledger.aws.SubmissionItem;
import org.patrolledger.domain.submission.Digest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Stored submissions in two files: the documents, one a line, which any program can read, and
/// beside them the attributes that an item of the table has besides its body.
public final class StoredFile {
    private static final int BUFFER = 1 << 16;

    /// What all items have alike.
    private static final Map<String, AttributeValue> SAME =
            Map.of(
                    SubmissionItem.REVISION, AttributeValue.fromN("1"),
                    SubmissionItem.WITHDRAWN, AttributeValue.fromBool(false),
                    SubmissionItem.SUBMITTED_BY, AttributeValue.fromS("sergeant-17"),
                    SubmissionItem.SUBMITTED_FOR, AttributeValue.fromS("essex-police"),
                    SubmissionItem.REQUEST, AttributeValue.fromS("request"));

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
                attributes.write(
                        (document.kind().code()
                                        + ' '
                                        + Digest.of(body).value()
                                        + ' '
                                        + document.receivedAt().truncatedTo(ChronoUnit.MILLIS)
                                        + '\n')
                                .getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    /// Removes both files.
    public static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(attributes(file));
    }

    /// Reads items in the order of the file.
    public static final class Reader implements Closeable {
        private final Lines bodies;
        private final Lines attributes;

        /// The items of `file`.
        public Reader(Path file) throws IOException {
            bodies = new Lines(Files.newInputStream(file));
            attributes = new Lines(Files.newInputStream(attributes(file)));
        }

        /// The next item, as the SDK hands over an item of the table; null at the end.
        public @Nullable Map<String, AttributeValue> next() throws IOException {
            var body = bodies.next(StandardCharsets.UTF_8);
            var beside = attributes.next(StandardCharsets.ISO_8859_1);
            if (body == null || beside == null) {
                return null;
            }
            int kind = beside.indexOf(' ');
            int digest = beside.indexOf(' ', kind + 1);
            var receivedAt = AttributeValue.fromS(beside.substring(digest + 1));
            var item = HashMap.<String, AttributeValue>newHashMap(10);
            item.putAll(SAME);
            item.put(SubmissionItem.KIND, AttributeValue.fromS(beside.substring(0, kind)));
            item.put(SubmissionItem.BODY, AttributeValue.fromS(body));
            item.put(
                    SubmissionItem.DIGEST,
                    AttributeValue.fromS(beside.substring(kind + 1, digest)));
            item.put(SubmissionItem.RECEIVED_AT, receivedAt);
            item.put(SubmissionItem.FIRST_RECEIVED_AT, receivedAt);
            return item;
        }

        @Override
        public void close() throws IOException {
            try (bodies) {
                attributes.close();
            }
        }
    }

    /// Lines by the block: a call for each byte would take as long as all the rest.
    private static final class Lines implements Closeable {
        private final InputStream in;
        private byte[] buffer = new byte[BUFFER];
        private int at;
        private int end;

        Lines(InputStream in) {
            this.in = in;
        }

        @Nullable String next(Charset charset) throws IOException {
            int from = at;
            while (true) {
                for (int i = from; i < end; i++) {
                    if (buffer[i] == '\n') {
                        var line = new String(buffer, at, i - at, charset);
                        at = i + 1;
                        return line;
                    }
                }
                from = end - at;
                if (!more()) {
                    return null;
                }
            }
        }

        /// Reads on, with what is left of the buffer moved to its start.
        private boolean more() throws IOException {
            int left = end - at;
            if (left == buffer.length) {
                buffer = Arrays.copyOf(buffer, 2 * left);
            }
            System.arraycopy(buffer, at, buffer, 0, left);
            at = 0;
            int read = in.read(buffer, left, buffer.length - left);
            end = left + Math.max(0, read);
            return read > 0;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
