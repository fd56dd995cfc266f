package org.patrolledger.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.id.Slug;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Coded;
import org.patrolledger.wire.Fault.Rule;

/// Reads the fields of one object and notes every fault it meets; a field with a fault reads as
/// null, or as its default.
///
/// To be called in the order of the schema's fields: faults are reported in that order, unknown
/// fields last and by name.
final class FieldReader {
    /// RFC 3339 with an offset; the schemas hold the same.
    static final String TIME =
            "^\\d{4}-\\d{2}-\\d{2}[Tt]([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?([Zz]|[+-]([01]\\d|2[0-3]):[0-5]\\d)$";

    private static final String PERSONAL =
            "This looks like an e-mail address, a telephone number or a National Insurance number, which the ledger does not keep.";
    private static final String TOO_MANY = "This must have at most %d entries.";
    private static final String NO_SLUG =
            "This must be 3 to 64 lower-case letters, digits and hyphens, a letter first and no hyphen last.";
    private static final String NO_TIME = "This must be an RFC 3339 date and time with an offset.";

    /// Names a pointer may repeat: others could be anything, so faults of theirs point to the
    /// object that holds them.
    private static final Pattern REPEATABLE =
            Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}|[0-9]{1,6}");

    private final Map<?, ?> object;
    private final String at;
    private final Faults faults;
    private final Set<String> known = new HashSet<>();

    FieldReader(Map<?, ?> object, String at, Faults faults) {
        this.object = object;
        this.at = at;
        this.faults = faults;
    }

    private String pointer(String field) {
        return pointer(at, field);
    }

    /// The JSON Pointer to `field` of the object at `at`, or to that object.
    static String pointer(String at, String field) {
        return isWord(field) || (REPEATABLE.matcher(field).matches() && !PersonalData.isIn(field))
                ? at + "/" + field
                : at;
    }

    /// Letters alone, as nearly all names are: such a name fits and is nobody's number. Every field
    /// comes by here, and the patterns took a fifth of reading a form.
    private static boolean isWord(String field) {
        int length = field.length();
        for (int i = 0; i < length; i++) {
            char lower = (char) (field.charAt(i) | 0x20);
            if (lower < 'a' || lower > 'z') {
                return false;
            }
        }
        return length > 0 && length <= 64;
    }

    void fault(String field, Rule rule, String detail) {
        faults.add(pointer(field), rule, detail);
    }

    /// A fault of this object as a whole.
    void fault(Rule rule, String detail) {
        faults.add(at, rule, detail);
    }

    boolean has(String field) {
        return object.containsKey(field);
    }

    /// A null in the document, which is of no type that any field takes.
    private enum Missing {
        NULL
    }

    private @Nullable Object take(String field, boolean required) {
        known.add(field);
        faults.visit(at, field);
        var value = object.get(field);
        if (value != null) {
            return value;
        }
        if (object.containsKey(field)) {
            return Missing.NULL;
        }
        if (required) {
            fault(field, Rule.REQUIRED, "This field is missing.");
        }
        return null;
    }

    /// Whether the field is there and null, where that says something.
    boolean isNull(String field) {
        if (!object.containsKey(field) || object.get(field) != null) {
            return false;
        }
        known.add(field);
        return true;
    }

    boolean isEmptyList(String field) {
        return object.get(field) instanceof List<?> list && list.isEmpty();
    }

    /// Text that `parse` makes into something, or into null where it is not of the form that
    /// `detail` tells.
    <T> @Nullable T parsed(
            String field, boolean required, Function<String, @Nullable T> parse, String detail) {
        var text = string(field, required);
        if (text == null) {
            return null;
        }
        var value = parse.apply(text);
        if (value == null) {
            fault(field, Rule.FORMAT, detail);
        }
        return value;
    }

    /// Notes every field that was not read.
    void end() {
        if (known.containsAll(object.keySet())) {
            return;
        }
        object.keySet().stream()
                .map(String::valueOf)
                .filter(field -> !known.contains(field))
                .sorted()
                .forEach(field -> {
                    faults.visit(at, field);
                    fault(field, Rule.UNKNOWN, "This field is not part of the form.");
                });
    }

    @Nullable String string(String field, boolean required) {
        return switch (take(field, required)) {
            case null -> null;
            case String text -> text;
            default -> {
                wrongType(field, "text");
                yield null;
            }
        };
    }

    private void wrongType(String field, String what) {
        fault(field, Rule.TYPE, "This must be " + what + ".");
    }

    /// Text of `shortest` to `longest` characters (code points) without personal data.
    @Nullable String text(String field, boolean required, int shortest, int longest) {
        var text = string(field, required);
        if (text == null) {
            return null;
        }
        int length = text.codePointCount(0, text.length());
        if (length < shortest) {
            fault(field, Rule.MIN_LENGTH, "This must not be empty.");
        }
        if (length > longest) {
            fault(
                    field,
                    Rule.MAX_LENGTH,
                    String.format(Locale.ROOT, "This must have at most %d characters.", longest));
        }
        if (PersonalData.isIn(text)) {
            fault(field, Rule.PERSONAL_DATA, PERSONAL);
        }
        return text;
    }

    <T> @Nullable T slug(String field, Function<String, T> make) {
        var text = string(field, true);
        if (text == null) {
            return null;
        }
        if (!Slug.matches(text)) {
            fault(field, Rule.FORMAT, NO_SLUG);
            return null;
        }
        return make.apply(text);
    }

    @Nullable SubmissionId submissionId(String field) {
        var text = string(field, true);
        if (text == null) {
            return null;
        }
        var id = SubmissionId.parse(text);
        if (id.isEmpty()) {
            fault(field, Rule.FORMAT, "This must be a UUID.");
        }
        return id.orElse(null);
    }

    @Nullable Instant time(String field) {
        var text = string(field, true);
        if (text == null) {
            return null;
        }
        var moment = Rfc3339.read(text);
        if (moment == null) {
            fault(field, Rule.FORMAT, NO_TIME);
        }
        return moment;
    }

    @Nullable Boolean flag(String field) {
        return switch (take(field, false)) {
            case null -> null;
            case Boolean truth -> truth;
            default -> {
                wrongType(field, "true or false");
                yield null;
            }
        };
    }

    /// A whole number from `least` to `most`; `3.0` is one, as JSON Schema has it.
    @Nullable Long count(String field, boolean required, long least, long most) {
        var value = take(field, required);
        if (value == null) {
            return null;
        }
        if (value instanceof Long whole && whole >= least && whole <= most) {
            return whole;
        }
        var number =
                switch (value) {
                    case Long whole -> BigDecimal.valueOf(whole);
                    case BigDecimal decimal when isWhole(decimal) -> decimal;
                    default -> null;
                };
        if (number == null) {
            wrongType(field, "a whole number");
            return null;
        }
        if (number.compareTo(BigDecimal.valueOf(least)) < 0) {
            fault(
                    field,
                    Rule.MINIMUM,
                    String.format(Locale.ROOT, "This must be %d or more.", least));
            return null;
        }
        if (number.compareTo(BigDecimal.valueOf(most)) > 0) {
            fault(
                    field,
                    Rule.MAXIMUM,
                    String.format(Locale.ROOT, "This must be %d or less.", most));
            return null;
        }
        return number.longValueExact();
    }

    /// Without expanding an exponent of millions.
    private static boolean isWhole(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }

    /// An optional count, 0 where absent or at fault.
    long countOrZero(String field, long most) {
        var count = count(field, false, 0, most);
        return count == null ? 0 : count;
    }

    <T extends Coded> @Nullable T choice(String field, boolean required, Map<String, T> values) {
        var text = string(field, required);
        if (text == null) {
            return null;
        }
        var value = values.get(text);
        if (value == null) {
            fault(field, Rule.VALUE, "This is not one of the listed values.");
        }
        return value;
    }

    @Nullable String listed(String field, boolean required, Set<String> values) {
        var text = string(field, required);
        if (text == null) {
            return null;
        }
        if (!values.contains(text)) {
            fault(field, Rule.VALUE, "This is not one of the listed values.");
            return null;
        }
        return text;
    }

    /// A list of different values, each read by `make`, which notes its own faults.
    <T> List<T> distinct(
            String field,
            boolean required,
            int most,
            BiFunction<FieldReader, String, @Nullable T> make) {
        var read = new LinkedHashSet<T>();
        elements(
                field,
                required,
                most,
                (reader, index) -> {
                    var value = make.apply(reader, index);
                    if (value != null && !read.add(value)) {
                        reader.fault(index, Rule.UNIQUE, "This repeats an earlier entry.");
                    }
                });
        return List.copyOf(read);
    }

    <T extends Coded> Set<T> choices(String field, Map<String, T> values) {
        return Set.copyOf(
                distinct(
                        field,
                        false,
                        Integer.MAX_VALUE,
                        (reader, index) -> reader.choice(index, true, values)));
    }

    /// A slug that no catalogue lists: made up by whoever submits, so checked for personal data.
    @Nullable String freeSlug(String field) {
        if (object.get(field) instanceof String text && PersonalData.isIn(text)) {
            fault(field, Rule.PERSONAL_DATA, PERSONAL);
        }
        return slug(field, Function.identity());
    }

    /// A list of objects, each made into something by `make`; one at fault is left out.
    <T> List<T> objects(
            String field, boolean required, int most, Function<FieldReader, @Nullable T> make) {
        var read = new ArrayList<T>();
        elements(
                field,
                required,
                most,
                (reader, index) -> {
                    var value = reader.object(index, true, make);
                    if (value != null) {
                        read.add(value);
                    }
                });
        return read;
    }

    /// Reads a list as an object whose fields are its indexes.
    private void elements(
            String field, boolean required, int most, BiConsumer<FieldReader, String> each) {
        var value = take(field, required);
        if (value == null) {
            return;
        }
        if (!(value instanceof List<?> list)) {
            wrongType(field, "an array");
            return;
        }
        if (list.size() > most) {
            fault(field, Rule.MAX_ITEMS, String.format(Locale.ROOT, TOO_MANY, most));
        }
        var indexed = new LinkedHashMap<String, Object>();
        for (int i = 0; i < list.size(); i++) {
            indexed.put(String.valueOf(i), list.get(i));
        }
        var reader = new FieldReader(indexed, pointer(field), faults);
        for (var index : indexed.keySet()) {
            each.accept(reader, index);
        }
    }

    <T> @Nullable T object(
            String field, boolean required, Function<FieldReader, @Nullable T> make) {
        var value = take(field, required);
        if (value == null) {
            return null;
        }
        if (!(value instanceof Map<?, ?> map)) {
            wrongType(field, "an object");
            return null;
        }
        var reader = new FieldReader(map, pointer(field), faults);
        var made = make.apply(reader);
        reader.end();
        return made;
    }

    /// Counts, 0 to `most`, by the keys of `keys`.
    <T extends Coded> @Nullable Map<T, Integer> counts(
            String field, boolean required, Map<String, T> keys, int most) {
        return this.<Map<T, Integer>>object(
                field,
                required,
                reader -> {
                    var counts = new HashMap<T, Integer>();
                    keys.forEach((code, key) -> {
                        var count = reader.count(code, false, 0, most);
                        if (count != null) {
                            counts.put(key, Math.toIntExact(count));
                        }
                    });
                    return counts;
                });
    }

    /// Counts, 0 to `most`, by slugs of the submitter's choice, at most `keys` of them.
    Map<String, Integer> countsByFreeSlug(String field, int keys, int most) {
        var read =
                this.<Map<String, Integer>>object(
                        field,
                        false,
                        reader -> {
                            if (reader.object.size() > keys) {
                                fault(
                                        field,
                                        Rule.MAX_ITEMS,
                                        String.format(Locale.ROOT, TOO_MANY, keys));
                            }
                            return reader.countsByFreeSlug(most);
                        });
        return read == null ? Map.of() : read;
    }

    private Map<String, Integer> countsByFreeSlug(int most) {
        var counts = new HashMap<String, Integer>();
        for (var key : object.keySet().stream().map(String::valueOf).sorted().toList()) {
            var count = count(key, true, 0, most);
            if (!Slug.matches(key)) {
                fault(key, Rule.FORMAT, NO_SLUG);
            }
            if (PersonalData.isIn(key)) {
                fault(key, Rule.PERSONAL_DATA, PERSONAL);
            }
            if (count != null) {
                counts.put(key, Math.toIntExact(count));
            }
        }
        return counts;
    }

    /// The values of an enumeration by their codes, in order of declaration.
    static <T extends Coded> Map<String, T> byCode(T[] values) {
        return Stream.of(values)
                .collect(
                        Collectors.toMap(
                                Coded::code,
                                Function.identity(),
                                (one, other) -> one,
                                LinkedHashMap::new));
    }
}
