package org.patrolledger.functions.importsubmissions;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Comma-separated values (RFC 4180), or what spreadsheets elsewhere write for them: see [CsvText].
final class CsvSource implements Source {
    /// Characters of a cell. What is longer was not meant to be one: a quotation mark is missing.
    private static final int LONGEST_CELL = 1 << 20;

    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final Table table;
    private int row;

    CsvSource(Path file, KnownHeads known) throws IOException {
        var text = CsvText.of(file);
        reader =
                CsvReader.builder()
                        .fieldSeparator(text.separator())
                        .skipEmptyLines(false)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .maxBufferSize(LONGEST_CELL)
                        .ofCsvRecord(text.open(file));
        try {
            records = reader.iterator();
            if (text.separatorLine()) {
                read();
            }
            var there = Table.of("", this::read, known);
            if (there == null) {
                throw row == 0
                        ? new UnreadableException("The file is empty.")
                        : UnreadableException.withoutColumns();
            }
            table = there;
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private @Nullable SheetRow read() throws IOException {
        try {
            if (!records.hasNext()) {
                return null;
            }
            row++;
            var fields = records.next().getFields();
            int used = fields.size();
            while (used > 0 && fields.get(used - 1).isBlank()) {
                used--;
            }
            if (used > MOST_COLUMNS) {
                throw new UnreadableException(
                        "Row " + row + " has more than " + MOST_COLUMNS + " columns.");
            }
            return new SheetRow(row, fields.subList(0, used), Map.of());
        } catch (CsvParseException | UncheckedIOException e) {
            throw new UnreadableException(
                    "Row "
                            + row
                            + " is not as CSV files are written: a quotation mark is missing or one too many, or there are thousands of columns.",
                    e);
        }
    }

    @Override
    public @Nullable Row next() throws IOException {
        return table.next();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
