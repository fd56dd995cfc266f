package org.patrolledger.functions.importsubmissions;

import java.util.Map;

/// A row of a file, as its spreadsheet shows it.
///
/// @param sheet the name of its sheet; empty where the file has none
/// @param number its number in the sheet, from 1; of a JSON file, of the document
/// @param cells by the heads of their columns, in order; empty cells are left out
record Row(String sheet, int number, Map<String, Cell> cells) {

    /// A cell that is not empty.
    ///
    /// @param column its letters, such as `C`; empty where the file has no columns
    record Cell(String column, String text) {}

    /// The letters of the column at `index`, from 0.
    static String letters(int index) {
        var letters = new StringBuilder();
        for (int rest = index; rest >= 0; rest = rest / 26 - 1) {
            letters.append((char) ('A' + rest % 26));
        }
        return letters.reverse().toString();
    }
}
