package org.patrolledger.importer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patrolledger.local.LedgerHandlers;
import org.patrolledger.local.Stack;
import org.patrolledger.local.StackSettings;

/// The command line against the local stack.
class ImporterTest {
    private static final String OPERATION =
            """
            {"name": "Operation Grip", "activeFrom": "2021-04-01", "activeUntil": null,
             "organisations": ["essex-police"],
             "places": [{"id": "southend-high-street", "name": "Southend High Street",
                         "district": "E06000033", "validFrom": "2021-04-01", "validUntil": null}],
             "shifts": []}
            """;
    private static final String HEADS =
            "reference,place,startedAt,endedAt,activity,staff.officer,peopleEngaged.count,peopleEngaged.method\n";
    private static final String GOOD =
            "%d,Southend High Street,2023-02-03T18:00:00Z,2023-02-03T19:00:00Z,Foot patrol,2,5,counted\n";
    private static final String BAD =
            "%d,Southend High Street,2023-02-03T18:00:00Z,2023-02-03T19:00:00Z,Foot patrol,two,5,counted\n";

    private static Stack stack;
    private static String token;

    @TempDir private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        stack = Stack.start(StackSettings.passing(data.resolve("data"), null), LedgerHandlers::of);
        var tokens = stack.tokens("essex-police");
        token = Objects.requireNonNull(tokens.get("submitter"));
        try (var http = HttpClient.newHttpClient()) {
            var put =
                    HttpRequest.newBuilder(stack.uri().resolve("/catalogue/operations/grip"))
                            .header("Authorization", "Bearer " + tokens.get("administrator"))
                            .header("Content-Type", "application/json")
                            .header("If-None-Match", "*")
                            .PUT(BodyPublishers.ofString(OPERATION))
                            .build();
            assertThat(http.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
        }
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private int run(boolean terminal, Map<String, String> environment, String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(1, List.of("--ledger", stack.uri().toString()));
        return ImporterCommand.run(
                all,
                environment,
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                terminal);
    }

    private int run(String... words) {
        return run(false, Map.of("PATROL_LEDGER_TOKEN", token), words);
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private String[] ours(String... files) {
        var words =
                new ArrayList<>(
                        List.of("import", "--preset", "patrol-ledger-csv", "--operation", "grip"));
        words.addAll(List.of(files));
        return words.toArray(String[]::new);
    }

    @Test
    void files_are_committed_once_and_the_progress_is_shown_on_a_terminal() throws Exception {
        var first = file("a.csv", HEADS + GOOD.formatted(101) + GOOD.formatted(102));
        var second = file("b.csv", HEADS + GOOD.formatted(103));

        assertThat(run(true, Map.of("PATROL_LEDGER_TOKEN", token), ours(first, second)))
                .as(err.toString(UTF_8) + out.toString(UTF_8))
                .isZero();
        assertThat(out.toString(UTF_8))
                .contains("a.csv: 2 rows: 2 new, 0 changed, 0 the same, 0 faulty")
                .contains("a.csv: 2 committed")
                .contains("b.csv: 1 committed");
        assertThat(err.toString(UTF_8)).contains("\r\u001b[2K[");

        out.reset();
        err.reset();
        assertThat(run(ours(first))).isZero();
        assertThat(out.toString(UTF_8)).contains("0 new, 0 changed, 2 the same");
        assertThat(err.toString(UTF_8)).as("no bar in a log").isEmpty();
    }

    @Test
    void faults_are_printed_and_saved_and_nothing_is_committed_but_what_is_good_on_demand()
            throws Exception {
        var file = file("c.csv", HEADS + GOOD.formatted(201) + BAD.formatted(202));
        var faults = folder.resolve("faults");

        assertThat(run(ours("--faults", faults.toString(), file))).isEqualTo(1);
        assertThat(out.toString(UTF_8))
                .contains("1 new, 0 changed, 0 the same, 1 faulty")
                .contains("cell F3 (staff.officer): ")
                .doesNotContain("committed");
        assertThat(faults.resolve("c-faults.csv")).content().contains("F3,/staff/officer,type");
        assertThat(faults.resolve("c-with-faults.csv")).content().contains("What is wrong");

        assertThat(run(ours("--good", file))).isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains("c.csv: 1 committed");
    }

    @Test
    void a_check_commits_nothing() throws Exception {
        var file = file("d.csv", HEADS + GOOD.formatted(301));
        assertThat(run(ours("--check", file))).isZero();
        assertThat(run(ours("--check", file))).isZero();
        assertThat(out.toString(UTF_8)).doesNotContain("committed").doesNotContain("1 the same");
    }

    @Test
    void what_the_ledger_refuses_is_said_and_keeps_no_other_file_out() throws Exception {
        var none = file("e.csv", "a,b\n1,2\n");
        var good = file("f.csv", HEADS + GOOD.formatted(401));
        assertThat(run(ours(none, good))).isEqualTo(3);
        assertThat(out.toString(UTF_8))
                .contains("e.csv: The file has none of the columns of the mapping.")
                .contains("f.csv: 1 committed");

        assertThat(run("import", "--preset", "patrol-ledger-csv", "--operation", "No Slug", good))
                .isEqualTo(3);
        assertThat(out.toString(UTF_8))
                .contains("the ledger answers 422")
                .contains("/mapping/operation");
        assertThat(run(false, Map.of("PATROL_LEDGER_TOKEN", "no token"), ours(good))).isEqualTo(3);
        assertThat(out.toString(UTF_8)).contains("the ledger answers 401");
    }

    @Test
    void what_is_not_understood_and_a_ledger_that_is_away_have_their_own_codes() throws Exception {
        var good = file("g.csv", HEADS + GOOD.formatted(501));
        assertThat(run(false, Map.of(), ours(good))).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("PATROL_LEDGER_TOKEN");
        assertThat(run(ours(folder.resolve("missing.csv").toString()))).isEqualTo(2);
        assertThat(run(ours("--colour", good))).isEqualTo(2);
        assertThat(
                        ImporterCommand.run(
                                List.of("import", "--ledger", "http://127.0.0.1:1", good),
                                Map.of("PATROL_LEDGER_TOKEN", token),
                                new PrintStream(out, true, UTF_8),
                                new PrintStream(err, true, UTF_8),
                                false))
                .isEqualTo(5);
    }

    @Test
    void a_template_is_fetched_and_imports_back() throws Exception {
        var template = folder.resolve("grip.xlsx");
        assertThat(run("template", "--operation", "grip", "--to", template.toString()))
                .as(err.toString(UTF_8))
                .isZero();
        assertThat(Files.readAllBytes(template)).startsWith('P', 'K');
        // Nothing has been filled in, so there is no row; and all of its sheets can be read.
        assertThat(run("import", "--preset", "patrol-ledger-xlsx", template.toString())).isZero();
        assertThat(out.toString(UTF_8)).contains("0 rows").contains("0 committed");
        assertThat(run("template", "--operation", "no-such-one", "--to", template.toString()))
                .isEqualTo(3);
    }

    /// Fills in a row by taking of each drop-down the choice `which`, from 0.
    private static void fill(Sheet sheet, int which) {
        var words = sheet.getWorkbook().getSheet("Words");
        var heads = new HashMap<Integer, String>();
        sheet.getRow(0).forEach(it -> heads.put(it.getColumnIndex(), it.getStringCellValue()));
        var row = sheet.createRow(which + 1);
        for (var validation : sheet.getDataValidations()) {
            int column = validation.getRegions().getCellRangeAddress(0).getFirstColumn();
            if (Objects.requireNonNull(heads.get(column)).contains(".2.")) {
                continue;
            }
            var formula = validation.getValidationConstraint().getFormula1();
            assertThat(formula).contains("Words").contains("!");
            var range = CellRangeAddress.valueOf(formula.substring(formula.indexOf('!') + 1));
            int from = Math.min(range.getFirstRow() + which, range.getLastRow());
            row.createCell(column)
                    .setCellValue(
                            words.getRow(from)
                                    .getCell(range.getFirstColumn())
                                    .getStringCellValue());
        }
        heads.forEach((column, head) -> {
            if (head.matches("(startedAt|endedAt|occurredAt)")) {
                row.createCell(column)
                        .setCellValue(
                                LocalDateTime.of(
                                        2023, 2, 4, head.equals("endedAt") ? 20 : 18, which));
                row.getCell(column).setCellStyle(sheet.getColumnStyle(column));
            } else if (head.matches(
                    "(staff.officer|peopleEngaged.count|weaponsSeized.1.count|arrests)")) {
                row.createCell(column).setCellValue(5);
            } else if (head.equals("reference")) {
                row.createCell(column).setCellValue(900 + which);
            }
        });
    }

    @Test
    void a_template_filled_in_from_its_drop_downs_imports_back() throws Exception {
        var template = folder.resolve("grip.xlsx");
        assertThat(run("template", "--operation", "grip", "--to", template.toString())).isZero();
        try (var workbook = new XSSFWorkbook(Files.newInputStream(template))) {
            assertThat(workbook.isSheetHidden(workbook.getSheetIndex("Words"))).isTrue();
            for (int which = 0; which < 12; which++) {
                fill(workbook.getSheet("Engagements"), which);
                fill(workbook.getSheet("Incidents"), which);
            }
            try (var to = Files.newOutputStream(template)) {
                workbook.write(to);
            }
        }
        assertThat(run("import", "--preset", "patrol-ledger-xlsx", template.toString()))
                .as(out.toString(UTF_8) + err.toString(UTF_8))
                .isZero();
        assertThat(out.toString(UTF_8))
                .contains("24 rows: 24 new, 0 changed, 0 the same, 0 faulty")
                .contains("24 committed");
    }

    @Test
    void a_bar_is_as_long_as_what_is_done() {
        assertThat(ProgressBar.line("a.csv: checked", 5_000, 20_000))
                .isEqualTo("[#######-----------------------] a.csv: checked 5,000 of 20,000 rows");
        assertThat(ProgressBar.line("a.csv: sent", 0, 0)).endsWith("] a.csv: sent");
    }
}
