package org.patrolledger.functions.importsubmissions;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.imports.ImportRecord;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.testing.Sample;

/// CSV as spreadsheets of all kinds write it.
class CsvFilesTest {
    private static final String OURS =
            "{\"preset\": \"patrol-ledger-csv\", \"operation\": \"grip\"}";
    private static final String TEXT =
            """
            place,startedAt,endedAt,activity,staff.officer,peopleEngaged.count,peopleEngaged.method,note
            southend-high-street,2023-02-03T18:00:00Z,2023-02-03T19:00:00Z,foot-patrol,2,5,counted,Café £5
            """;

    private final Desk desk = new Desk();

    private void assertRead(byte[] content) {
        var fresh = new Desk();
        var id = fresh.upload("a.csv", content, Desk.mapping(OURS));
        assertThat(fresh.check(id).rows())
                .as(() -> fresh.refused(id) + fresh.faults(id))
                .isEqualTo(new ImportRecord.Rows(1, 1, 0, 0, 0));
        fresh.commit(id);
        assertThat(
                        fresh.log
                                .current(
                                        new OperationDay(
                                                Sample.GRIP, OperationalDay.parse("2023-02-03")),
                                        Optional.empty())
                                .map(Revision::body))
                .singleElement()
                .asString()
                .contains("Café £5");
    }

    @Test
    void the_encodings_of_spreadsheets_are_told_apart() {
        assertRead(TEXT.getBytes(UTF_8));
        assertRead(("\uFEFF" + TEXT).getBytes(UTF_8));
        assertRead(TEXT.getBytes(Charset.forName("windows-1252")));
        assertRead(TEXT.getBytes(UTF_16)); // big-endian, with a byte order mark
        assertRead(("\uFEFF" + TEXT).getBytes(UTF_16LE));
    }

    @Test
    void semicolons_tabs_and_a_line_that_names_the_separator_are_read() {
        assertRead(TEXT.replace(',', ';').getBytes(UTF_8));
        assertRead(("\uFEFF" + TEXT.replace(',', '\t')).getBytes(UTF_16LE));
        assertRead(("sep=;\r\n" + TEXT.replace(',', ';')).getBytes(UTF_8));
        assertRead(TEXT.replace("\n", "\r\n").getBytes(UTF_8));
    }

    @Test
    void a_title_above_the_heads_and_gaps_keep_the_numbers_of_rows() {
        var lines = TEXT.lines().toList();
        var text =
                "Patrols of February\n\n"
                        + lines.get(0)
                        + "\n\n"
                        + lines.get(1).replace(",2,5,", ",two,5,")
                        + "\n";
        var id = desk.upload("a.csv", text.getBytes(UTF_8), Desk.mapping(OURS));
        desk.check(id);
        assertThat(desk.faults(id)).containsExactly("5 E5 /staff/officer type");
    }

    @Test
    void a_field_that_is_missing_is_a_fault_of_its_empty_cell() {
        var text = TEXT.replace(",2,5,", ",2,,");
        assertThat(text).isNotEqualTo(TEXT);
        var id = desk.upload("a.csv", text.getBytes(UTF_8), Desk.mapping(OURS));
        desk.check(id);
        assertThat(desk.faults(id)).containsExactly("2 F2 /peopleEngaged/count required");
        assertThat(desk.text(id, ImportRecord.FAULTS))
                .contains("peopleEngaged.count,F2,/peopleEngaged/count,required");
    }

    @Test
    void a_cell_without_a_head_is_a_fault_of_its_row_alone() {
        var row = TEXT.lines().toList().get(1);
        var id =
                desk.upload(
                        "a.csv", (TEXT + row + ",too far\n").getBytes(UTF_8), Desk.mapping(OURS));
        assertThat(desk.check(id).rows()).isEqualTo(new ImportRecord.Rows(2, 1, 0, 0, 1));
        assertThat(desk.faults(id)).containsExactly("3 I3  value");
    }

    @Test
    void what_is_no_csv_is_refused_with_what_to_do() {
        assertRefused(TEXT.getBytes(UTF_16LE), "Save it as CSV in UTF-8");
        assertRefused(new byte[] {'P', 'K', 3, 4, 0, 0}, "This is a workbook");
        var long1 = new char[1 << 21];
        Arrays.fill(long1, 'x');
        assertRefused(
                (TEXT + "\"" + new String(long1)).getBytes(UTF_8), "quotation mark is missing");
        assertRefused((TEXT + ",".repeat(600) + "x\n").getBytes(UTF_8), "more than 500 columns");
        assertRefused("[{".getBytes(UTF_8), "none of the columns");
    }

    private void assertRefused(byte[] content, String why) {
        var id = desk.upload("a.csv", content, Desk.mapping(OURS));
        assertThat(desk.check(id).refused().orElse("")).contains(why);
    }

    @Test
    void a_mended_file_is_read_without_what_was_added_to_it() {
        var rows =
                TEXT.replace("Café £5", "=A1")
                        + TEXT.lines().toList().get(1).replace(",2,5,", ",two,5,")
                        + "\n";
        var first = desk.upload("a.csv", rows.getBytes(UTF_8), Desk.mapping(OURS));
        assertThat(desk.check(first).rows()).isEqualTo(new ImportRecord.Rows(2, 1, 0, 0, 1));
        desk.commit(first);
        var annotated = desk.text(first, ImportRecord.ANNOTATED_CSV);
        assertThat(annotated).contains("'=A1");
        var second =
                desk.upload(
                        "b.csv",
                        annotated.replace(",two,5,", ",2,6,").getBytes(UTF_8),
                        Desk.mapping(OURS));
        assertThat(desk.check(second).rows())
                .as(() -> desk.faults(second).toString())
                .isEqualTo(new ImportRecord.Rows(2, 1, 1, 0, 0));
    }

    /// What is kept of a file does not grow with it but for an id and a digest of each row: no
    /// document that is made in memory is larger for ten times the rows, and no more rows are
    /// looked up side by side.
    @Test
    void no_document_in_memory_grows_with_the_rows() {
        var fewer = largestDocument(2_000);
        // The numbers of rows have a digit more.
        assertThat(largestDocument(20_000)).isLessThan(fewer * 11 / 10);
    }

    @Test
    void a_file_of_one_row_more_than_20_000_is_refused_with_what_to_do_and_none_is_looked_up() {
        var row = TEXT.lines().toList().get(1);
        var text = new StringBuilder(TEXT.lines().findFirst().orElseThrow()).append('\n');
        for (int i = 0; i <= Source.MOST_ROWS; i++) {
            text.append(row.replace("£5", "number " + i)).append('\n');
        }
        var id = desk.upload("a.csv", text.toString().getBytes(UTF_8), Desk.mapping(OURS));

        var report = desk.check(id);

        assertThat(report.refused()).hasValue("There are more than 20,000 rows: divide the file.");
        assertThat(report.rows()).isEqualTo(new ImportRecord.Rows(0, 0, 0, 0, 0));
    }

    private static int largestDocument(int rows) {
        var largest = new java.util.concurrent.atomic.AtomicInteger();
        var fresh = new Desk();
        var text = new StringBuilder(TEXT.lines().findFirst().orElseThrow()).append('\n');
        var row = TEXT.lines().toList().get(1);
        for (int i = 0; i < rows; i++) {
            text.append(
                            i % 2 == 0
                                    ? row.replace("£5", "number " + i)
                                    : row.replace(",2,5,", ",two,5,"))
                    .append('\n');
        }
        var id = fresh.upload("a.csv", text.toString().getBytes(UTF_8), Desk.mapping(OURS));
        fresh.check(id, (name, length) -> largest.accumulateAndGet(length, Math::max));
        return largest.get();
    }
}
