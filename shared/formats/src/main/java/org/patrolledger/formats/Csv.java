package org.patrolledger.formats;

import java.util.ArrayList;
import java.util.List;

/// Rows of RFC 4180: comma, double quotes where needed, CR LF after every row.
///
/// A spreadsheet takes a cell that begins with one of `= + - @`, tab or carriage return for a
/// formula and runs it. Such text gets an apostrophe in front, which spreadsheets take for "this is
/// text" (OWASP, CSV injection).
final class Csv {
    private static final char MARK = '\'';

    private final StringBuilder out = new StringBuilder();
    private boolean rowBegun;

    Csv text(String text) {
        cell(formula(text) ? MARK + text : text);
        return this;
    }

    Csv number(long number) {
        cell(Long.toString(number));
        return this;
    }

    Csv end() {
        out.append("\r\n");
        rowBegun = false;
        return this;
    }

    private static boolean formula(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    }

    /// A text as it was before [#text] marked it as text.
    static String unmarked(String cell) {
        return cell.length() > 1 && cell.charAt(0) == MARK && formula(cell.substring(1))
                ? cell.substring(1)
                : cell;
    }

    /// The cells of every row of a file that ends its rows with CR LF.
    ///
    /// @throws MalformedDocumentException if it ends within a row
    static List<List<String>> read(String csv) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (c == '"') {
                if (quoted && csv.startsWith("\"\"", i)) {
                    cell.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && (c == ',' || csv.startsWith("\r\n", i))) {
                row.add(cell.toString());
                cell.setLength(0);
                if (c != ',') {
                    rows.add(List.copyOf(row));
                    row.clear();
                    i++;
                }
            } else {
                cell.append(c);
            }
        }
        if (!row.isEmpty() || !cell.isEmpty()) {
            throw new MalformedDocumentException("a CSV file ends within a row");
        }
        return rows;
    }

    private void cell(String text) {
        if (rowBegun) {
            out.append(',');
        }
        rowBegun = true;
        boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        out.append(quoted ? '"' + text.replace("\"", "\"\"") + '"' : text);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
