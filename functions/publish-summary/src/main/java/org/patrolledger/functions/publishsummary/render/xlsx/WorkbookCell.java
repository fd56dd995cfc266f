package org.patrolledger.functions.publishsummary.render.xlsx;

import java.time.LocalDate;

/// What a cell of a table holds. There are no formulas: a text stays a text even where it begins
/// with `=`.
public sealed interface WorkbookCell {
    /// A text, wrapped where it is longer than its column.
    record Text(String text) implements WorkbookCell {}

    /// A whole number, shown with separators of thousands.
    record Figure(long value) implements WorkbookCell {}

    /// A date, shown as `2023-02-03`.
    record Day(LocalDate date) implements WorkbookCell {}

    /// What stands where a figure cannot be given, such as `[x]`; aligned as figures are. The notes
    /// explain it.
    record Shorthand(String text) implements WorkbookCell {}

    /// A text that leads to the first cell of another sheet.
    record SheetLink(String text, String sheet) implements WorkbookCell {}
}
