package org.patrolledger.functions.manageimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.imports.ImportRecord;
import org.patrolledger.contract.imports.ImportRecord.Progress;
import org.patrolledger.contract.imports.ImportRecord.Report;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.StorageException;
import org.patrolledger.domain.catalogue.CatalogueSource;
import org.patrolledger.domain.imports.ImportId;
import org.patrolledger.domain.imports.ImportTask;
import org.patrolledger.functions.manageimport.Imports.Outcome;
import org.patrolledger.functions.manageimport.Imports.State;
import org.patrolledger.lambda.http.Caller;
import org.patrolledger.lambda.http.Scope;
import org.patrolledger.testing.FakeCatalogueStore;
import org.patrolledger.testing.FakeImportFiles;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.Call;

class ImportsTest {
    private static final Caller CALLER =
            new Caller(
                    "officer-1", Optional.of(Sample.ESSEX_POLICE), Set.of(Scope.SUBMISSIONS_WRITE));
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    private final FakeImportFiles files = new FakeImportFiles();
    private final FakeCatalogueStore catalogue = new FakeCatalogueStore();
    private final List<ImportTask> sent = new ArrayList<>();
    private boolean away;
    private final Imports imports =
            new Imports(
                    files,
                    task -> {
                        if (away) {
                            throw new StorageException(
                                    StorageException.Fault.AWAY,
                                    "away",
                                    new IllegalStateException());
                        }
                        sent.add(task);
                    },
                    catalogue);

    @BeforeEach
    void putOperation() {
        Sample.catalogue().operations().forEach(catalogue::put);
    }

    private Outcome announce(long bytes) {
        return imports.announce(
                Json.object(
                        "{\"mapping\": {\"preset\": \"patrol-ledger-csv\"}, \"fileName\": \"a.csv\", \"bytes\": %d, \"sha256\": \"%s\"}"
                                .formatted(bytes, "0".repeat(64))),
                CALLER);
    }

    private ImportId announced() {
        return announce(10) instanceof Outcome.Announced announced
                ? announced.id()
                : ImportId.random();
    }

    private Report report(String check, int faulty) {
        return new Report(
                check,
                Optional.empty(),
                new ImportRecord.Rows(2, 2 - faulty, 0, 0, faulty),
                Optional.of(DIGEST),
                catalogue.version().map(CatalogueSource.Version::value).orElseThrow(),
                faulty,
                List.of(),
                Optional.of(ImportRecord.ANNOTATED_CSV));
    }

    private ImportId checked(int faulty) {
        var id = announced();
        imports.check(id.value(), CALLER, "1");
        files.write(id, ImportRecord.REPORT, report("1", faulty).write());
        return id;
    }

    private Outcome commit(ImportId id, String rows) {
        return imports.commit(id.value(), Map.of("rows", rows), DIGEST, CALLER);
    }

    private State state(ImportId id) {
        return imports.find(id.value(), CALLER).orElseThrow().state();
    }

    @Test
    void a_file_of_10_mb_is_taken_and_one_of_a_byte_more_is_refused() {
        assertThat(announce(10 << 20)).isInstanceOf(Outcome.Announced.class);

        assertThat(announce((10 << 20) + 1))
                .isInstanceOfSatisfying(
                        Outcome.Invalid.class,
                        it ->
                                assertThat(it.faults())
                                        .extracting(fault -> fault.pointer() + " " + fault.rule())
                                        .containsExactly("/bytes MAXIMUM"));
    }

    @Test
    void a_commit_whose_message_could_not_be_sent_is_sent_when_it_is_asked_for_again() {
        var id = checked(0);
        away = true;
        assertThatThrownBy(() -> commit(id, "all")).isInstanceOf(StorageException.class);
        away = false;
        sent.clear();

        assertThat(commit(id, "all")).isEqualTo(new Outcome.Begun(State.COMMITTING));
        assertThat(sent).containsExactly(new ImportTask(id, ImportTask.Step.COMMIT));
    }

    @Test
    void all_rows_are_not_committed_while_one_is_faulty() {
        var id = checked(1);
        assertThat(commit(id, "all")).isInstanceOf(Outcome.Conflict.class);
        assertThat(commit(id, "good")).isInstanceOf(Outcome.Begun.class);
    }

    @Test
    void a_report_that_was_written_over_by_a_late_check_is_still_the_one_committed() {
        var id = checked(0);
        commit(id, "all");
        files.write(id, ImportRecord.REPORT, report("1", 2).write());
        var found = imports.find(id.value(), CALLER).orElseThrow();
        assertThat(found.report().orElseThrow().rows().faulty()).isZero();
        assertThat(commit(id, "all")).isInstanceOf(Outcome.Begun.class);
    }

    @Test
    void progress_is_that_of_the_check_or_commit_under_way_and_no_other() {
        var id = announced();
        imports.check(id.value(), CALLER, "1");
        files.write(id, ImportRecord.PROGRESS, new Progress("1", 1_024, 2_000).write());
        assertThat(imports.find(id.value(), CALLER).orElseThrow().progress())
                .contains(new Progress("1", 1_024, 2_000));
        imports.check(id.value(), CALLER, "2");
        assertThat(imports.find(id.value(), CALLER).orElseThrow().progress()).isEmpty();
        assertThat(state(id)).isEqualTo(State.CHECKING);
    }

    @Test
    void links_name_only_files_that_are_there() {
        var found = imports.find(checked(1).value(), CALLER).orElseThrow();
        assertThat(imports.links(found)).containsOnlyKeys("faults.csv", "source-with-faults.csv");
    }

    /// The sheets of a workbook that no spreadsheet program wrote have names of any length.
    @Test
    void no_fault_is_left_out_where_a_page_of_them_ends_for_its_size() {
        int most = 700;
        var id = checked(most);
        var sheet = "s".repeat(10_000);
        var faults =
                IntStream.rangeClosed(1, most)
                        .mapToObj(row -> Map.of("sheet", sheet, "row", row))
                        .toList();
        files.write(id, ImportRecord.faults(1), Json.bytes(Map.of("faults", faults)));
        var function = new ManageImport(imports, new Templates(catalogue));
        var call =
                Call.sample("read-coverage")
                        .path("/imports/" + id)
                        .scope("submissions.write")
                        .query("limit", "1000");

        var rows = new ArrayList<@Nullable Object>();
        int pages = 0;
        for (@Nullable Object next = ""; next != null; pages++) {
            var page =
                    (next.equals("") ? call : call.query("next", (String) next))
                            .answeredBy(function);
            for (var fault : (List<?>) page.document().get("faults")) {
                rows.add(((Map<?, ?>) fault).get("row"));
            }
            next = page.document().get("next");
        }

        assertThat(pages).isEqualTo(2);
        assertThat(rows)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, most).boxed().toList());
    }

    @Test
    void a_template_changes_its_tag_with_the_catalogue() {
        var templates = new Templates(catalogue);
        var first = templates.of(Sample.GRIP, CALLER.organisation()).orElseThrow();
        assertThat(templates.of(Sample.GRIP, CALLER.organisation()).orElseThrow().tag())
                .isEqualTo(first.tag());
        assertThat(
                        templates.of(
                                new org.patrolledger.domain.id.OperationId("no-such-one"),
                                CALLER.organisation()))
                .isEmpty();
        assertThat(first.bytes()).startsWith('P', 'K');
    }
}
