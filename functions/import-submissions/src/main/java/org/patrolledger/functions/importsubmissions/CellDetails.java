package org.patrolledger.functions.importsubmissions;

import java.util.Optional;
import org.patrolledger.contract.Fault;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.contract.SubmissionReader;
import org.patrolledger.contract.Type;
import org.patrolledger.contract.imports.FormFields;
import org.patrolledger.contract.imports.ImportMapping;
import org.patrolledger.contract.imports.ImportMapping.DateFormat;
import org.patrolledger.domain.submission.Submission.Kind;

/// What is wrong with a cell, where a spreadsheet may hold more than the API: names for ids, and
/// times as people write them. What the API asks for would mislead there.
final class CellDetails {
    private final String time;

    CellDetails(ImportMapping mapping) {
        boolean monthFirst =
                mapping.dateFormat().filter(it -> it == DateFormat.MONTH_FIRST).isPresent();
        this.time =
                "This must be a date of the calendar and a time of day, from 2000 to 2100: "
                        + (monthFirst
                                ? "the month first, as in 01/31/2023 19:00,"
                                : "the day first, as in 31/01/2023 19:00,")
                        + " or as in 2023-01-31 19:00.";
    }

    /// A fault of a cell, in the words of spreadsheets.
    Fault of(Optional<Kind> kind, Fault fault) {
        return fault.rule() == Rule.FORMAT && !fault.pointer().isEmpty()
                ? detail(kind, fault.pointer())
                        .map(it -> new Fault(fault.pointer(), fault.rule(), it))
                        .orElse(fault)
                : fault;
    }

    private Optional<String> detail(Optional<Kind> kind, String pointer) {
        return switch (FormFields.segments(pointer).getFirst()) {
            case "operation" -> Optional.of(unknown("operation", "its name or its id"));
            case "organisation" -> Optional.of(unknown("organisation", "its name or its id"));
            case "place" ->
                    Optional.of(unknown("place", "the name or the id of one of the operation's"));
            case "priorities" ->
                    Optional.of(
                            unknown("priority", "the name or the id of one of the operation's"));
            default ->
                    kind.map(it -> FormFields.type(SubmissionReader.form(it), pointer))
                            .filter(it -> it instanceof Type.Time)
                            .map(it -> time);
        };
    }

    private static String unknown(String what, String instead) {
        return "No such " + what + " is in the catalogue: give " + instead + ".";
    }
}
