package org.patrolledger.functions.importsubmissions;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.imports.ImportRecord;
import org.patrolledger.functions.importsubmissions.Source.UnreadableException;

/// The rows of one sheet under their heads. The heads are the first row, among the first that are
/// not empty, that has more of the mapping's columns than any other: a title may stand above.
final class Table {
    /// How many rows that are not empty are looked at for heads.
    private static final int LOOKED_AT = 20;

    private final String sheet;
    private final Rows rows;
    private final Deque<SheetRow> ahead;
    private final List<String> heads;
    private final boolean annotated;

    private Table(String sheet, Rows rows, Deque<SheetRow> ahead, List<String> heads) {
        this.sheet = sheet;
        this.rows = rows;
        this.ahead = ahead;
        this.heads = heads;
        this.annotated = heads.contains(ImportRecord.WHAT_IS_WRONG);
    }

    /// Rows of a sheet, one by one.
    @FunctionalInterface
    interface Rows {
        /// The next row; null at the end.
        @Nullable SheetRow next() throws IOException;
    }

    /// The table of a sheet; null where none of its first rows has a column of the mapping.
    ///
    /// @throws UnreadableException if two columns that the mapping reads have the same head
    static @Nullable Table of(String sheet, Rows rows, KnownHeads known) throws IOException {
        var first = new ArrayList<SheetRow>();
        int best = -1;
        int most = 0;
        while (first.size() < LOOKED_AT) {
            var row = rows.next();
            if (row == null) {
                break;
            }
            if (!row.isEmpty()) {
                int there = known.in(stripped(row.texts()));
                if (there > most) {
                    most = there;
                    best = first.size();
                }
                first.add(row);
            }
        }
        if (best < 0) {
            return null;
        }
        var heads = stripped(first.get(best).texts());
        requireDifferent(heads, known);
        return new Table(
                sheet,
                rows,
                new ArrayDeque<>(first.subList(best + 1, first.size())),
                List.copyOf(heads));
    }

    private static List<String> stripped(List<String> texts) {
        return texts.stream().map(String::strip).toList();
    }

    private static void requireDifferent(List<String> heads, KnownHeads known)
            throws UnreadableException {
        var seen = new HashMap<String, Integer>();
        for (int i = 0; i < heads.size(); i++) {
            var head = heads.get(i);
            var before = head.isEmpty() ? null : seen.putIfAbsent(head, i);
            if (before != null && known.has(head)) {
                throw new UnreadableException(
                        "Columns "
                                + Row.letters(before)
                                + " and "
                                + Row.letters(i)
                                + " have the same head.");
            }
        }
    }

    /// The next row that is not empty; null at the end.
    @Nullable Row next() throws IOException {
        while (true) {
            var row = ahead.isEmpty() ? rows.next() : ahead.removeFirst();
            if (row == null) {
                return null;
            }
            if (!row.isEmpty()) {
                var named = named(row);
                if (!named.cells().isEmpty() || !named.flaws().isEmpty()) {
                    return named;
                }
            }
        }
    }

    private Row named(SheetRow row) {
        var cells = new LinkedHashMap<String, Row.Cell>();
        var flaws = new ArrayList<Row.Flaw>();
        for (int i = 0; i < row.texts().size(); i++) {
            var text = row.texts().get(i).strip();
            var head = i < heads.size() ? heads.get(i) : "";
            var flaw = row.flaws().get(i);
            if (flaw != null) {
                flaws.add(new Row.Flaw(head, Row.letters(i), flaw));
            }
            if (text.isEmpty() || head.equals(ImportRecord.WHAT_IS_WRONG)) {
                continue;
            }
            if (head.isEmpty()) {
                flaws.add(new Row.Flaw("", Row.letters(i), "This cell has no head above it."));
            } else {
                cells.putIfAbsent(head, new Row.Cell(Row.letters(i), meant(text)));
            }
        }
        return new Row(sheet, row.number(), heads, cells, flaws, null);
    }

    /// In a file that came from a check, an apostrophe keeps spreadsheets from taking a text for a
    /// formula.
    private String meant(String text) {
        return annotated
                        && text.length() > 1
                        && text.startsWith("'")
                        && FaultFiles.isFormula(text.substring(1))
                ? text.substring(1)
                : text;
    }
}
