package org.patrolledger.functions.importsubmissions;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Comma-separated values (RFC 4180), in UTF-8, or in windows-1252 where it is no UTF-8. A file
/// that has semicolons and no commas in its first line is separated by those, as spreadsheets in
/// other countries write it.
final class CsvSource implements Source {
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final List<String> heads;
    private int row;

    CsvSource(Path file) throws IOException {
        var text = text(Files.readAllBytes(file));
        int line = text.indexOf('\n');
        var first = line < 0 ? text : text.substring(0, line);
        char separator = first.indexOf(',') < 0 && first.indexOf(';') >= 0 ? ';' : ',';
        reader =
                CsvReader.builder()
                        .fieldSeparator(separator)
                        .skipEmptyLines(false)
                        .ofCsvRecord(text);
        records = reader.iterator();
        var head = read();
        if (head == null) {
            throw new UnreadableException("The file is empty.");
        }
        heads = Source.named(head.getFields().stream().map(String::strip).toList());
    }

    private static String text(byte[] bytes) throws UnreadableException {
        for (byte b : bytes) {
            if (b == 0) {
                throw new UnreadableException("This is no CSV file: it holds zero bytes.");
            }
        }
        try {
            var text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes))
                            .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return new String(bytes, WINDOWS);
        }
    }

    private @Nullable CsvRecord read() throws UnreadableException {
        try {
            if (!records.hasNext()) {
                return null;
            }
            row++;
            return records.next();
        } catch (CsvParseException | UncheckedIOException e) {
            throw new UnreadableException(
                    "Row "
                            + row
                            + " is not as CSV files are written: a quotation mark is missing, or there are thousands of columns.",
                    e);
        }
    }

    @Override
    public List<String> heads() {
        return heads;
    }

    @Override
    public @Nullable Row next() throws IOException {
        for (var record = read(); record != null; record = read()) {
            var cells = Source.cells(heads, record.getFields());
            if (!cells.isEmpty()) {
                return new Row("", row, cells);
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
