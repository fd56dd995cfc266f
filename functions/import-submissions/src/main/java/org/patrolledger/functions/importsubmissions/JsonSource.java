package org.patrolledger.functions.importsubmissions;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.JsonDocuments;
import org.patrolledger.contract.json.NotJsonException;

/// Documents of other forms: an array of them, an object that has them as `value` (OData) or
/// `results` (KoboToolbox), one alone, or one a line. Members of members are named by their path,
/// `meta/instanceID`; the answers of GOV.UK Forms by their questions.
final class JsonSource implements Source {
    private final JsonDocuments documents;
    private int number;

    JsonSource(Path file) throws IOException {
        documents = new JsonDocuments(Files.newInputStream(file));
    }

    @Override
    public @Nullable Row next() throws IOException {
        try {
            if (!documents.hasNext()) {
                if (number == 0) {
                    throw new UnreadableException("The file holds no documents.");
                }
                return null;
            }
            number++;
            if (!(documents.next() instanceof Map<?, ?> document)) {
                throw new UnreadableException("The file holds something other than documents.");
            }
            var cells = new LinkedHashMap<String, Row.Cell>();
            flatten("", document, cells);
            return new Row("", number, List.of(), cells, List.of(), document);
        } catch (NotJsonException e) {
            throw new UnreadableException(
                    String.valueOf(e.getMessage()).replace("The body", "The file"), e);
        }
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
                    && answer.get("question_text") instanceof String question
                    && answer.get("answer_text") != null) {
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
            cells.putIfAbsent(name, new Row.Cell("", text.strip()));
        }
    }

    private static String text(@Nullable Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }

    @Override
    public void close() throws IOException {
        documents.close();
    }
}
