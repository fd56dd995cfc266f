package org.patrolledger.local.authorisation;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `events/authorisation.md`: a row for each call, a column for each caller, the status that the
/// caller gets. Text around the table is kept where the table is written anew.
final class AuthorisationTable {
    private static final Path FILE = Path.of("..", "..", "events", "authorisation.md");
    private static final String BAR = "|";

    private AuthorisationTable() {}

    /// A row's heading: the call as [org.patrolledger.lambda.http.Route#key] has it, and what is
    /// asked of it where that matters.
    record Row(String call, String asks) {}

    /// The rows in their order.
    static Map<Row, Map<Caller, Integer>> read() throws IOException {
        var rows = new LinkedHashMap<Row, Map<Caller, Integer>>();
        for (String line : lines()) {
            if (isRow(line)) {
                var cells = cells(line);
                var answers = new EnumMap<Caller, Integer>(Caller.class);
                for (var caller : Caller.values()) {
                    answers.put(caller, Integer.valueOf(cells.get(caller.ordinal() + 2)));
                }
                rows.put(new Row(unquoted(cells.get(0)), cells.get(1)), answers);
            }
        }
        return rows;
    }

    /// The headings of the columns, without those of the row itself.
    static List<String> callers() throws IOException {
        return cells(lines().stream().filter(it -> it.startsWith(BAR)).findFirst().orElseThrow())
                .stream()
                .skip(2)
                .toList();
    }

    /// Writes the table anew, the text around it as it is.
    static void write(Map<Row, Map<Caller, Integer>> rows) throws IOException {
        var old = lines();
        var after = old.stream().dropWhile(it -> !it.startsWith(BAR));
        var titles = Arrays.stream(Caller.values()).map(Caller::title).toList();
        var table = new ArrayList<String>();
        table.add(line("call", "asks for", titles));
        table.add("|---".repeat(titles.size() + 2) + BAR);
        rows.forEach((row, answers) ->
                table.add(
                        line(
                                "`" + row.call() + "`",
                                row.asks(),
                                new EnumMap<>(answers)
                                        .values().stream().map(String::valueOf).toList())));
        Files.writeString(
                FILE,
                Stream.of(
                                old.stream().takeWhile(it -> !it.startsWith(BAR)),
                                table.stream(),
                                after.dropWhile(it -> it.startsWith(BAR)))
                        .flatMap(lines -> lines)
                        .collect(joining("\n", "", "\n")));
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(FILE);
    }

    private static boolean isRow(String line) {
        return line.startsWith("| `");
    }

    private static String line(String call, String asks, List<String> cells) {
        return "| %s | %s | %s |".formatted(call, asks, String.join(" | ", cells));
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.strip().substring(1).split("\\|")).map(String::strip).toList();
    }

    private static String unquoted(String cell) {
        return cell.replace("`", "");
    }
}
