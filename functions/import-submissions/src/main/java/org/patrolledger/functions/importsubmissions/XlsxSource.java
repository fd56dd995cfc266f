package org.patrolledger.functions.importsubmissions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.jspecify.annotations.Nullable;

/// The sheets of a workbook, read row by row. A sheet without heads, such as a cover, is passed
/// over.
final class XlsxSource implements Source {
    private final ReadableWorkbook workbook;
    private final Iterator<org.dhatim.fastexcel.reader.Sheet> sheets;
    private final List<String> firstHeads;
    private String sheet = "";
    private List<String> heads = List.of();
    private @Nullable Stream<org.dhatim.fastexcel.reader.Row> stream;
    private Iterator<org.dhatim.fastexcel.reader.Row> rows =
            List.<org.dhatim.fastexcel.reader.Row>of().iterator();

    XlsxSource(Path file) throws IOException {
        requireBounded(file);
        try {
            workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
            sheets = workbook.getSheets().iterator();
        } catch (IOException | ExcelReaderException e) {
            throw new UnreadableException("This is no workbook (.xlsx).", e);
        }
        if (!nextSheet()) {
            throw new UnreadableException("The workbook has no sheet with heads in its first row.");
        }
        firstHeads = heads;
    }

    /// A workbook is a zip, which can unpack to thousands of times its size.
    private static void requireBounded(Path file) throws IOException {
        long packed = Files.size(file);
        long unpacked = 0;
        try (var zip = new ZipFile(file.toFile())) {
            var buffer = new byte[1 << 16];
            var entries = zip.entries();
            while (entries.hasMoreElements()) {
                // What an entry says of its own size may be a lie.
                try (var in = zip.getInputStream(entries.nextElement())) {
                    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                        unpacked += n;
                        if (unpacked > MOST_UNPACKED
                                || (unpacked > 1 << 24 && unpacked / MOST_RATIO > packed)) {
                            throw new UnreadableException(
                                    "The workbook unpacks to more than an import takes.");
                        }
                    }
                }
            }
        } catch (java.util.zip.ZipException e) {
            throw new UnreadableException("This is no workbook (.xlsx).", e);
        }
    }

    private boolean nextSheet() throws IOException {
        while (sheets.hasNext()) {
            var next = sheets.next();
            closeStream();
            sheet = next.getName();
            var opened = next.openStream();
            stream = opened;
            rows = opened.iterator();
            if (rows.hasNext()) {
                var first = texts(rows.next());
                if (first.stream().filter(it -> !it.isEmpty()).count() > 1) {
                    heads = Source.named(first);
                    return true;
                }
            }
        }
        return false;
    }

    private List<String> texts(org.dhatim.fastexcel.reader.Row row) throws UnreadableException {
        if (row.getCellCount() > MOST_COLUMNS) {
            throw new UnreadableException("There are more than " + MOST_COLUMNS + " columns.");
        }
        var texts = new ArrayList<String>();
        for (int i = 0; i < row.getCellCount(); i++) {
            Optional<Cell> cell = row.getOptionalCell(i);
            texts.add(cell.isPresent() ? text(cell.get()) : "");
        }
        return texts;
    }

    private static String text(Cell cell) throws UnreadableException {
        if (cell.getType() == CellType.FORMULA
                && (cell.getRawValue() == null || cell.getRawValue().isEmpty())) {
            throw new UnreadableException(
                    "Cell "
                            + cell.getAddress()
                            + " holds a formula without a value: open and save the workbook in a spreadsheet program first.");
        }
        if (cell.getType() == CellType.ERROR) {
            throw new UnreadableException("Cell " + cell.getAddress() + " holds an error.");
        }
        if (cell.getType() == CellType.NUMBER && isDate(cell)) {
            LocalDateTime time = cell.asDate();
            return time.toString().length() == 16 ? time + ":00" : time.toString();
        }
        var text =
                cell.getType() == CellType.NUMBER
                        ? cell.asNumber().toPlainString()
                        : cell.getText();
        return text == null ? "" : text;
    }

    private static boolean isDate(Cell cell) {
        var format = cell.getDataFormatString();
        return format != null
                && format.replaceAll("\"[^\"]*\"|\\[[^]]*]", "").matches("(?i).*[ymdhs].*")
                && !format.equalsIgnoreCase("general");
    }

    @Override
    public List<String> heads() {
        return firstHeads;
    }

    @Override
    public @Nullable Row next() throws IOException {
        try {
            do {
                while (rows.hasNext()) {
                    var row = rows.next();
                    var cells = Source.cells(heads, texts(row));
                    if (!cells.isEmpty()) {
                        return new Row(sheet, row.getRowNum(), cells);
                    }
                }
            } while (nextSheet());
            return null;
        } catch (ExcelReaderException e) {
            throw new UnreadableException("Sheet \"" + sheet + "\" cannot be read.", e);
        }
    }

    private void closeStream() {
        if (stream != null) {
            stream.close();
        }
    }

    @Override
    public void close() throws IOException {
        closeStream();
        workbook.close();
    }
}
