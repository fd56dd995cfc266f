package org.patrolledger.formats;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.summary.Contribution;
import org.patrolledger.domain.summary.LineageLine;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.domain.time.Interval;
import org.patrolledger.domain.time.OperationalDay;

/// The lineage of an edition as `lineage.jsonl`: one line of RFC 8785 canonical JSON for each
/// submission, sorted by submission id, each ended by a line feed. Read and written line by line.
public final class LineageDocument {
    private LineageDocument() {}

    /// The line of `line`, without its line feed.
    public static byte[] line(LineageLine line) {
        var out = new ByteArrayOutputStream(512);
        try (var generator = Json.canonicalGenerator(out)) {
            LineageJson.write(generator, line);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return out.toByteArray();
    }

    /// Reads what [#line] makes.
    ///
    /// @throws MalformedDocumentException if `line` is no such line
    public static LineageLine read(byte[] line) {
        return JsonObjectReader.reading(
                "line of a lineage", () -> read(JsonObjectReader.parse(line)));
    }

    private static LineageLine read(JsonObjectReader fields) {
        var adds = new Measures.Sums();
        fields.object("adds").counts((id, count) -> adds.add(SummaryJson.measure(id), count));
        var parts = new ArrayList<Contribution.Part>();
        fields.object("breakdowns")
                .objects((id, values) ->
                        values.counts((value, count) ->
                                parts.add(
                                        new Contribution.Part(
                                                SummaryJson.breakdown(id), value, count))));
        return new LineageLine(
                fields.submission("submissionId"),
                fields.smallCount("revision"),
                fields.digest("digest"),
                fields.optionalText("day").map(OperationalDay::parse),
                new Contribution(
                        new OperationId(fields.text("operation")),
                        fields.place("place"),
                        adds.measures(),
                        parts,
                        patrol(fields)));
    }

    private static Optional<Interval> patrol(JsonObjectReader fields) {
        return fields.optional("patrol")
                .map(it -> new Interval(it.instant("from"), it.instant("to")));
    }

    /// Writes lines as they come, some at a time: what is to be there has to be flushed or closed.
    public static final class Writer implements Closeable, Flushable {
        private final JsonGenerator out;

        /// @param out closed with this
        public Writer(OutputStream out) {
            this.out = Json.canonicalGenerator(out);
        }

        /// Writes the next line. Failure to write is an [UncheckedIOException].
        public void write(LineageLine line) {
            try {
                LineageJson.write(out, line);
                out.writeRaw('\n');
            } catch (IOException e) {
                throw new UncheckedIOException("the lineage cannot be written", e);
            }
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /// Reads lines as they are asked for. Failure to read is an [UncheckedIOException], a line that
    /// is none a [MalformedDocumentException].
    public static final class Reader implements Iterator<LineageLine>, Closeable {
        private final Lines lines;
        private byte @Nullable [] next;

        /// @param in closed with this
        public Reader(InputStream in) {
            this.lines = new Lines(in);
            this.next = lines.next();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public LineageLine next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            var line = read(next);
            next = lines.next();
            return line;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    /// The lines of a stream, each of which ends with a line feed, the last one too. Failure to
    /// read is an [UncheckedIOException], a last line without its end a
    /// [MalformedDocumentException].
    public static final class Lines implements Closeable {
        private final InputStream in;

        /// @param in closed with this
        public Lines(InputStream in) {
            this.in = new BufferedInputStream(in, 1 << 16);
        }

        /// The next line without its line feed; null at the end.
        public byte @Nullable [] next() {
            try {
                var line = new ByteArrayOutputStream(512);
                for (int b = in.read(); b != '\n'; b = in.read()) {
                    if (b < 0) {
                        if (line.size() > 0) {
                            throw new MalformedDocumentException(
                                    "the last line does not end with a line feed");
                        }
                        return null;
                    }
                    line.write(b);
                }
                return line.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException("the lineage cannot be read", e);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
