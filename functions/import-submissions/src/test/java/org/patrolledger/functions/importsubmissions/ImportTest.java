package org.patrolledger.functions.importsubmissions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.imports.ImportRecord;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.submission.Incident;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.testing.Sample;

class ImportTest {
    private static final String POLICE =
            "{\"preset\": \"police-uk-stop-and-search\", \"operation\": \"grip\", \"place\": \"southend-high-street\"}";
    private static final String HEADS =
            "kind,operation,place,organisation,startedAt,endedAt,activity,staff.officer,peopleEngaged.count,peopleEngaged.method,audiences,note\n";

    private final Desk desk = new Desk();

    private static byte[] csv(String... rows) {
        return (HEADS + String.join("\n", rows) + "\n").getBytes(UTF_8);
    }

    private static String patrol(String day, String note) {
        return "engagement,grip,southend-high-street,essex-police,%sT18:00:00Z,%sT19:00:00Z,foot-patrol,2,5,counted,public;commuters,%s"
                .formatted(day, day, note);
    }

    private static final String OURS = "{\"preset\": \"patrol-ledger-csv\"}";

    @Test
    void real_stop_and_search_rows_with_blanks_are_taken_once_each() {
        var content = Desk.file("police-uk-stop-and-search.csv");
        var id = desk.upload("2021-11.csv", content, Desk.mapping(POLICE));

        var report = desk.check(id);
        assertThat(desk.faults(id)).isEmpty();
        assertThat(report.rows()).isEqualTo(new ImportRecord.Rows(60, 60, 0, 0, 0));
        assertThat(desk.commit(id).get("taken")).isEqualTo(60L);

        var again = desk.upload("renamed.csv", content, Desk.mapping(POLICE));
        assertThat(desk.check(again).rows()).isEqualTo(new ImportRecord.Rows(60, 0, 60, 0, 0));
    }

    @Test
    void a_midnight_of_a_file_of_days_counts_on_its_day() {
        var text = new String(Desk.file("police-uk-stop-and-search.csv"), UTF_8);
        var row =
                text.lines()
                        .filter(it -> it.contains("2021-11-08T00:00:00"))
                        .findFirst()
                        .orElseThrow();
        var id =
                desk.upload(
                        "a.csv",
                        (text.lines().findFirst().orElseThrow() + "\n" + row + "\n")
                                .getBytes(UTF_8),
                        Desk.mapping(POLICE));
        desk.check(id);
        desk.commit(id);

        var there = desk.log.current(day("2021-11-08"), Optional.empty()).toList();
        assertThat(there).hasSize(1);
        assertThat(((Incident) there.getFirst().submission()).searches().getFirst().outcome())
                .contains("Arrest");
        assertThat(((Incident) there.getFirst().submission()).arrests()).isEqualTo(1);
    }

    private static OperationDay day(String day) {
        return new OperationDay(Sample.GRIP, OperationalDay.parse(day));
    }

    @Test
    void rows_in_another_order_are_the_same_rows() {
        var rows =
                new ArrayList<>(
                        List.of(
                                patrol("2023-02-03", "one"),
                                patrol("2023-02-03", "one"),
                                patrol("2023-02-04", "two")));
        var first = desk.upload("a.csv", csv(rows.toArray(String[]::new)), Desk.mapping(OURS));
        assertThat(desk.check(first).rows().added()).isEqualTo(3);
        desk.commit(first);

        Collections.shuffle(rows, new Random(1));
        var second = desk.upload("b.csv", csv(rows.toArray(String[]::new)), Desk.mapping(OURS));
        assertThat(desk.check(second).rows()).isEqualTo(new ImportRecord.Rows(3, 0, 3, 0, 0));
        assertThat(desk.log.current(day("2023-02-03"), Optional.empty()).toList()).hasSize(2);
    }

    @Test
    void a_changed_row_with_the_same_key_is_a_correction_with_its_row_as_reason() {
        var mapping =
                Desk.mapping(
                        """
                        {"preset": "govuk-forms", "kind": "engagement", "operation": "grip",
                         "columns": [
                           {"column": "Where did you patrol?", "pointer": "/place"},
                           {"column": "Date of patrol", "pointer": "/startedAt", "part": "date"},
                           {"column": "Start time", "pointer": "/startedAt", "part": "time"},
                           {"column": "How long, in minutes?", "pointer": "/endedAt", "part": "minutes"},
                           {"column": "People spoken to", "pointer": "/peopleEngaged/count"}],
                         "names": [{"name": "Colchester High Street", "id": "colchester-high-street"}],
                         "constants": [
                           {"pointer": "/activity", "value": "foot-patrol"},
                           {"pointer": "/staff/warden", "value": "1"},
                           {"pointer": "/peopleEngaged/method", "value": "counted"}]}
                        """);
        var content = Desk.file("govuk-forms.csv");
        var first = desk.upload("forms.csv", content, mapping);
        assertThat(desk.check(first).rows()).isEqualTo(new ImportRecord.Rows(2, 2, 0, 0, 0));
        assertThat(desk.faults(first)).isEmpty();
        desk.commit(first);

        var changed = new String(content, UTF_8).replace("6pm,60,12", "6pm,60,13").getBytes(UTF_8);
        var second = desk.upload("forms.csv", changed, mapping);
        assertThat(desk.check(second).rows()).isEqualTo(new ImportRecord.Rows(2, 0, 1, 1, 0));
        assertThat(desk.commit(second).get("taken")).isEqualTo(1L);

        var wednesday = desk.log.current(day("2023-01-25"), Optional.empty()).toList();
        assertThat(wednesday).hasSize(1);
        assertThat(wednesday.getFirst().number()).isEqualTo(2);
        assertThat(wednesday.getFirst().reason()).contains("Import " + second + ", row 2");

        var json = desk.upload("forms.json", Desk.file("govuk-forms.json"), mapping);
        assertThat(desk.check(json).rows()).isEqualTo(new ImportRecord.Rows(1, 0, 0, 1, 0));
    }

    @Test
    void other_forms_exports_are_read_in_their_own_shape() {
        var odk =
                Desk.mapping(
                        """
                        {"preset": "odk-central", "kind": "engagement", "operation": "grip",
                         "columns": [
                           {"column": "start", "pointer": "/startedAt"}, {"column": "end", "pointer": "/endedAt"},
                           {"column": "place", "pointer": "/place"}, {"column": "activity", "pointer": "/activity"},
                           {"column": "audiences", "pointer": "/audiences"},
                           {"column": "people", "pointer": "/peopleEngaged/count"}],
                         "names": [{"name": "colchester", "id": "colchester-high-street"}],
                         "constants": [{"pointer": "/staff/officer", "value": "2"},
                                       {"pointer": "/peopleEngaged/method", "value": "estimated"}]}
                        """);
        var first = desk.upload("submissions.json", Desk.file("odk-central.json"), odk);
        assertThat(desk.check(first).rows().added())
                .as(() -> desk.faults(first).toString())
                .isEqualTo(1);

        var kobo =
                Desk.mapping(
                        """
                        {"preset": "kobo", "kind": "engagement", "operation": "grip",
                         "columns": [
                           {"column": "start", "pointer": "/startedAt"}, {"column": "end", "pointer": "/endedAt"},
                           {"column": "grp/place", "pointer": "/place"}, {"column": "grp/activity", "pointer": "/activity"},
                           {"column": "grp/people", "pointer": "/peopleEngaged/count"}],
                         "names": [{"name": "colchester", "id": "colchester-high-street"}],
                         "constants": [{"pointer": "/staff/officer", "value": "2"},
                                       {"pointer": "/peopleEngaged/method", "value": "estimated"}]}
                        """);
        var second = desk.upload("kobo.json", Desk.file("kobo.json"), kobo);
        assertThat(desk.check(second).rows().added())
                .as(() -> desk.faults(second).toString())
                .isEqualTo(1);
        desk.commit(second);
        var stored =
                desk.log.current(day("2023-01-25"), Optional.empty()).map(Revision::body).toList();
        assertThat(stored)
                .singleElement()
                .asString()
                .contains("\"startedAt\":\"2023-01-25T18:00:03.512+03:00\"");
    }

    @Test
    void each_fault_is_where_the_spreadsheet_shows_it_and_no_formula_comes_back() {
        var id =
                desk.upload(
                        "a.csv",
                        csv(
                                patrol("2023-02-03", "fine"),
                                patrol("2023-02-03", "=HYPERLINK(0)").replace(",2,5,", ",two,5,"),
                                patrol("2023-13-03", "no such month"),
                                patrol("2023-02-03", "elsewhere")
                                        .replace("southend-high-street", "Atlantis")),
                        Desk.mapping(OURS));

        var report = desk.check(id);
        assertThat(report.rows()).isEqualTo(new ImportRecord.Rows(4, 1, 0, 0, 3));
        assertThat(desk.faults(id))
                .contains(
                        "3 H3 /staff/officer type", "4 E4 /startedAt format", "5 C5 /place format");
        assertThat(desk.text(id, ImportRecord.FAULTS))
                .contains("staff.officer,H3,/staff/officer,type");
        assertThat(desk.text(id, ImportRecord.FAULTS))
                .contains("No such place is in the catalogue")
                .contains("the day first, as in 31/01/2023 19:00");
        assertThat(desk.text(id, ImportRecord.ANNOTATED_CSV))
                .startsWith("kind,operation")
                .contains("What is wrong")
                .contains(",'=HYPERLINK(0),");
        assertThat(desk.commit(id).get("taken")).isEqualTo(1L);
    }

    /// Nothing of what was submitted is repeated, so the field is all that tells them apart.
    @Test
    void a_field_without_a_column_is_named_as_the_form_names_it() {
        var heads = "operation,place,organisation,startedAt,endedAt\n";
        var row = "grip,southend-high-street,essex-police,31/11/2022 19:00,2022-11-30T20:00:00Z\n";
        var id = desk.upload("a.csv", (heads + row).getBytes(UTF_8), Desk.mapping(OURS));

        assertThat(desk.check(id).rows().faulty()).isEqualTo(1);
        assertThat(desk.text(id, ImportRecord.ANNOTATED_CSV))
                .contains(
                        "startedAt: This must be a date of the calendar and a time of day",
                        "Activity: This field is missing.",
                        "On duty: This field is missing.")
                .doesNotContain("missing. This field");
    }

    /// Of a file in another country's order the fault names that order.
    @Test
    void a_time_that_is_none_is_answered_with_the_order_of_the_mapping() {
        var mapping = "{\"preset\": \"patrol-ledger-csv\", \"dateFormat\": \"mm/dd/yyyy\"}";
        var content =
                csv(patrol("2023-02-03", "").replace("2023-02-03T18:00:00Z", "31/01/2023 19:00"));
        var id = desk.upload("a.csv", content, Desk.mapping(mapping));

        assertThat(desk.check(id).rows().faulty()).isEqualTo(1);
        assertThat(desk.text(id, ImportRecord.FAULTS)).contains("the month first");
    }

    @Test
    void a_commit_that_was_cut_off_goes_on_and_takes_each_row_once() {
        var id =
                desk.upload(
                        "a.csv",
                        csv(patrol("2023-02-03", "one"), patrol("2023-02-04", "two")),
                        Desk.mapping(OURS));
        desk.check(id);
        desk.commit(id);
        desk.resume(id);
        desk.resume(id);

        assertThat(desk.log.counted(List.of(day("2023-02-03"), day("2023-02-04"))).toList())
                .hasSize(2)
                .allSatisfy(it -> assertThat(it.number()).isEqualTo(1));
    }

    @Test
    void what_is_no_such_file_is_refused_with_a_word_on_why() throws IOException {
        assertRefused("a.csv", new byte[0], OURS, "empty");
        assertRefused("a.csv", new byte[] {1, 0, 2}, OURS, "zero bytes");
        assertRefused("a.csv", "note,note\n1,2\n".getBytes(UTF_8), OURS, "same head");
        assertRefused(
                "a.xlsx",
                "no zip".getBytes(UTF_8),
                "{\"preset\": \"patrol-ledger-xlsx\"}",
                "no workbook");
        assertRefused("a.xlsx", bomb(), "{\"preset\": \"patrol-ledger-xlsx\"}", "unpacks to more");
        assertRefused(
                "a.csv",
                "Month,Crime type\n2023-02,Burglary\n".getBytes(UTF_8),
                "{\"preset\": \"police-uk-street\"}",
                "name a month and no day");
        assertRefused("a.csv", "x,y\n1,2\n".getBytes(UTF_8), POLICE, "none of the columns");
        assertRefused("a.csv", ("x" + ",x".repeat(1_000_000)).getBytes(UTF_8), OURS, "column");
    }

    private void assertRefused(String name, byte[] content, String mapping, String why) {
        var id = desk.upload(name, content, Desk.mapping(mapping));
        assertThat(desk.check(id).refused())
                .as(name + " " + why)
                .hasValueSatisfying(it -> assertThat(it).contains(why));
    }

    private static byte[] bomb() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            var megabyte = new byte[1 << 20];
            Arrays.fill(megabyte, (byte) ' ');
            for (int i = 0; i < 300; i++) {
                zip.write(megabyte);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void a_workbook_is_read_as_its_csv_is() throws IOException {
        var lines =
                new String(csv(patrol("2023-02-03", "one"), patrol("2023-02-04", "two")), UTF_8)
                        .lines()
                        .toList();
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "test", "1.0")) {
            var sheet = workbook.newWorksheet("Reports");
            for (int row = 0; row < lines.size(); row++) {
                var cells = lines.get(row).split(",", -1);
                for (int column = 0; column < cells.length; column++) {
                    if (cells[column].matches("[0-9]+")) {
                        sheet.value(row, column, Integer.parseInt(cells[column]));
                    } else {
                        sheet.value(row, column, cells[column]);
                    }
                }
            }
        }
        var workbook =
                desk.upload(
                        "a.xlsx",
                        bytes.toByteArray(),
                        Desk.mapping("{\"preset\": \"patrol-ledger-xlsx\"}"));
        assertThat(desk.check(workbook).rows().added())
                .as(() -> desk.faults(workbook).toString())
                .isEqualTo(2);
        desk.commit(workbook);
        assertThat(desk.log.current(day("2023-02-03"), Optional.empty()).map(Revision::body))
                .singleElement()
                .asString()
                .contains("\"peopleEngaged\":{\"count\":5,\"method\":\"counted\"}");
    }

    @Test
    void an_outbox_keeps_its_ids() {
        var document =
                "{\"submissionId\":\"0b9a7e4e-5a3c-4d8e-9a51-3b1e00032446\",\"operation\":\"grip\",\"place\":\"southend-high-street\",\"organisation\":\"essex-police\",\"startedAt\":\"2023-02-03T18:00:00Z\",\"endedAt\":\"2023-02-03T19:00:00Z\",\"activity\":\"foot-patrol\",\"staff\":{\"officer\":2},\"peopleEngaged\":{\"count\":5,\"method\":\"counted\"}}";
        var id =
                desk.upload(
                        "outbox.jsonl",
                        (document + "\n{\"kind\":\"engagement\",\"body\":" + document + "}\n")
                                .getBytes(UTF_8),
                        Desk.mapping("{\"preset\": \"patrol-ledger-outbox\"}"));

        assertThat(desk.check(id).rows())
                .as(() -> desk.faults(id).toString())
                .isEqualTo(new ImportRecord.Rows(2, 1, 1, 0, 0));
        desk.commit(id);
        assertThat(
                        desk.log
                                .current(day("2023-02-03"), Optional.empty())
                                .map(it -> it.submission().id().value()))
                .containsExactly("0b9a7e4e-5a3c-4d8e-9a51-3b1e00032446");
    }

    @Test
    void what_another_organisation_reported_is_no_row_of_ours() {
        var row = patrol("2023-02-03", "theirs").replace("essex-police", "open-road");
        var id = desk.upload("a.csv", csv(row), Desk.mapping(OURS));
        assertThat(desk.check(id).rows().faulty()).isEqualTo(1);
    }

    @Test
    void many_seeded_faults_are_all_found_and_nothing_else() {
        var random = new Random(17);
        var rows = new ArrayList<String>();
        var expected = new ArrayList<String>();
        for (int i = 0; i < 10_000; i++) {
            var row = patrol("2023-02-03", "row " + i);
            if (random.nextInt(4) == 0) {
                row = row.replace(",foot-patrol,", ",space-walk,");
                expected.add((i + 2) + " G" + (i + 2) + " /activity value");
            }
            rows.add(row);
        }
        var id = desk.upload("a.csv", csv(rows.toArray(String[]::new)), Desk.mapping(OURS));

        var report = desk.check(id);
        assertThat(desk.faults(id)).isEqualTo(expected);
        assertThat(report.rows().faulty()).isEqualTo(expected.size());
        assertThat(report.faults()).isEqualTo(expected.size());
        assertThat(
                        Json.object(desk.files.read(id, ImportRecord.REPORT).orElseThrow())
                                .get("digest"))
                .isNotNull();
    }
}
