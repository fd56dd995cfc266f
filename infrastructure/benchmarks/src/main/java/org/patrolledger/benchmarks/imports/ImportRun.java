package org.patrolledger.benchmarks.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.patrolledger.benchmarks.measure.LiveHeap;
import org.patrolledger.contract.imports.ImportRecord;
import org.patrolledger.contract.imports.ImportRecord.Commitment;
import org.patrolledger.contract.imports.ImportRecord.Report;
import org.patrolledger.contract.imports.ImportTaskDocument;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.imports.ImportFiles;
import org.patrolledger.domain.imports.ImportId;
import org.patrolledger.domain.imports.ImportTask;
import org.patrolledger.domain.imports.ImportTask.Step;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.functions.importsubmissions.ImportSubmissions;
import org.patrolledger.lambda.Environment;
import org.patrolledger.storage.Adapters;
import org.patrolledger.testing.Sample;
import org.patrolledger.testing.lambda.FakeContext;

/// Imports a file of so many rows in this JVM and says what that took.
final class ImportRun {
    private static final List<String> HEADS =
            List.of(
                    "reference",
                    "operation",
                    "place",
                    "startedAt",
                    "endedAt",
                    "activity",
                    "staff.officer",
                    "peopleEngaged.count",
                    "peopleEngaged.method",
                    "audiences",
                    "note");

    private static final double NANOSECONDS = 1e9;

    private final Adapters adapters;
    private final ImportSubmissions function;
    private final ImportFiles files;

    private ImportRun(Environment environment) {
        adapters = new Adapters(environment);
        files = adapters.importFiles();
        function = new ImportSubmissions(environment, InstantSource.system());
    }

    /// Imports a file of made-up rows once.
    ///
    /// @param args the file of variables, the format, how many rows
    public static void main(String[] args) throws IOException {
        var out = new PrintStream(System.out, true, UTF_8);
        System.setOut(new PrintStream(System.err, true, UTF_8)); // the function's log
        var variables = new HashMap<String, String>();
        Json.object(Files.readAllBytes(Path.of(args[0])))
                .forEach((name, value) -> variables.put(name, String.valueOf(value)));
        variables.remove("AWS_ACCESS_KEY_ID"); // that of the process would be meant
        var run = new ImportRun(Environment.of(Map.copyOf(variables)));
        out.println(Json.text(run.measure(args[1], Integer.parseInt(args[2]))));
        System.exit(0);
    }

    private static List<Object> row(int number) {
        int day = number % 28 + 1;
        var date = "2023-02-" + (day < 10 ? "0" : "") + day;
        var row = new ArrayList<Object>();
        row.add(number);
        row.add(Sample.GRIP.value());
        row.add(Sample.catalogue().operations().getFirst().places().getFirst().id().value());
        row.add(date + "T18:00:00Z");
        row.add(date + "T19:15:00Z");
        row.add("foot-patrol");
        row.add(2);
        row.add(number % 50);
        row.add("counted");
        row.add("public;commuters");
        row.add(
                "Walked the length of the street and spoke with those who were about, number "
                        + number);
        return row;
    }

    private static byte[] csv(int rows) {
        var text = new StringBuilder(String.join(",", HEADS)).append("\r\n");
        for (int i = 1; i <= rows; i++) {
            var cells = row(i).stream().map(it -> "\"" + it + "\"").toList();
            text.append(String.join(",", cells)).append("\r\n");
        }
        return text.toString().getBytes(UTF_8);
    }

    private static byte[] xlsx(int rows) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "benchmark", "1.0")) {
            var sheet = workbook.newWorksheet("Patrols");
            for (int i = 0; i <= rows; i++) {
                var cells = i == 0 ? new ArrayList<Object>(HEADS) : row(i);
                for (int column = 0; column < cells.size(); column++) {
                    if (cells.get(column) instanceof Integer number) {
                        sheet.value(i, column, number);
                    } else {
                        sheet.value(i, column, String.valueOf(cells.get(column)));
                    }
                }
            }
        }
        return bytes.toByteArray();
    }

    private Map<String, Object> measure(String format, int rows) throws IOException {
        var id = upload(format, rows);
        var live = new LiveHeap();
        long processor = processor();
        long began = System.nanoTime();
        invoke(id, Step.CHECK);
        long checked = System.nanoTime();
        var report = Report.read(files.read(id, ImportRecord.REPORT).orElseThrow());
        if (report.rows().added() != rows) {
            throw new IllegalStateException("not all rows are new: " + report);
        }
        files.write(id, ImportRecord.COMMIT, new Commitment(report, "all").write());
        long asked = System.nanoTime();
        invoke(id, Step.COMMIT);
        long committed = System.nanoTime();
        var result = Json.object(files.read(id, ImportRecord.RESULT).orElseThrow());
        if (!Long.valueOf(rows).equals(result.get("taken"))) {
            throw new IllegalStateException("not all rows were taken: " + result);
        }
        var measured = new LinkedHashMap<String, Object>();
        measured.put("checkSeconds", millis(checked - began));
        measured.put("commitSeconds", millis(committed - asked));
        measured.put("processorSeconds", millis(processor() - processor));
        measured.put("liveMegabytes", live.mostMegabytes());
        return measured;
    }

    private static java.math.BigDecimal millis(long nanoseconds) {
        return java.math.BigDecimal.valueOf(Math.round(nanoseconds / NANOSECONDS * 1000), 3);
    }

    private static long processor() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private ImportId upload(String format, int rows) throws IOException {
        var content = format.equals("xlsx") ? xlsx(rows) : csv(rows);
        var id = ImportId.random();
        var request =
                new ImportRecord.Request(
                        Sample.ESSEX_POLICE,
                        "benchmark",
                        "rows." + format,
                        content.length,
                        Digest.of(content).hex(),
                        Map.of("preset", "patrol-ledger-" + format));
        files.write(id, ImportRecord.REQUEST, request.write());
        files.write(id, ImportFiles.SOURCE, content);
        files.write(id, ImportRecord.CHECK, Json.bytes(Map.of("check", "1")));
        return id;
    }

    private void invoke(ImportId id, Step step) throws IOException {
        var message = new LinkedHashMap<String, Object>();
        message.put("messageId", "1");
        message.put("receiptHandle", "1");
        message.put("body", ImportTaskDocument.write(new ImportTask(id, step)));
        message.put("attributes", Map.of("ApproximateReceiveCount", "1"));
        var out = new ByteArrayOutputStream();
        function.handleRequest(
                new ByteArrayInputStream(Json.bytes(Map.of("Records", List.of(message)))),
                out,
                new FakeContext("import-submissions").leaving(900_000));
        var failed = Json.object(out.toByteArray()).get("batchItemFailures");
        if (!List.of().equals(failed)) {
            throw new IllegalStateException(step + " failed");
        }
    }
}
