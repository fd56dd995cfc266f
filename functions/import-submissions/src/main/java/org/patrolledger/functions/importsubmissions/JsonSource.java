package org.patrolledger.functions.importsubmissions;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;
import org.patrolledger.contract.json.NotJsonException;

/// Documents of other forms: an array of them, an object that has them as `value` (OData) or
/// `results` (KoboToolbox), one alone, or one a line. Members of members are named by their path,
/// `meta/instanceID`; the answers of GOV.UK Forms by their questions.
final class JsonSource implements Source {
    private final List<Map<?, ?>> documents = new ArrayList<>();
    private int next;

    JsonSource(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        try {
            collect(Json.parse(bytes));
        } catch (NotJsonException e) {
            lines(new String(bytes, StandardCharsets.UTF_8));
        }
        if (documents.isEmpty()) {
            throw new UnreadableException("The file holds no documents.");
        }
    }

    private void collect(@Nullable Object value) throws UnreadableException {
        switch (value) {
            case List<?> list -> {
                for (var each : list) {
                    add(each);
                }
            }
            case Map<?, ?> map when map.get("value") instanceof List<?> list -> collect(list);
            case Map<?, ?> map when map.get("results") instanceof List<?> list -> collect(list);
            case null, default -> add(value);
        }
    }

    private void lines(String text) throws UnreadableException {
        int number = 0;
        for (var line : text.split("\n", -1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                add(Json.parse(line.getBytes(StandardCharsets.UTF_8)));
            } catch (NotJsonException e) {
                throw new UnreadableException("Line " + number + " is no JSON.", e);
            }
        }
    }

    private void add(@Nullable Object value) throws UnreadableException {
        if (!(value instanceof Map<?, ?> document)) {
            throw new UnreadableException("The file holds something other than documents.");
        }
        documents.add(document);
    }

    @Override
    public List<String> heads() {
        return List.of();
    }

    @Override
    public @Nullable Row next() {
        if (next == documents.size()) {
            return null;
        }
        var document = documents.get(next++);
        var cells = new LinkedHashMap<String, Row.Cell>();
        flatten("", document, cells);
        return new Row("", next, cells);
    }

    /// The document of the row read last, as it is.
    Map<?, ?> document() {
        return documents.get(next - 1);
    }

    private static void flatten(String at, Map<?, ?> map, Map<String, Row.Cell> cells) {
        map.forEach((key, value) -> {
            var name = at.isEmpty() ? String.valueOf(key) : at + "/" + key;
            switch (value) {
                case null -> {}
                case Map<?, ?> inner -> flatten(name, inner, cells);
                case List<?> list when key.equals("answers") -> answers(list, cells);
                case List<?> list -> put(cells, name, joined(list));
                default -> put(cells, name, text(value));
            }
        });
    }

    private static void answers(List<?> answers, Map<String, Row.Cell> cells) {
        for (var each : answers) {
            if (each instanceof Map<?, ?> answer
                    && answer.get("question_text") instanceof String question) {
                put(cells, question, text(answer.get("answer_text")));
            }
        }
    }

    private static String joined(List<?> list) {
        var texts = new ArrayList<String>();
        for (var each : list) {
            if (!(each instanceof Map<?, ?>) && !(each instanceof List<?>) && each != null) {
                texts.add(text(each));
            }
        }
        return String.join(";", texts);
    }

    private static void put(Map<String, Row.Cell> cells, String name, String text) {
        if (!text.isBlank()) {
            cells.put(name, new Row.Cell("", text.strip()));
        }
    }

    private static String text(@Nullable Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }

    @Override
    public void close() {
        // the file was read whole: it has 10 MB at most
    }
}
