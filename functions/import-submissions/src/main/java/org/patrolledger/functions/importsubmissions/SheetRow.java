package org.patrolledger.functions.importsubmissions;

import java.util.List;
import java.util.Map;

/// The texts of a row before it is known which of its columns have which heads.
///
/// @param number from 1
/// @param texts of its cells in order, empty ones included
/// @param flaws of cells, by their places in the row, from 0
record SheetRow(int number, List<String> texts, Map<Integer, String> flaws) {
    boolean isEmpty() {
        return flaws.isEmpty() && texts.stream().allMatch(String::isBlank);
    }
}
