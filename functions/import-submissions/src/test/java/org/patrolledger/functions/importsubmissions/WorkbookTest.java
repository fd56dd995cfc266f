package org.patrolledger.functions.importsubmissions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.imports.ImportRecord;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.testing.Sample;

/// Workbooks as Excel writes them.
class WorkbookTest {
    private static final String OURS =
            "{\"preset\": \"patrol-ledger-xlsx\", \"operation\": \"grip\"}";
    private static final List<String> HEADS =
            List.of(
                    "place",
                    "startedAt",
                    "endedAt",
                    "activity",
                    "staff.officer",
                    "peopleEngaged.count",
                    "peopleEngaged.method",
                    "note");

    private final Desk desk = new Desk();
    private final XSSFWorkbook workbook = new XSSFWorkbook();

    private static void heads(Sheet sheet, int row) {
        var heads = sheet.createRow(row);
        for (int i = 0; i < HEADS.size(); i++) {
            heads.createCell(i).setCellValue(HEADS.get(i));
        }
    }

    private CellStyle format(String format) {
        var style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        return style;
    }

    private Row patrol(Sheet sheet, int number, String note) {
        var row = sheet.createRow(number);
        row.createCell(0).setCellValue("Southend High Street");
        var start = row.createCell(1);
        start.setCellValue(LocalDateTime.of(2023, 7, 3, 18, 30));
        start.setCellStyle(format("dd/mm/yyyy hh:mm"));
        var end = row.createCell(2);
        end.setCellValue(LocalDateTime.of(2023, 7, 3, 19, 45));
        end.setCellStyle(format("[$-809]d mmm yyyy h:mm AM/PM"));
        row.createCell(3).setCellValue("Foot patrol");
        row.createCell(4).setCellValue(2);
        row.createCell(5).setCellValue(5);
        row.createCell(6).setCellValue("Counted");
        row.createCell(7).setCellValue(note);
        return row;
    }

    private byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (workbook) {
            workbook.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private List<String> bodies(String day) {
        return desk.log
                .current(new OperationDay(Sample.GRIP, OperationalDay.parse(day)), Optional.empty())
                .map(Revision::body)
                .toList();
    }

    @Test
    void dates_with_times_are_those_of_london_as_the_sheet_shows_them() {
        var sheet = workbook.createSheet("Patrols");
        heads(sheet, 0);
        patrol(sheet, 1, "one");
        var id = desk.upload("a.xlsx", bytes(), Desk.mapping(OURS));

        assertThat(desk.check(id).rows())
                .as(() -> desk.faults(id).toString())
                .isEqualTo(new ImportRecord.Rows(1, 1, 0, 0, 0));
        desk.commit(id);
        assertThat(bodies("2023-07-03"))
                .singleElement()
                .asString()
                .contains("\"startedAt\":\"2023-07-03T18:30:00+01:00\"")
                .contains("\"endedAt\":\"2023-07-03T19:45:00+01:00\"");
    }

    @Test
    void days_from_1904_are_the_days_that_the_sheet_shows() {
        workbook.getCTWorkbook().addNewWorkbookPr().setDate1904(true);
        var sheet = workbook.createSheet("Patrols");
        heads(sheet, 0);
        var row = patrol(sheet, 1, "one");
        row.getCell(1)
                .setCellValue(
                        org.apache.poi.ss.usermodel.DateUtil.getExcelDate(
                                LocalDateTime.of(2023, 7, 3, 18, 30), true));
        row.getCell(2)
                .setCellValue(
                        org.apache.poi.ss.usermodel.DateUtil.getExcelDate(
                                LocalDateTime.of(2023, 7, 3, 19, 45), true));
        var id = desk.upload("a.xlsx", bytes(), Desk.mapping(OURS));
        desk.check(id);
        desk.commit(id);
        assertThat(bodies("2023-07-03")).hasSize(1);
    }

    @Test
    void a_date_and_a_time_of_day_in_two_cells_make_one_time() {
        var sheet = workbook.createSheet("Patrols");
        var heads = sheet.createRow(0);
        for (var head : List.of("Where", "Day", "From", "Minutes")) {
            heads.createCell(Math.max(0, heads.getLastCellNum())).setCellValue(head);
        }
        var row = sheet.createRow(1);
        row.createCell(0).setCellValue("Southend High Street");
        var day = row.createCell(1);
        day.setCellValue(LocalDate.of(2023, 2, 3));
        day.setCellStyle(format("dd/mm/yyyy"));
        var from = row.createCell(2);
        from.setCellValue(18.5 / 24);
        from.setCellStyle(format("h:mm"));
        row.createCell(3).setCellValue(90);
        var id =
                desk.upload(
                        "own.xlsx",
                        bytes(),
                        Desk.mapping(
                                """
                                {"name": "town-wardens", "kind": "engagement", "operation": "grip",
                                 "columns": [
                                   {"column": "Where", "pointer": "/place"},
                                   {"column": "Day", "pointer": "/startedAt", "part": "date"},
                                   {"column": "From", "pointer": "/startedAt", "part": "time"},
                                   {"column": "Minutes", "pointer": "/endedAt", "part": "minutes"}],
                                 "constants": [
                                   {"pointer": "/activity", "value": "foot-patrol"},
                                   {"pointer": "/staff/warden", "value": "1"},
                                   {"pointer": "/peopleEngaged/count", "value": "0"},
                                   {"pointer": "/peopleEngaged/method", "value": "counted"}]}
                                """));
        assertThat(desk.check(id).rows().added())
                .as(() -> desk.faults(id) + " " + desk.refused(id))
                .isEqualTo(1);
        desk.commit(id);
        assertThat(bodies("2023-02-03"))
                .singleElement()
                .asString()
                .contains("\"startedAt\":\"2023-02-03T18:30:00Z\"")
                .contains("\"endedAt\":\"2023-02-03T20:00:00Z\"");
    }

    @Test
    void a_fault_names_sheet_row_and_cell_behind_titles_gaps_and_merged_cells() {
        workbook.createSheet("Cover").createRow(0).createCell(0).setCellValue("Patrols of July");
        var hidden = workbook.createSheet("Hidden");
        heads(hidden, 0);
        patrol(hidden, 1, "never seen");
        workbook.setSheetHidden(1, true);
        var sheet = workbook.createSheet("July");
        sheet.createRow(0).createCell(0).setCellValue("Patrols, July 2023");
        sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 7));
        heads(sheet, 2);
        patrol(sheet, 3, "one");
        patrol(sheet, 6, "two").getCell(0).setBlank();
        sheet.addMergedRegion(new CellRangeAddress(3, 6, 0, 0));
        patrol(sheet, 8, "three").getCell(3).setCellValue("Flying patrol");
        var second = workbook.createSheet("August");
        heads(second, 0);
        patrol(second, 4, "four").getCell(4).setCellValue("two");

        var id = desk.upload("a.xlsx", bytes(), Desk.mapping(OURS));
        var report = desk.check(id);
        assertThat(report.rows()).isEqualTo(new ImportRecord.Rows(4, 2, 0, 0, 2));
        assertThat(report.passedOver()).containsExactly("Cover");
        assertThat(desk.faults(id))
                .containsExactly("9 D9 /activity value", "5 E5 /staff/officer type");
        assertThat(desk.text(id, ImportRecord.FAULTS))
                .contains("July,9,activity,D9,")
                .contains("August,5,staff.officer,E5,");
    }

    @Test
    void errors_and_formulas_without_a_value_are_faults_of_their_cells() {
        var sheet = workbook.createSheet("July");
        heads(sheet, 0);
        patrol(sheet, 1, "one").getCell(5).setCellErrorValue(FormulaError.DIV0.getCode());
        patrol(sheet, 2, "two").getCell(5).setCellFormula("2+3");
        var counted = patrol(sheet, 3, "three").getCell(5);
        counted.setCellFormula("2+3");
        workbook.getCreationHelper().createFormulaEvaluator().evaluateFormulaCell(counted);
        // An error beside the table, where nothing is read, is nobody's business.
        sheet.getRow(0).createCell(8).setCellValue("Sum");
        sheet.getRow(3).createCell(8).setCellErrorValue(FormulaError.REF.getCode());

        var bytes = withoutValue(bytes(), "F3");
        var id =
                desk.upload(
                        "a.xlsx",
                        bytes,
                        Desk.mapping(OURS.replace("\"operation", "\"columns\": [], \"operation")));
        var report = desk.check(id);
        assertThat(desk.faults(id))
                .contains("2 F2  value", "3 F3  value")
                .noneMatch(it -> it.startsWith("4 F4"));
        assertThat(report.rows().total()).isEqualTo(3);
    }

    /// POI writes `<v>0.0</v>` for a formula that was never calculated; Excel's own files and other
    /// writers leave it out.
    private static byte[] withoutValue(byte[] xlsx, String cell) {
        return rewritten(
                xlsx,
                "xl/worksheets/sheet1.xml",
                it -> it.replaceAll("(<c r=\"" + cell + "\"[^>]*><f>[^<]*</f>)<v>[^<]*</v>", "$1"));
    }

    private static byte[] rewritten(
            byte[] xlsx, String part, java.util.function.UnaryOperator<String> change) {
        var bytes = new ByteArrayOutputStream();
        try (var in = new ZipInputStream(new java.io.ByteArrayInputStream(xlsx));
                var out = new ZipOutputStream(bytes)) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                var content = in.readAllBytes();
                out.write(
                        entry.getName().equals(part)
                                ? change.apply(new String(content, UTF_8)).getBytes(UTF_8)
                                : content);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    @Test
    void the_workbook_with_what_is_wrong_is_mended_and_imported_again() throws IOException {
        var sheet = workbook.createSheet("July");
        heads(sheet, 0);
        patrol(sheet, 1, "=cmd()");
        patrol(sheet, 2, "two").getCell(3).setCellValue("Flying patrol");
        var first = desk.upload("a.xlsx", bytes(), Desk.mapping(OURS));
        assertThat(desk.check(first).rows()).isEqualTo(new ImportRecord.Rows(2, 1, 0, 0, 1));
        desk.commit(first);

        var annotated = desk.files.read(first, ImportRecord.ANNOTATED_XLSX).orElseThrow();
        try (var opened = new XSSFWorkbook(new java.io.ByteArrayInputStream(annotated))) {
            var rows = opened.getSheet("July");
            assertThat(rows.getRow(0).getCell(8).getStringCellValue()).isEqualTo("What is wrong");
            assertThat(rows.getRow(2).getCell(8).getStringCellValue()).startsWith("activity: ");
            rows.getRow(2).createCell(3).setCellValue("Foot patrol");
            var mended = new ByteArrayOutputStream();
            opened.write(mended);
            var second = desk.upload("b.xlsx", mended.toByteArray(), Desk.mapping(OURS));
            assertThat(desk.check(second).rows())
                    .as(() -> desk.faults(second).toString())
                    .isEqualTo(new ImportRecord.Rows(2, 1, 1, 0, 0));
        }
    }

    @Test
    void old_and_protected_workbooks_are_refused_with_what_to_do() throws Exception {
        var old = new ByteArrayOutputStream();
        try (var xls = new HSSFWorkbook()) {
            heads(xls.createSheet(), 0);
            xls.write(old);
        }
        assertRefused(old.toByteArray(), "save it as .xlsx without a password");

        heads(workbook.createSheet(), 0);
        var plain = bytes();
        var locked = new ByteArrayOutputStream();
        try (var files = new POIFSFileSystem()) {
            var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("secret");
            try (var out = encryptor.getDataStream(files)) {
                out.write(plain);
            }
            files.writeFilesystem(locked);
        }
        assertRefused(locked.toByteArray(), "save it as .xlsx without a password");
    }

    @Test
    void hostile_workbooks_are_refused_at_a_bounded_cost() {
        heads(workbook.createSheet("a"), 0);
        var plain = bytes();
        var sheet = "xl/worksheets/sheet1.xml";
        assertRefused(
                rewritten(plain, sheet, it -> it.replace("r=\"A1\"", "r=\"ZZZ1\"")),
                "more than 500 columns");
        assertRefused(
                rewritten(
                        plain,
                        sheet,
                        it ->
                                it.replace(
                                        "<worksheet",
                                        "<!DOCTYPE x [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;&a;\">]><worksheet")),
                "document type");
        assertRefused(
                rewritten(
                        plain,
                        sheet,
                        it -> it.replace("<sheetData>", "<x>".repeat(100_000) + "<sheetData>")),
                "nests deeper");
        assertRefused(rewritten(plain, sheet, it -> it.substring(0, it.length() / 2)), "not XML");
        assertRefused(
                rewritten(
                        plain,
                        "xl/workbook.xml",
                        it -> it.replace("name=\"a\"", "name=\"" + "a".repeat(256) + "\"")),
                "a name of more than 255 characters");
        assertRefused(
                rewritten(
                        plain,
                        "xl/sharedStrings.xml",
                        it -> it.replaceFirst("<si>", "<si/>".repeat(1_000_001) + "<si>")),
                "more text than an import takes");
    }

    private void assertRefused(byte[] content, String why) {
        var id = desk.upload("a.xlsx", content, Desk.mapping(OURS));
        assertThat(desk.check(id).refused().orElse("")).contains(why);
    }

    @Test
    void a_cell_that_no_sheet_has_costs_no_memory() {
        heads(workbook.createSheet("a"), 0);
        var far =
                rewritten(
                        bytes(),
                        "xl/worksheets/sheet1.xml",
                        it -> it.replace("r=\"A1\"", "r=\"ZZZZZZ1\""));
        var id = desk.upload("a.xlsx", far, Desk.mapping(OURS));
        assertThat(desk.check(id).refused()).isEmpty();
    }

    @Test
    void a_row_of_a_thousand_empty_cells_and_half_a_million_empty_rows_is_no_row() {
        heads(workbook.createSheet("a"), 0);
        var filled =
                rewritten(
                        bytes(),
                        "xl/worksheets/sheet1.xml",
                        it ->
                                it.replace(
                                        "</sheetData>",
                                        "<row>"
                                                + "<c/>".repeat(16_384)
                                                + "</row>"
                                                + "<row/>".repeat(500_000)
                                                + "</sheetData>"));
        var id = desk.upload("a.xlsx", filled, Desk.mapping(OURS));
        assertThat(desk.check(id).rows().total()).isZero();
    }
}
