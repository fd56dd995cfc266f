package org.patrolledger.formats;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.patrolledger.domain.summary.Breakdown;
import org.patrolledger.domain.summary.Contribution;
import org.patrolledger.domain.summary.Contribution.Part;
import org.patrolledger.domain.summary.LineageLine;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Measures;

/// Writes a line of a lineage straight in its canonical form: the names come sorted.
///
/// A summary of millions of submissions writes millions of these, and a general canonicaliser,
/// which parses what it is to sort, would take most of the time of the fold. A test holds that both
/// give the same bytes.
final class LineageJson {
    /// RFC 8785 sorts names by UTF-16 code units, as [String] does.
    private static final List<Measure> MEASURES =
            Stream.of(Measure.values()).sorted(Comparator.comparing(Measure::id)).toList();

    private LineageJson() {}

    static void write(JsonGenerator out, LineageLine line) throws IOException {
        var contribution = line.contribution();
        out.writeStartObject();
        out.writeObjectFieldStart("adds");
        adds(out, contribution.adds());
        out.writeEndObject();
        out.writeObjectFieldStart("breakdowns");
        breakdowns(out, contribution);
        out.writeEndObject();
        if (line.day().isPresent()) {
            out.writeStringField("day", line.day().get().toString());
        }
        out.writeStringField("digest", line.digest().value());
        out.writeStringField("operation", contribution.operation().value());
        if (contribution.patrol().isPresent()) {
            var patrol = contribution.patrol().get();
            out.writeObjectFieldStart("patrol");
            out.writeStringField("from", patrol.from().toString());
            out.writeStringField("to", patrol.to().toString());
            out.writeEndObject();
        }
        out.writeStringField("place", contribution.place().value());
        out.writeNumberField("revision", line.revision());
        out.writeStringField("submissionId", line.submissionId().value());
        out.writeEndObject();
    }

    private static void adds(JsonGenerator out, Measures adds) throws IOException {
        for (var measure : MEASURES) {
            long value = adds.get(measure);
            if (value != 0) {
                out.writeNumberField(measure.id(), value);
            }
        }
    }

    private static void breakdowns(JsonGenerator out, Contribution contribution)
            throws IOException {
        var parts = contribution.parts().toArray(Part[]::new);
        Arrays.sort(parts, LineageJson::byName);
        for (int i = 0; i < parts.length; ) {
            var breakdown = parts[i].breakdown();
            out.writeObjectFieldStart(breakdown.id());
            while (i < parts.length && parts[i].breakdown() == breakdown) {
                var value = parts[i].value();
                long count = 0;
                for (; i < parts.length && same(parts[i], breakdown, value); i++) {
                    count = Math.addExact(count, parts[i].count());
                }
                out.writeNumberField(value, count);
            }
            out.writeEndObject();
        }
    }

    private static boolean same(Part part, Breakdown breakdown, String value) {
        return part.breakdown() == breakdown && part.value().equals(value);
    }

    /// As `Comparator.comparing` would have it, without its calls: a submission has many parts.
    private static int byName(Part one, Part other) {
        return one.breakdown() == other.breakdown()
                ? one.value().compareTo(other.value())
                : one.breakdown().id().compareTo(other.breakdown().id());
    }
}
