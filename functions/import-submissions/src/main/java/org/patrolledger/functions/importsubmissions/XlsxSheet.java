package org.patrolledger.functions.importsubmissions;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;
import org.patrolledger.functions.importsubmissions.Source.UnreadableException;

/// The rows of one sheet of a workbook. What stands in cells that are merged downwards stands in
/// each of their rows.
final class XlsxSheet implements Closeable {
    private static final Pattern REFERENCE = Pattern.compile("([A-Z]{1,3})([0-9]{1,7})");

    private static final int MOST_MERGED = 100_000;

    private final XlsxParts.Part xml;
    private final XlsxTexts texts;
    private final XlsxFormats formats;
    private final Map<Integer, List<Merged>> merged;
    private final Map<Integer, Carried> carried = new HashMap<>();
    private int number;

    /// Cells of one column that are shown as one.
    private record Merged(int column, int last) {}

    /// A text that goes on to row `last`.
    private record Carried(String text, int last) {}

    XlsxSheet(XlsxParts parts, String part, XlsxTexts texts, XlsxFormats formats)
            throws IOException {
        this.merged = parts.isMerged(part) ? merged(parts, part) : Map.of();
        this.texts = texts;
        this.formats = formats;
        this.xml = parts.read(part);
    }

    private static Map<Integer, List<Merged>> merged(XlsxParts parts, String part)
            throws IOException {
        var merged = new HashMap<Integer, List<Merged>>();
        int count = 0;
        try (var xml = parts.read(part)) {
            while (xml.toElement()) {
                if (!xml.is("mergeCell")) {
                    continue;
                }
                var corners = xml.attribute("ref").split(":", 2);
                var from = REFERENCE.matcher(corners[0]);
                var to = REFERENCE.matcher(corners[corners.length - 1]);
                if (!from.matches() || !to.matches() || ++count > MOST_MERGED) {
                    throw new UnreadableException(
                            "The workbook has merged cells that no spreadsheet shows.");
                }
                int first = Integer.parseInt(from.group(2));
                int last = Integer.parseInt(to.group(2));
                if (last > first) {
                    merged.computeIfAbsent(first, it -> new ArrayList<>())
                            .add(new Merged(index(from.group(1)), last));
                }
            }
        }
        return merged;
    }

    private static int index(String letters) {
        int index = 0;
        for (int i = 0; i < letters.length(); i++) {
            index = index * 26 + letters.charAt(i) - 'A' + 1;
        }
        return index - 1;
    }

    /// The next row; null at the end.
    @Nullable SheetRow next() throws IOException {
        while (xml.toElement()) {
            if (xml.is("row")) {
                var given = xml.attribute("r");
                number = given.matches("[0-9]{1,7}") ? Integer.parseInt(given) : number + 1;
                return carrying(row());
            }
        }
        return null;
    }

    private SheetRow row() throws IOException {
        var row = new ArrayList<String>();
        var flaws = new HashMap<Integer, String>();
        int column = -1;
        for (int event = xml.next(); event >= 0; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT && xml.is("c")) {
                var reference = REFERENCE.matcher(xml.attribute("r"));
                column = reference.matches() ? index(reference.group(1)) : column + 1;
                cell(column, row, flaws);
            } else if (event == XMLStreamConstants.END_ELEMENT && xml.is("row")) {
                break;
            }
        }
        return new SheetRow(number, row, flaws);
    }

    private void cell(int column, List<String> row, Map<Integer, String> flaws) throws IOException {
        var type = xml.attribute("t");
        var style = xml.attribute("s");
        var value = new StringBuilder();
        String inline = null;
        boolean formula = false;
        boolean valued = false;
        boolean whole = true;
        boolean within = false;
        for (int event = xml.next(); event >= 0; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (xml.is("is")) {
                    inline = XlsxTexts.text(xml, "is");
                }
                formula |= xml.is("f");
                within = xml.is("v");
                valued |= within;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                within = false;
                if (xml.is("c")) {
                    break;
                }
            } else if (within && event == XMLStreamConstants.CHARACTERS) {
                whole &= xml.text(value, XlsxTexts.LONGEST);
            }
        }
        if (formula && !valued) {
            flaw(
                    column,
                    row,
                    flaws,
                    "This cell has a formula without a value: open and save the workbook in a spreadsheet program.");
        } else if (type.equals("e")) {
            flaw(column, row, flaws, "This cell shows an error in place of a value.");
        } else if (!whole) {
            flaw(column, row, flaws, "This cell holds more text than a spreadsheet's cell can.");
        } else {
            put(
                    column,
                    row,
                    // A cell may keep a text that it no longer shows.
                    inline != null && type.equals("inlineStr")
                            ? inline
                            : text(type, value.toString(), style));
        }
    }

    private String text(String type, String value, String style) throws UnreadableException {
        return switch (type) {
            case "s" -> value.isEmpty() ? "" : texts.get(value);
            case "b" -> value.equals("1") ? "TRUE" : "FALSE";
            case "str", "inlineStr", "d" -> XlsxTexts.unescaped(value);
            default -> value.isEmpty() ? "" : formats.text(value, style);
        };
    }

    private static void flaw(
            int column, List<String> row, Map<Integer, String> flaws, String detail)
            throws UnreadableException {
        put(column, row, " ");
        flaws.put(column, detail);
    }

    private static void put(int column, List<String> row, String text) throws UnreadableException {
        if (text.isEmpty()) {
            return;
        }
        if (column >= Source.MOST_COLUMNS) {
            throw new UnreadableException(
                    "The workbook has more than " + Source.MOST_COLUMNS + " columns.");
        }
        while (row.size() <= column) {
            row.add("");
        }
        row.set(column, text);
    }

    /// A row that is empty but for what is merged into it is no row.
    private SheetRow carrying(SheetRow row) throws UnreadableException {
        for (var each : merged.getOrDefault(row.number(), List.of())) {
            if (each.column() < row.texts().size()) {
                carried.put(
                        each.column(), new Carried(row.texts().get(each.column()), each.last()));
            }
        }
        if (carried.isEmpty() || row.isEmpty()) {
            return row;
        }
        var filled = new ArrayList<>(row.texts());
        for (var each : carried.entrySet()) {
            int column = each.getKey();
            if (row.number() <= each.getValue().last()
                    && (column >= filled.size() || filled.get(column).isBlank())
                    && !row.flaws().containsKey(column)) {
                put(column, filled, each.getValue().text());
            }
        }
        carried.values().removeIf(it -> row.number() >= it.last());
        return new SheetRow(row.number(), filled, row.flaws());
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
