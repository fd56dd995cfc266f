package org.patrolledger.functions.importsubmissions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.imports.ImportRecord;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.imports.ImportId;
import org.patrolledger.domain.submission.OperationDay;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.functions.revisesubmission.Correction;
import org.patrolledger.lambda.http.Caller;
import org.patrolledger.lambda.http.EntityTags;
import org.patrolledger.lambda.http.Scope;
import org.patrolledger.testing.Sample;

/// The same rows again: every row once, for any number of importers and imports.
class RepeatTest {
    private static final String OURS = "{\"preset\": \"patrol-ledger-csv\"}";
    private static final String HEADS =
            "reference,operation,place,startedAt,endedAt,activity,staff.officer,peopleEngaged.count,peopleEngaged.method\n";

    private final Desk desk = new Desk();

    private static String patrol(String reference, String day, int people) {
        return "%s,grip,southend-high-street,%sT18:00:00Z,%sT19:00:00Z,foot-patrol,2,%d,counted\n"
                .formatted(reference, day, day, people);
    }

    private ImportId upload(String... rows) {
        return desk.upload(
                "a.csv", (HEADS + String.join("", rows)).getBytes(UTF_8), Desk.mapping(OURS));
    }

    private List<Revision> there() {
        return desk.log
                .current(
                        new OperationDay(Sample.GRIP, OperationalDay.parse("2023-02-03")),
                        Optional.empty())
                .toList();
    }

    @Test
    void a_row_with_the_same_reference_is_the_same_report_whatever_it_says() {
        var first = upload(patrol("1", "2023-02-03", 5), patrol("2", "2023-02-03", 6));
        desk.check(first);
        desk.commit(first);
        var second = upload(patrol("2", "2023-02-03", 7), patrol("1", "2023-02-03", 5));
        assertThat(desk.check(second).rows()).isEqualTo(new ImportRecord.Rows(2, 0, 1, 1, 0));
        desk.commit(second);
        assertThat(there()).extracting(Revision::number).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void a_reference_counts_within_its_operation_and_kind() {
        var incident =
                "kind,reference,operation,place,occurredAt,category\n"
                        + "incident,1,grip,southend-high-street,2023-02-03T18:00:00Z,burglary\n";
        var first = upload(patrol("1", "2023-02-03", 5));
        desk.check(first);
        desk.commit(first);
        var second = desk.upload("b.csv", incident.getBytes(UTF_8), Desk.mapping(OURS));
        assertThat(desk.check(second).rows().added())
                .as(() -> desk.faults(second).toString())
                .isEqualTo(1);
        desk.commit(second);
        assertThat(there()).hasSize(2);
    }

    @Test
    void a_workbook_that_was_saved_as_csv_has_the_same_rows() {
        var rows = HEADS.replace("reference,", "") + patrol("1", "2023-02-03", 5).substring(2);
        var csv = desk.upload("a.csv", rows.getBytes(UTF_8), Desk.mapping(OURS));
        desk.check(csv);
        desk.commit(csv);
        var again =
                desk.upload(
                        "a.csv",
                        rows.getBytes(UTF_8),
                        Desk.mapping("{\"preset\": \"patrol-ledger-xlsx\", \"format\": \"csv\"}"));
        assertThat(desk.check(again).rows().same()).isEqualTo(1);
    }

    @Test
    void two_rows_with_the_same_reference_that_differ_are_a_fault() {
        var id = upload(patrol("1", "2023-02-03", 5), patrol("1", "2023-02-03", 6));
        assertThat(desk.check(id).rows()).isEqualTo(new ImportRecord.Rows(2, 1, 0, 0, 1));
        assertThat(desk.faults(id)).containsExactly("3  /submissionId unique");
    }

    @Test
    void what_was_corrected_by_hand_since_is_not_taken_back_by_the_same_file() {
        var first = upload(patrol("1", "2023-02-03", 5));
        desk.check(first);
        desk.commit(first);
        correctByHand(there().getFirst(), 9);

        var again = upload(patrol("1", "2023-02-03", 5));
        assertThat(desk.check(again).rows()).isEqualTo(new ImportRecord.Rows(1, 0, 1, 0, 0));
        var other = upload(patrol("1", "2023-02-03", 6));
        assertThat(desk.check(other).rows()).isEqualTo(new ImportRecord.Rows(1, 0, 0, 1, 0));
    }

    @Test
    void what_was_withdrawn_stays_withdrawn_when_the_same_file_comes_again() {
        var first = upload(patrol("1", "2023-02-03", 5));
        desk.check(first);
        desk.commit(first);
        var current = there().getFirst();
        desk.log.revise(
                current,
                current.withdrawn(
                        "double",
                        Desk.CLOCK.instant(),
                        new Revision.Sender("officer-1", Sample.ESSEX_POLICE, "r")));

        assertThat(desk.check(upload(patrol("1", "2023-02-03", 5))).rows())
                .isEqualTo(new ImportRecord.Rows(1, 0, 1, 0, 0));
    }

    @Test
    void a_correction_between_check_and_commit_is_not_written_over() {
        var first = upload(patrol("1", "2023-02-03", 5));
        desk.check(first);
        desk.commit(first);
        var second = upload(patrol("1", "2023-02-03", 6));
        desk.check(second);
        correctByHand(there().getFirst(), 9);

        var result = desk.commit(second);
        assertThat(result.get("refused")).isEqualTo(1L);
        assertThat(Json.text(result.get("rows")))
                .isEqualTo(
                        "[{\"sheet\":\"\",\"row\":2,\"detail\":\"The report has been changed since the check: check again.\"}]");
        assertThat(there().getFirst().body()).contains("\"count\":9");
    }

    private void correctByHand(Revision current, int people) {
        var cache = new CatalogueCache(desk.catalogue, Duration.ZERO, Desk.CLOCK);
        var document =
                new java.util.LinkedHashMap<Object, Object>(
                        Json.object(
                                current.body()
                                        .replaceFirst("\"count\":[0-9]+", "\"count\":" + people)));
        document.put("reason", "miscounted");
        var tag = new EntityTags.Tag(false, String.valueOf(current.number()));
        assertThat(
                        new Correction(desk.log, cache, Desk.CLOCK)
                                .revise(
                                        current.submission().id(),
                                        document,
                                        new EntityTags.Listed(List.of(tag)),
                                        new Caller(
                                                "sergeant-2",
                                                Optional.of(Sample.ESSEX_POLICE),
                                                Set.of(Scope.SUBMISSIONS_WRITE)),
                                        "by-hand"))
                .isInstanceOf(Correction.Outcome.Done.class);
    }

    @Test
    void several_people_who_import_the_same_rows_at_once_count_each_once() throws Exception {
        var rows = new String[300];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = patrol("", "2023-02-03", i);
        }
        var ids = new ArrayList<ImportId>();
        for (int i = 0; i < 4; i++) {
            ids.add(upload(rows));
        }
        ids.forEach(id -> assertThat(desk.check(id).rows().added()).isEqualTo(rows.length));
        try (var people = Executors.newFixedThreadPool(ids.size())) {
            var results =
                    people.invokeAll(
                            ids.stream()
                                    .<java.util.concurrent.Callable<Map<?, ?>>>map(
                                            id -> () -> desk.commit(id))
                                    .toList());
            for (var result : results) {
                assertThat(result.get().get("taken")).isEqualTo((long) rows.length);
            }
        }
        assertThat(there()).hasSize(rows.length).allMatch(it -> it.number() == 1);
    }

    @Test
    void an_odk_submission_is_one_in_whichever_export_and_edit_it_comes() {
        var mapping =
                Desk.mapping(
                        """
                        {"preset": "odk-central", "kind": "engagement", "operation": "grip", "place": "southend-high-street",
                         "columns": [{"column": "start", "pointer": "/startedAt"}, {"column": "end", "pointer": "/endedAt"},
                                     {"column": "people", "pointer": "/peopleEngaged/count"}],
                         "constants": [{"pointer": "/activity", "value": "foot-patrol"},
                                       {"pointer": "/staff/officer", "value": "2"},
                                       {"pointer": "/peopleEngaged/method", "value": "counted"}]}
                        """);
        var json =
                "[{\"__id\": \"uuid:1\", \"start\": \"2023-02-03T18:00:00Z\", \"end\": \"2023-02-03T19:00:00Z\", \"people\": 5, \"meta\": {\"instanceID\": \"uuid:1\"}}]";
        var first = desk.upload("a.json", json.getBytes(UTF_8), mapping);
        assertThat(desk.check(first).rows().added())
                .as(() -> desk.faults(first).toString())
                .isEqualTo(1);
        desk.commit(first);

        var csv =
                "start,end,people,instanceID,KEY\n2023-02-03T18:00:00Z,2023-02-03T19:00:00Z,5,uuid:1,uuid:1\n";
        var second = desk.upload("a.csv", csv.getBytes(UTF_8), mapping);
        assertThat(desk.check(second).rows()).isEqualTo(new ImportRecord.Rows(1, 0, 1, 0, 0));

        // An edit keeps __id and gets another instanceID.
        var edited =
                json.replace("\"people\": 5", "\"people\": 6")
                        .replace("\"instanceID\": \"uuid:1\"", "\"instanceID\": \"uuid:2\"");
        var third = desk.upload("b.json", edited.getBytes(UTF_8), mapping);
        assertThat(desk.check(third).rows()).isEqualTo(new ImportRecord.Rows(1, 0, 0, 1, 0));
    }
}
