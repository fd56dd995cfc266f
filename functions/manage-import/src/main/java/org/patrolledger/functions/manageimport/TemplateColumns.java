package org.patrolledger.functions.manageimport;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.patrolledger.contract.Field;
import org.patrolledger.contract.Form;
import org.patrolledger.contract.Type;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.catalogue.Priority;
import org.patrolledger.formats.words.Labels;

/// The columns in which a form is filled in, one for each value that a row can hold.
final class TemplateColumns {
    /// Entries of a list of objects that get columns of their own. More can be added by hand.
    private static final int ENTRIES = 2;

    /// Set by the import itself, or by the column that names one's own reference.
    private static final List<String> LEFT_OUT = List.of("submissionId", "organisation");

    private final Operation operation;
    private final List<Column> columns = new ArrayList<>();

    private TemplateColumns(Operation operation) {
        this.operation = operation;
    }

    /// A column.
    ///
    /// @param head as an import reads it, such as `staff.officer`
    /// @param says what it is for
    /// @param words what its drop-down offers; empty where it has none
    /// @param several whether a cell may hold several of them
    /// @param time whether it holds a date with a time
    record Column(String head, String says, List<String> words, boolean several, boolean time) {
        Column {
            words = List.copyOf(words);
        }
    }

    /// The columns of `form`, in its order.
    static List<Column> of(Form<?> form, Operation operation) {
        var all = new TemplateColumns(operation);
        all.columns.add(
                new Column(
                        "reference",
                        "Your own number for this report. A row with the same one, imported again, corrects it.",
                        List.of(),
                        false,
                        false));
        all.add("", form);
        return all.columns;
    }

    private void add(String at, Form<?> form) {
        for (var field : form.fields().values()) {
            if (!at.isEmpty() || !LEFT_OUT.contains(field.name())) {
                add(at + field.name(), field, field.type());
            }
        }
    }

    private void add(String head, Field<?> field, Type<?> type) {
        switch (type) {
            case Type.Nested<?>(var form) -> add(head + ".", form);
            case Type.ListOf<?>(var element, var min, var max, var distinct) ->
                    list(head, field, element);
            case Type.Counts<?> counts ->
                    counts.keys()
                            .keySet()
                            .forEach(key ->
                                    column(head + "." + key, Labels.ofCode(key), List.of(), false));
            // One column for each item, which only who fills it in can name: see the notes.
            case Type.CountsBySlug counts -> {}
            case Type.OrNull<?>(var inner) -> add(head, field, inner);
            case Type.Time() -> columns.add(new Column(head, says(field), List.of(), false, true));
            case Type.Flag() -> column(head, says(field), List.of("Yes", "No"), false);
            case Type.Choice<?>(var codes) ->
                    column(head, says(field), labels(codes.keySet()), false);
            case Type.Slug<?> slug -> column(head, says(field), named(head), false);
            case Type.OfText<?> text -> column(head, says(field), List.of(), false);
            case Type.Count count -> column(head, says(field), List.of(), false);
        }
    }

    private void list(String head, Field<?> field, Type<?> element) {
        switch (element) {
            case Type.Nested<?>(var form) -> {
                for (int i = 1; i <= ENTRIES; i++) {
                    add(head + "." + i + ".", form);
                }
            }
            case Type.Choice<?>(var codes) ->
                    column(head, says(field) + SEVERAL, labels(codes.keySet()), true);
            default -> column(head, says(field) + SEVERAL, named(head), true);
        }
    }

    private static final String SEVERAL = " Several with a semicolon between.";

    private void column(String head, String says, List<String> words, boolean several) {
        columns.add(new Column(head, says, words, several, false));
    }

    private static String says(Field<?> field) {
        return (field.required() ? "Required. " : "") + field.says();
    }

    private static List<String> labels(Collection<String> codes) {
        return codes.stream().map(Labels::ofCode).toList();
    }

    private List<String> named(String head) {
        return switch (head) {
            case "operation" -> List.of(operation.id().value());
            case "place" -> unique(operation.places().stream(), Place::name, it -> it.id().value());
            case "priorities" ->
                    unique(operation.priorities().stream(), Priority::name, it -> it.id().value());
            default -> List.of();
        };
    }

    /// The names of `all`, or ids where several have the same one.
    private static <T> List<String> unique(
            Stream<T> all,
            java.util.function.Function<T, String> name,
            java.util.function.Function<T, String> id) {
        var ids = new LinkedHashMap<String, String>();
        all.forEach(it -> ids.put(id.apply(it), name.apply(it)));
        Map<String, Integer> times = new HashMap<>();
        ids.values().forEach(it -> times.merge(it, 1, Integer::sum));
        return ids.entrySet().stream()
                .map(it -> times.getOrDefault(it.getValue(), 0) > 1 ? it.getKey() : it.getValue())
                .toList();
    }
}
