package org.patrolledger.functions.importsubmissions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.patrolledger.contract.CatalogueDocument;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.CatalogueCache;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.submission.Submission.Kind;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.domain.summary.SummaryFold;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.formats.SummaryDocument;
import org.patrolledger.functions.receivesubmission.Intake;
import org.patrolledger.lambda.http.Caller;
import org.patrolledger.lambda.http.Scope;

/// All published scenarios, exported as our own CSV and as a workbook and imported into an empty
/// ledger, give the summaries that the posted forms give, to the byte.
class ScenariosTest {
    private static final List<String> SCENARIOS =
            List.of(
                    "safe-space",
                    "christmas-patrols",
                    "neighbourhood-policing-week",
                    "grip",
                    "colchester-csp",
                    "henderson");

    private static final Map<SummaryKey, byte[]> POSTED = new LinkedHashMap<>();

    /// A form of a scenario.
    private record Form(Kind kind, OrganisationId organisation, Map<?, ?> document) {
        static Form of(String line) {
            var entry = Json.object(line);
            var document = (Map<?, ?>) Objects.requireNonNull(entry.get("submission"));
            return new Form(
                    Objects.equals(entry.get("kind"), "engagement")
                            ? Kind.ENGAGEMENT
                            : Kind.INCIDENT,
                    new OrganisationId(
                            (String) Objects.requireNonNull(document.get("organisation"))),
                    document);
        }
    }

    @BeforeAll
    static void post() {
        var desk = desk();
        var cache = new CatalogueCache(desk.catalogue, Duration.ZERO, Desk.CLOCK);
        var intake = new Intake(desk.log, cache, Desk.CLOCK);
        forms().forEach(form ->
                assertThat(
                                intake.receive(
                                        form.kind(),
                                        form.document(),
                                        caller(form.organisation()),
                                        "request"))
                        .isInstanceOf(Intake.Outcome.Accepted.class));
        POSTED.putAll(summaries(desk));
        assertThat(POSTED).hasSizeGreaterThan(60);
    }

    private static Caller caller(OrganisationId organisation) {
        return new Caller("sample", Optional.of(organisation), Set.of(Scope.SUBMISSIONS_WRITE));
    }

    private static Desk desk() {
        var desk = new Desk(false);
        for (var id : SCENARIOS) {
            var read =
                    CatalogueDocument.read(
                            new OperationId(id), 1, Json.object(text(id + "/operation.json")));
            if (read instanceof CatalogueDocument.Result.Valid valid) {
                desk.catalogue.put(valid.operation());
            }
        }
        return desk;
    }

    private static Stream<Form> forms() {
        return SCENARIOS.stream()
                .flatMap(it -> text(it + "/submissions.jsonl").lines())
                .map(Form::of);
    }

    private static String text(String file) {
        try (var in = ScenariosTest.class.getResourceAsStream("/events/scenarios/" + file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every summary that the scenarios say what to expect of, in order of periods, each compared
    /// with the one before it.
    private static Map<SummaryKey, byte[]> summaries(Desk desk) {
        var catalogue = desk.catalogue.load();
        var bytes = new LinkedHashMap<SummaryKey, byte[]>();
        var before = new LinkedHashMap<String, Summary>();
        var files =
                Stream.concat(
                                SCENARIOS.stream().map(it -> Map.entry(it, it + "/scenario.json")),
                                Stream.of(Map.entry("all-operations", "all-operations.json")))
                        .toList();
        for (var file : files) {
            var expected =
                    (List<?>)
                            Objects.requireNonNull(
                                    Json.object(text(file.getValue())).get("expected"));
            for (var each : expected) {
                var kindName = (String) Objects.requireNonNull(((Map<?, ?>) each).get("kind"));
                var kind = ReportingPeriod.Kind.ofPath(kindName).orElseThrow();
                var period =
                        ReportingPeriod.parse(
                                        kind,
                                        (String)
                                                Objects.requireNonNull(
                                                        ((Map<?, ?>) each).get("period")))
                                .orElseThrow();
                var key = new SummaryKey(period, new OperationId(file.getKey()));
                var fold = new SummaryFold(key, catalogue);
                desk.log.counted(fold.neighbours()).forEach(fold::addNeighbour);
                desk.log.counted(fold.days()).forEach(fold::add);
                var chain = file.getKey() + kindName;
                var summary =
                        new Summary(
                                new EditionKey(key, 1),
                                Status.PROVISIONAL,
                                fold.figures(),
                                Optional.ofNullable(before.get(chain)).map(Summary::asComparison),
                                Optional.empty(),
                                List.of());
                before.put(chain, summary);
                bytes.put(key, SummaryDocument.write(summary));
            }
        }
        return bytes;
    }

    /// The cells of a form as our own files write them: heads name fields, people count from one.
    private static Map<String, String> cells(Form form) {
        var cells = new LinkedHashMap<String, String>();
        cells.put("kind", form.kind().code());
        flatten("", form.document(), cells);
        return cells;
    }

    private static void flatten(String at, Object value, Map<String, String> cells) {
        switch (value) {
            case Map<?, ?> map ->
                    map.forEach((key, inner) ->
                            flatten(at.isEmpty() ? (String) key : at + "." + key, inner, cells));
            case List<?> list when list.stream().anyMatch(Map.class::isInstance) -> {
                for (int i = 0; i < list.size(); i++) {
                    flatten(at + "." + (i + 1), list.get(i), cells);
                }
            }
            case List<?> list ->
                    cells.put(
                            at,
                            list.stream().map(String::valueOf).collect(Collectors.joining(";")));
            default -> cells.put(at, String.valueOf(value));
        }
    }

    private static byte[] csv(List<Map<String, String>> rows, Set<String> heads) {
        var text = new StringBuilder();
        text.append(String.join(",", heads)).append("\r\n");
        for (var row : rows) {
            text.append(
                            heads.stream()
                                    .map(it -> row.getOrDefault(it, ""))
                                    .map(it -> "\"" + it.replace("\"", "\"\"") + "\"")
                                    .collect(Collectors.joining(",")))
                    .append("\r\n");
        }
        return text.toString().getBytes(UTF_8);
    }

    private static byte[] xlsx(List<Map<String, String>> rows, Set<String> heads) {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "test", "1.0")) {
            var sheet = workbook.newWorksheet("Reports");
            int column = 0;
            for (var head : heads) {
                sheet.value(0, column, head);
                for (int i = 0; i < rows.size(); i++) {
                    var text = rows.get(i).getOrDefault(head, "");
                    if (text.matches("[0-9]{1,9}")) {
                        sheet.value(i + 1, column, Integer.parseInt(text));
                    } else if (!text.isEmpty()) {
                        sheet.value(i + 1, column, text);
                    }
                }
                column++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private interface Writer {
        byte[] write(List<Map<String, String>> rows, Set<String> heads);
    }

    private static Map<SummaryKey, byte[]> imported(String format, Writer writer) {
        var desk = desk();
        var files = new LinkedHashMap<OrganisationId, List<Map<String, String>>>();
        forms().forEach(form ->
                files.computeIfAbsent(form.organisation(), it -> new ArrayList<>())
                        .add(cells(form)));
        files.forEach((organisation, rows) -> {
            var heads = new LinkedHashSet<String>();
            rows.forEach(it -> heads.addAll(it.keySet()));
            var id =
                    desk.upload(
                            organisation,
                            "export." + format,
                            writer.write(rows, heads),
                            Desk.mapping("{\"preset\": \"patrol-ledger-" + format + "\"}"));
            assertThat(desk.check(id).rows().added())
                    .as(() -> desk.refused(id) + desk.faults(id))
                    .isEqualTo(rows.size());
            desk.commit(id);
        });
        return summaries(desk);
    }

    private static void assertSame(Map<SummaryKey, byte[]> imported) {
        assertThat(imported.keySet()).isEqualTo(POSTED.keySet());
        imported.forEach((key, bytes) ->
                assertThat(new String(bytes, UTF_8))
                        .as(key.toString())
                        .isEqualTo(new String(POSTED.get(key), UTF_8)));
    }

    @Test
    void scenarios_exported_as_csv_and_imported_give_the_same_summaries_to_the_byte() {
        assertSame(imported("csv", ScenariosTest::csv));
    }

    @Test
    void scenarios_exported_as_a_workbook_and_imported_give_the_same_summaries_to_the_byte() {
        assertSame(imported("xlsx", ScenariosTest::xlsx));
    }
}
