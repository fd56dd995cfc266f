package org.patrolledger.formats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.patrolledger.domain.summary.Contribution;
import org.patrolledger.domain.summary.Contribution.Part;
import org.patrolledger.domain.summary.LineageLine;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.domain.time.Interval;

/// Writes a line of a lineage straight in its canonical form.
///
/// A summary of millions of submissions writes millions of these, and a general canonicaliser,
/// which parses what it is to sort, would take most of the time of the fold. A test holds that both
/// give the same bytes.
final class LineageText {
    /// RFC 8785 sorts names by UTF-16 code units, as [String] does.
    private static final List<Measure> MEASURES =
            Stream.of(Measure.values()).sorted(Comparator.comparing(Measure::id)).toList();

    private static final Comparator<Part> BY_NAME =
            Comparator.comparing((Part part) -> part.breakdown().id()).thenComparing(Part::value);

    private LineageText() {}

    static void append(StringBuilder out, LineageLine line) {
        var contribution = line.contribution();
        out.append("{\"adds\":{");
        adds(out, contribution.adds());
        out.append("},\"breakdowns\":{");
        breakdowns(out, contribution);
        out.append('}');
        line.day().ifPresent(day -> out.append(",\"day\":\"").append(day).append('"'));
        out.append(",\"digest\":\"").append(line.digest().value());
        out.append("\",\"operation\":\"").append(contribution.operation().value());
        patrol(out.append('"'), contribution.patrol());
        out.append(",\"place\":\"").append(contribution.place().value());
        out.append("\",\"revision\":").append(line.revision());
        out.append(",\"submissionId\":\"").append(line.submissionId().value()).append("\"}");
    }

    private static void adds(StringBuilder out, Measures adds) {
        boolean first = true;
        for (var measure : MEASURES) {
            long value = adds.get(measure);
            if (value != 0) {
                out.append(first ? "\"" : ",\"").append(measure.id()).append("\":").append(value);
                first = false;
            }
        }
    }

    private static void breakdowns(StringBuilder out, Contribution contribution) {
        var parts = contribution.parts().toArray(Part[]::new);
        Arrays.sort(parts, BY_NAME);
        for (int i = 0; i < parts.length; ) {
            var part = parts[i];
            boolean opens = i == 0 || parts[i - 1].breakdown() != part.breakdown();
            if (opens) {
                out.append(i == 0 ? "\"" : "},\"").append(part.breakdown().id()).append("\":{");
            }
            long count = 0;
            for (; i < parts.length && BY_NAME.compare(parts[i], part) == 0; i++) {
                count = Math.addExact(count, parts[i].count());
            }
            text(opens ? out : out.append(','), part.value());
            out.append(':').append(count);
        }
        if (parts.length > 0) {
            out.append('}');
        }
    }

    private static void patrol(StringBuilder out, Optional<Interval> patrol) {
        patrol.ifPresent(it ->
                out.append(",\"patrol\":{\"from\":\"")
                        .append(it.from())
                        .append("\",\"to\":\"")
                        .append(it.to())
                        .append("\"}"));
    }

    /// A string as RFC 8785, 3.2.2.2, escapes it.
    private static void text(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u00").append(c < 0x10 ? "0" : "1");
                        out.append(Character.forDigit(c & 0xF, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
