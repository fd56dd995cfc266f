package org.patrolledger.functions.importsubmissions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sheets of a workbook (ECMA-376), read row by row. Sheets that are hidden, and those without
/// a column of the mapping, such as a cover, are passed over; the latter are named.
final class XlsxSource implements Source {
    private static final int MOST_SHEETS = 200;

    /// The longest name of a sheet, in characters: it is repeated with every fault. Excel takes 31.
    private static final int LONGEST_NAME = 255;

    private final XlsxParts parts;
    private final XlsxTexts texts;
    private final XlsxFormats formats;
    private final KnownHeads known;
    private final Iterator<Place> sheets;
    private final List<String> passedOver = new ArrayList<>();
    private @Nullable XlsxSheet sheet;
    private @Nullable Table table;

    /// A sheet that people see, and the part it lies in.
    private record Place(String name, String part) {}

    XlsxSource(Path file, KnownHeads known) throws IOException {
        this.known = known;
        this.parts = XlsxParts.open(file);
        try {
            var workbook = workbook(parts);
            var found = new ArrayList<Place>();
            boolean from1904 = places(workbook, found);
            this.sheets = found.iterator();
            this.texts = XlsxTexts.of(parts);
            this.formats = XlsxFormats.of(parts, from1904);
            if (!nextTable()) {
                throw UnreadableException.withoutColumns();
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private static String workbook(XlsxParts parts) throws IOException {
        for (var each :
                parts.attributes("_rels/.rels", "Relationship", "Type", "Target").entrySet()) {
            if (each.getKey().endsWith("/officeDocument")) {
                return resolved("", each.getValue());
            }
        }
        throw new UnreadableException("This is no workbook (.xlsx).");
    }

    private static String resolved(String folder, String target) {
        return target.startsWith("/") ? target.substring(1) : folder + target;
    }

    /// Adds the sheets to `found`, and says whether days are counted from 1904.
    private boolean places(String workbook, List<Place> found) throws IOException {
        int slash = workbook.lastIndexOf('/');
        var folder = workbook.substring(0, slash + 1);
        var relations =
                parts.attributes(
                        folder + "_rels/" + workbook.substring(slash + 1) + ".rels",
                        "Relationship",
                        "Id",
                        "Target");
        boolean from1904 = false;
        try (var xml = parts.read(workbook)) {
            while (xml.toElement()) {
                if (xml.is("workbookPr")) {
                    from1904 = xml.attribute("date1904").matches("1|true");
                }
                var target = xml.is("sheet") ? relations.get(xml.attribute("id")) : null;
                if (target == null
                        || !xml.attribute("state").matches("|visible")
                        || target.contains("chartsheets/")) {
                    continue;
                }
                if (found.size() == MOST_SHEETS) {
                    throw new UnreadableException(
                            "The workbook has more than " + MOST_SHEETS + " sheets.");
                }
                var name = xml.attribute("name");
                if (name.length() > LONGEST_NAME) {
                    throw new UnreadableException(
                            "The workbook has a sheet with a name of more than "
                                    + LONGEST_NAME
                                    + " characters.");
                }
                found.add(new Place(name, resolved(folder, target)));
            }
        }
        return from1904;
    }

    private boolean nextTable() throws IOException {
        while (sheets.hasNext()) {
            var place = sheets.next();
            closeSheet();
            var opened = new XlsxSheet(parts, place.part(), texts, formats);
            sheet = opened;
            table = Table.of(place.name(), opened::next, known);
            if (table != null) {
                return true;
            }
            passedOver.add(place.name());
        }
        table = null;
        return false;
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (table != null) {
            var row = table.next();
            if (row != null) {
                return row;
            }
            nextTable();
        }
        return null;
    }

    @Override
    public List<String> passedOver() {
        return List.copyOf(passedOver);
    }

    private void closeSheet() throws IOException {
        if (sheet != null) {
            sheet.close();
            sheet = null;
        }
    }

    @Override
    public void close() throws IOException {
        try (parts) {
            closeSheet();
        }
    }
}
