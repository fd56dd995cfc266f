package org.patrolledger.functions.importsubmissions;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A row of a file, as its spreadsheet shows it.
///
/// @param sheet the name of its sheet; empty where the file has none
/// @param number its number in the sheet, from 1; of a JSON file, of the document
/// @param heads of the sheet's columns, in order; empty where the file has no columns
/// @param cells by the heads of their columns, in order; empty cells are left out
/// @param flaws of cells that cannot be read, or have no head
/// @param document what the file has in place of cells; null where it has cells alone
record Row(
        String sheet,
        int number,
        List<String> heads,
        Map<String, Cell> cells,
        List<Flaw> flaws,
        @Nullable Map<?, ?> document) {

    /// A cell that is not empty.
    ///
    /// @param column its letters, such as `C`; empty where the file has no columns
    record Cell(String column, String text) {}

    /// What is wrong with a cell for any field.
    ///
    /// @param head empty where the column has none
    /// @param column its letters
    record Flaw(String head, String column, String detail) {}

    /// The letters of the column at `index`, from 0.
    static String letters(int index) {
        var letters = new StringBuilder();
        for (int rest = index; rest >= 0; rest = rest / 26 - 1) {
            letters.append((char) ('A' + rest % 26));
        }
        return letters.reverse().toString();
    }
}
