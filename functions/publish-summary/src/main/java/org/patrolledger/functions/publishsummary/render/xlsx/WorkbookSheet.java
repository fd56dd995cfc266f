package org.patrolledger.functions.publishsummary.render.xlsx;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A sheet: a title in its first cell, lines of text below it, and at most one table.
///
/// @param name at most 31 characters, none of `: \ / ? * [ ]`
/// @param lines one to a row, in the first column
public record WorkbookSheet(String name, String title, List<String> lines, Optional<Table> table) {
    private static final Pattern NAME = Pattern.compile("[^:\\\\/?*\\[\\]']{1,31}");
    private static final Pattern TABLE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{2,254}");

    /// A column of a table.
    ///
    /// @param title unlike that of any other column of the table
    /// @param width in characters
    /// @param figures whether its cells are aligned to the right, as figures are
    public record Column(String title, int width, boolean figures) {
        public static Column words(String title, int width) {
            return new Column(title, width, false);
        }

        public static Column figures(String title) {
            return new Column(title, 16, true);
        }
    }

    /// A table that is marked up as one: it has a name, and one row of headers.
    ///
    /// @param name letters, digits and `_`; unlike that of any other table of the workbook
    /// @param rows at least one, each with a cell for every column
    public record Table(String name, List<Column> columns, List<List<WorkbookCell>> rows) {
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            if (!TABLE_NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("a table's name has letters, digits and _");
            }
            if (rows.isEmpty()) {
                throw new IllegalArgumentException("a table has at least one row");
            }
            var titles = new HashSet<String>();
            for (var column : columns) {
                if (column.title().isBlank()
                        || !titles.add(column.title().toLowerCase(Locale.ROOT))) {
                    throw new IllegalArgumentException("every column has a header of its own");
                }
            }
            for (var row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException("a row has a cell for every column");
                }
            }
        }
    }

    public WorkbookSheet {
        lines = List.copyOf(lines);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a sheet's name has 1 to 31 characters");
        }
        if (title.isBlank() || lines.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a sheet has a title, and no blank line");
        }
    }

    /// The row of the table's headers, from 1.
    int headerRow() {
        return lines.size() + 2;
    }

    /// The last row that holds anything, from 1.
    int lastRow() {
        return lines.size() + 1 + table.map(it -> 1 + it.rows().size()).orElse(0);
    }

    int lastColumn() {
        return table.map(it -> it.columns().size()).orElse(1);
    }
}
