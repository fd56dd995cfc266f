package org.patrolledger.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.domain.id.Slug;
import org.patrolledger.domain.submission.Coded;

/// Reads the fields of one object and notes every fault it meets; a field with a fault reads as
/// null, or as its default.
///
/// To be called in the order of the schema's fields: faults are reported in that order, unknown
/// fields last and by name.
final class FieldReader extends ScalarReader {
    private static final String TOO_MANY = "This must have at most %d entries.";

    FieldReader(Map<?, ?> object, String at, Faults faults) {
        super(object, at, faults);
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
