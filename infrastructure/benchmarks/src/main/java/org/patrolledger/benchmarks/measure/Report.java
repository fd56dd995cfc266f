package org.patrolledger.benchmarks.measure;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;

/// What a benchmark found, as a table to read and as JSON to keep.
public final class Report {
    private final String benchmark;
    private final Map<String, @Nullable Object> settings = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> machine = Machine.describe();
    private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    private final List<Map<String, @Nullable Object>> targets = new ArrayList<>();

    public Report(String benchmark) {
        this.benchmark = benchmark;
    }

    /// Says how it was measured.
    public void setting(String name, Object value) {
        settings.put(name, value);
    }

    /// A line of the table, which the caller fills; numbers are rounded.
    public Row row() {
        var row = new LinkedHashMap<String, @Nullable Object>();
        rows.add(row);
        return new Row(row);
    }

    /// A line of the table.
    public record Row(Map<String, @Nullable Object> cells) {
        /// Adds a cell: a [String], or a number.
        public Row put(String column, Object value) {
            cells.put(
                    column, value instanceof Double number ? Measurements.rounded(number) : value);
            return this;
        }
    }

    /// Compares what was aimed at with what was reached.
    ///
    /// @param atMost whether less is better
    public void target(String what, double limit, double reached, boolean atMost) {
        var target = new LinkedHashMap<String, @Nullable Object>();
        target.put("target", what + (atMost ? ", at most" : ", at least"));
        target.put("limit", Measurements.rounded(limit));
        target.put("reached", Measurements.rounded(reached));
        target.put("met", atMost ? reached <= limit : reached >= limit);
        targets.add(target);
    }

    /// The rows so far.
    public List<Map<String, @Nullable Object>> rows() {
        return List.copyOf(rows);
    }

    /// What was aimed at and what was reached, so far.
    public List<Map<String, @Nullable Object>> targets() {
        return List.copyOf(targets);
    }

    /// Prints the tables and writes the JSON into `folder`.
    public void publish(Path folder, PrintStream out) throws IOException {
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("benchmark", benchmark);
        all.put("machine", machine);
        all.put("settings", settings);
        all.put("rows", rows);
        all.put("targets", targets);
        var file = folder.resolve(benchmark + ".json");
        Files.createDirectories(folder);
        Files.writeString(file, Json.text(all) + "\n", StandardCharsets.UTF_8);
        out.println();
        out.println(benchmark);
        machine.forEach((name, value) -> out.println("  " + name + ": " + value));
        settings.forEach((name, value) -> out.println("  " + name + ": " + value));
        print(rows, out);
        if (!targets.isEmpty()) {
            print(targets, out);
        }
        out.println();
        out.println(file);
        out.flush();
    }

    private static void print(List<Map<String, @Nullable Object>> rows, PrintStream out) {
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(row.keySet()));
        var lines = new ArrayList<StringBuilder>();
        for (int i = 0; i <= rows.size(); i++) {
            lines.add(new StringBuilder("  "));
        }
        for (var column : columns) {
            int width =
                    rows.stream()
                            .mapToInt(row -> text(row.get(column)).length())
                            .reduce(column.length(), Math::max);
            pad(lines.get(0), column, width, rows.getFirst().get(column));
            for (int i = 0; i < rows.size(); i++) {
                var value = rows.get(i).get(column);
                pad(lines.get(i + 1), text(value), width, value);
            }
        }
        out.println();
        lines.forEach(line -> out.println(line.toString().stripTrailing()));
    }

    /// Numbers to the right, words to the left.
    private static void pad(StringBuilder line, String text, int width, @Nullable Object value) {
        var space = " ".repeat(width - text.length());
        line.append(value instanceof Number ? space + text : text + space).append("  ");
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            case Boolean truth -> truth ? "yes" : "no";
            default -> value.toString();
        };
    }
}
