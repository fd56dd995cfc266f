package org.patrolledger.formats;

/// Rows of RFC 4180: comma, double quotes where needed, CR LF after every row.
///
/// A spreadsheet takes a cell that begins with one of `= + - @`, tab or carriage return for a
/// formula and runs it. Such text gets an apostrophe in front, which spreadsheets take for "this is
/// text" (OWASP, CSV injection).
final class Csv {
    private final StringBuilder out = new StringBuilder();
    private boolean rowBegun;

    Csv text(String text) {
        cell(formula(text) ? "'" + text : text);
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
