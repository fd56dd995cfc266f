package org.patrolledger.functions.scheduledigests;

import java.util.List;
import java.util.Map;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.formats.words.Labels;
import org.patrolledger.formats.words.MeasureOrder;
import org.patrolledger.formats.words.Quantities;
import org.patrolledger.functions.scheduledigests.DigestContent.Section;

/// The figures of a section as rows, the same for page and text.
final class FigureTable {
    private FigureTable() {}

    /// A row, worded.
    ///
    /// @param lastWeek empty where the weeks are not compared, as is `change`
    /// @param change an arrow and words
    record Row(String label, String thisWeek, String lastWeek, String change) {}

    static List<Row> rows(Section section) {
        return MeasureOrder.MAIL.stream()
                .filter(measure -> shown(measure, section))
                .map(measure -> row(measure, section))
                .toList();
    }

    private static boolean shown(Measure measure, Section section) {
        return MeasureOrder.ALWAYS_IN_MAIL.contains(measure)
                || value(section.measures(), measure) > 0
                || section.previous().filter(it -> value(it, measure) > 0).isPresent();
    }

    private static Row row(Measure measure, Section section) {
        long now = value(section.measures(), measure);
        var label = label(measure);
        if (section.previous().isEmpty()) {
            return new Row(label, Quantities.of(measure, now), "", "");
        }
        long before = value(section.previous().get(), measure);
        return new Row(
                label,
                Quantities.of(measure, now),
                Quantities.of(measure, before),
                change(measure, before, now));
    }

    /// What the public calls it: a submission is a report.
    static String label(Measure measure) {
        return measure == Measure.SUBMISSIONS ? "Reports" : Labels.of(measure);
    }

    /// An arrow and the same in words.
    static String change(Measure measure, long before, long now) {
        if (before == now) {
            return "\u2192 no change";
        }
        var difference = Quantities.of(measure, Math.abs(now - before));
        return now > before ? "\u2191 up " + difference : "\u2193 down " + difference;
    }

    static long value(Map<Measure, Long> measures, Measure measure) {
        return measures.getOrDefault(measure, 0L);
    }
}
