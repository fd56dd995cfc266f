package org.patrolledger.functions.importsubmissions;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Type;
import org.patrolledger.contract.imports.ImportMapping;
import org.patrolledger.contract.imports.ImportMapping.Column;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.id.Slug;
import org.patrolledger.formats.words.Labels;

/// What the text of a cell is as a value of a field. A text that is not one stays as it is, for the
/// form's reader to name the fault.
final class CellValues {
    /// A name that several have stands for none of them.
    private static final String SEVERAL = "";

    private final SpreadsheetTimes times;
    private final Map<String, String> own = new HashMap<>();
    private final Map<String, String> operations = new HashMap<>();
    private final Map<String, String> organisations = new HashMap<>();
    private final Map<String, Map<String, String>> places = new HashMap<>();
    private final Map<String, Map<String, String>> priorities = new HashMap<>();
    private final IdentityHashMap<Type<?>, Map<String, String>> choices = new IdentityHashMap<>();

    CellValues(ImportMapping mapping, Catalogue catalogue, SpreadsheetTimes times) {
        this.times = times;
        mapping.names().forEach(it -> own.put(folded(it.name()), it.id()));
        for (var operation : catalogue.operations()) {
            name(operations, operation.name(), operation.id().value());
            var id = operation.id().value();
            var named = places.computeIfAbsent(id, it -> new HashMap<>());
            operation.places().forEach(it -> name(named, it.name(), it.id().value()));
            var served = priorities.computeIfAbsent(id, it -> new HashMap<>());
            operation.priorities().forEach(it -> name(served, it.name(), it.id().value()));
        }
        for (var one : catalogue.organisations()) {
            name(organisations, one.name(), one.id().value());
        }
    }

    private static void name(Map<String, String> names, String name, String id) {
        names.merge(folded(name), id, (one, other) -> one.equals(other) ? one : SEVERAL);
    }

    /// The value of a field of `type`. Names of places and priorities stay: see [#resolve].
    Object of(Type<?> type, Column column, String text) {
        return switch (type) {
            case Type.Flag() -> flag(text);
            case Type.Count count -> count(text);
            case Type.Time() -> times.time(text);
            case Type.Choice<?> choice -> choice(choice, text);
            case Type.Slug<?> slug -> ownName(text);
            case Type.ListOf<?> list -> list(list, column, text);
            case Type.OrNull<?>(var inner) -> of(inner, column, text);
            case Type.Id id -> text.replaceFirst("^uuid:", "").toLowerCase(Locale.ROOT);
            default -> text;
        };
    }

    /// What a cell says where the mapping says what that means.
    static String meaning(Column column, String cell) {
        for (var value : column.values()) {
            if (value.from().strip().equalsIgnoreCase(cell)) {
                return value.to().strip();
            }
        }
        return cell;
    }

    private Object list(Type.ListOf<?> list, Column column, String text) {
        var whole = of(list.element(), column, text);
        if (list.element() instanceof Type.Choice<?>(var codes) && codes.containsKey(whole)) {
            return List.of(whole); // a word of several words, such as those of a drop-down
        }
        return Stream.of(text.split(separator(column, text), -1))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .map(it -> of(list.element(), column, meaning(column, it)))
                .toList();
    }

    /// Words have spaces; where no semicolon or comma stands between, spaces do.
    private static String separator(Column column, String text) {
        return column.separator()
                .map(java.util.regex.Pattern::quote)
                .orElseGet(() -> text.contains(";") ? ";" : text.contains(",") ? "," : "\\s+");
    }

    private static Object flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "y", "1", "1.0" -> true;
            case "false", "no", "n", "0", "0.0" -> false;
            default -> text;
        };
    }

    private static Object count(String text) {
        if (!text.matches("-?[0-9]{1,18}(\\.[0-9]{1,9})?")) {
            return text;
        }
        var number = new BigDecimal(text).stripTrailingZeros();
        return number.scale() <= 0 ? (Object) number.longValueExact() : text;
    }

    /// The code that `text` means: itself, or the same in other letters, with spaces or underscores
    /// for hyphens, in words, or without the number that some forces write behind it.
    private String choice(Type.Choice<?> choice, String text) {
        var known = choices.computeIfAbsent(choice, it -> words(choice));
        var code = known.get(folded(text));
        if (code == null) {
            code = known.get(folded(text.replaceFirst("\\s*\\([0-9]{1,2}\\)$", "")));
        }
        return code == null ? text : code;
    }

    private static Map<String, String> words(Type.Choice<?> choice) {
        var words = new HashMap<String, String>();
        for (var code : choice.codes().keySet()) {
            words.put(folded(code), code);
        }
        for (var code : choice.codes().keySet()) {
            words.putIfAbsent(folded(Labels.ofCode(code)), code);
        }
        return words;
    }

    /// The id that the mapping has for a name.
    private String ownName(String text) {
        return own.getOrDefault(folded(text), text);
    }

    /// Puts the ids of the catalogue in place of names: those of places and priorities are names
    /// within the operation of the row.
    void resolve(Map<String, Object> document) {
        document.computeIfPresent("operation", (field, value) -> id(operations, value));
        document.computeIfPresent("organisation", (field, value) -> id(organisations, value));
        if (!(document.get("operation") instanceof String operation)) {
            return;
        }
        document.computeIfPresent(
                "place", (field, value) -> id(places.getOrDefault(operation, Map.of()), value));
        document.computeIfPresent(
                "priorities",
                (field, value) -> {
                    var names = priorities.getOrDefault(operation, Map.of());
                    return value instanceof List<?> list
                            ? list.stream()
                                    .filter(java.util.Objects::nonNull)
                                    .map(it -> id(names, it))
                                    .toList()
                            : value;
                });
    }

    private static Object id(Map<String, String> names, Object value) {
        if (!(value instanceof String text) || names.containsValue(text)) {
            return value;
        }
        @Nullable String id = names.get(folded(text));
        return id == null || id.equals(SEVERAL) || !Slug.matches(id) ? value : id;
    }

    private static String folded(String text) {
        var folded = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '-' || c == '_' || Character.isWhitespace(c) || c == '\u00A0') {
                gap = true;
            } else {
                if (gap && !folded.isEmpty()) {
                    folded.append('-');
                }
                gap = false;
                folded.append(c);
            }
        }
        return folded.toString().toLowerCase(Locale.ROOT);
    }
}
