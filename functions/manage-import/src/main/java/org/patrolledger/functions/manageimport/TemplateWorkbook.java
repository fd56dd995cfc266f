package org.patrolledger.functions.manageimport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Range;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.patrolledger.contract.SubmissionReader;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.submission.Submission.Kind;

/// A workbook with a sheet for each kind of submission: a head for each value, and beneath it
/// drop-downs of words and of what the catalogue has. What they offer lies on a hidden sheet, for a
/// list within the cell itself ends after 255 characters.
final class TemplateWorkbook {
    /// The last row that has drop-downs: as many as an import takes.
    private static final int LAST_ROW = 20_000;

    private static final List<String> NOTES =
            List.of(
                    "One row is one report. The first row names the fields: leave it as it is.",
                    "Columns may be moved or deleted. For a third entry add columns such as concerns.3.category.",
                    "What was handed out gets a column for each item, such as itemsHandedOut.rape-alarm, with how many.",
                    "Times are those of Europe/London. An operational day begins at 06:00.",
                    "No names, addresses, telephone numbers or vehicle registrations of the public.",
                    "Import it with the preset patrol-ledger-xlsx.");

    private final Operation operation;
    private final Map<List<String>, Range> lists = new HashMap<>();

    TemplateWorkbook(Operation operation) {
        this.operation = operation;
    }

    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "Patrol Ledger", "1.0")) {
            var engagements = workbook.newWorksheet("Engagements");
            var incidents = workbook.newWorksheet("Incidents");
            var notes = workbook.newWorksheet("Notes");
            var words = workbook.newWorksheet("Words");
            words.setVisibilityState(VisibilityState.HIDDEN);
            int row = 0;
            for (var note : NOTES) {
                notes.value(row++, 0, note);
            }
            row = fill(engagements, Kind.ENGAGEMENT, words, notes, row + 1);
            fill(incidents, Kind.INCIDENT, words, notes, row + 1);
            notes.width(0, 120);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private int fill(Worksheet sheet, Kind kind, Worksheet words, Worksheet notes, int from) {
        int row = from;
        int at = 0;
        for (var column : TemplateColumns.of(SubmissionReader.form(kind), operation)) {
            sheet.value(0, at, column.head());
            sheet.style(0, at).bold().fillColor("DDE6F0").set();
            sheet.width(at, Math.max(14, column.head().length() + 2));
            var below = sheet.range(1, at, LAST_ROW, at);
            if (column.time()) {
                sheet.style(at).format("yyyy-mm-dd hh:mm").set();
            }
            if (!column.words().isEmpty()) {
                below.validateWithList(list(words, column.words()))
                        .allowBlank(true)
                        .showErrorMessage(!column.several())
                        .errorTitle("Not in the list")
                        .error("Choose one of the list.");
            }
            notes.value(row++, 0, sheet.getName() + ", " + column.head() + ": " + column.says());
            at++;
        }
        sheet.freezePane(1, 1);
        return row;
    }

    private Range list(Worksheet words, List<String> offered) {
        return lists.computeIfAbsent(
                offered,
                it -> {
                    int column = lists.size();
                    for (int i = 0; i < it.size(); i++) {
                        words.value(i, column, it.get(i));
                    }
                    return words.range(0, column, it.size() - 1, column);
                });
    }
}
