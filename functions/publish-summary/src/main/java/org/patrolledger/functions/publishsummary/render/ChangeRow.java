package org.patrolledger.functions.publishsummary.render;

import java.util.Locale;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.formats.change.Figure;
import org.patrolledger.formats.words.Labels;
import org.patrolledger.formats.words.Names;
import org.patrolledger.formats.words.Quantities;

/// A figure that changed, as the page and the workbook name it.
///
/// @param level of what it is a figure: the operation, a place, a priority, a breakdown or shifts
/// @param of which one; empty where there is only one
/// @param figure what is counted
/// @param id of what is counted
/// @param time whether it is a time, in minutes
record ChangeRow(String level, String of, String figure, String id, boolean time) {
    static ChangeRow of(Figure figure, Names names) {
        return switch (figure) {
            case Figure.Measured measured -> measured(measured, names);
            case Figure.Counted(var breakdown, var value) ->
                    new ChangeRow(
                            "Breakdown",
                            Labels.of(breakdown),
                            names.of(breakdown, value),
                            breakdown.id() + "/" + value,
                            false);
            case Figure.Covered covered ->
                    new ChangeRow(
                            "Shifts",
                            "",
                            "Shifts " + covered.id(),
                            covered.name().toLowerCase(Locale.ROOT),
                            false);
        };
    }

    private static ChangeRow measured(Figure.Measured measured, Names names) {
        if (measured.place().isPresent()) {
            return measure("Place", names.of(measured.place().get()), measured.measure());
        }
        return measured.priority().isPresent()
                ? measure("Priority", names.of(measured.priority().get()), measured.measure())
                : measure("Operation", "", measured.measure());
    }

    private static ChangeRow measure(String level, String of, Measure measure) {
        return new ChangeRow(level, of, Labels.of(measure), measure.id(), Labels.isTime(measure));
    }

    /// A value of the figure in words.
    String shown(long value) {
        return time ? Quantities.time(value) : Quantities.number(value);
    }

    /// The way from one value to another in words.
    String difference(long was, long now) {
        return Quantities.difference(time ? Measure.PATROL_MINUTES : Measure.PATROLS, was, now);
    }
}
