package org.patrolledger.contract;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.contract.Form.Findings;
import org.patrolledger.contract.Form.Values;
import org.patrolledger.domain.id.Slug;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.time.OperationalDay;

/// Reads a document by its form and names every fault: in the order of the form's fields, unknown
/// fields last and by name.
public final class FormReader {
    private static final String PERSONAL =
            "This looks like an e-mail address, a telephone number, a National Insurance number or a vehicle registration, which the ledger does not keep.";
    private static final String NO_SLUG =
            "This must be 3 to 64 lower-case letters, digits and hyphens, a letter first and no hyphen last.";
    private static final String NO_TIME =
            "This must be an RFC 3339 date and time with an offset, from 2000 to 2100.";
    private static final String NO_DAY = "This must be a date, year-month-day, from 2000 to 2100.";
    private static final String NO_CLOCK = "This must be a time of day, 00:00 to 23:59.";
    private static final String NO_UUID = "This must be a UUID.";
    private static final String REPEATED = "This repeats an earlier entry.";
    private static final String NOBODY = "At least one person must have been on duty.";
    private static final String INVISIBLE =
            "This must have no control, zero-width or bidirectional characters.";
    private static final String EMPTY = "This must not be empty.";

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern CLOCK = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

    private final Faults faults;

    /// @param faults takes what is found
    public FormReader(Faults faults) {
        this.faults = faults;
    }

    /// What `document` makes; empty where it has faults, which are noted then.
    public static <T> Optional<T> read(Form<T> form, @Nullable Object document, Faults faults) {
        var values = new FormReader(faults).values(form, document);
        return faults.any() ? Optional.empty() : Optional.of(form.make(values));
    }

    /// The values of those fields of `document` that have no fault.
    public Values values(Form<?> form, @Nullable Object document) {
        if (document instanceof Map<?, ?> object) {
            return values(form, object, "");
        }
        faults.add("", Rule.TYPE, "This must be an object.");
        return new Values(form);
    }

    private Values values(Form<?> form, Map<?, ?> object, String at) {
        var values = new Values(form);
        for (var field : form.fields().values()) {
            read(field, object, at, values);
        }
        unknown(form.fields().keySet(), object, at);
        form.check(new Findings(object, values, at, faults));
        return values;
    }

    private <T> void read(Field<T> field, Map<?, ?> object, String at, Values values) {
        var name = field.name();
        faults.visit(at, name);
        var json = object.get(name);
        if (json == null && !object.containsKey(name)) {
            if (field.required() || (field.unless() != null && lacks(object, field.unless()))) {
                fault(at, name, Rule.REQUIRED, "This field is missing.");
            }
            return;
        }
        var value = value(field.type(), json, at, name);
        if (value != null) {
            values.put(field, value);
        }
    }

    private static boolean lacks(Map<?, ?> object, Field<?> list) {
        return !(object.get(list.name()) instanceof List<?> entries) || entries.isEmpty();
    }

    /// Notes every field that is not among `known`.
    private void unknown(Collection<String> known, Map<?, ?> object, String at) {
        if (known.containsAll(object.keySet())) {
            return;
        }
        object.keySet().stream()
                .map(String::valueOf)
                .filter(name -> !known.contains(name))
                .sorted()
                .forEach(name -> {
                    faults.visit(at, name);
                    faults.add(
                            FieldPointer.ofUnknown(at, name),
                            Rule.UNKNOWN,
                            "This field is not part of the form.");
                });
    }

    /// The value of `json` at field `name` of the object at `at`; null where it has a fault.
    @SuppressWarnings("unchecked") // each case makes what its type says; javac does not refine T
    private <T> @Nullable T value(Type<T> type, @Nullable Object json, String at, String name) {
        return (T)
                switch (type) {
                    case Type.OfText<T> textual ->
                            json instanceof String text
                                    ? ofText(textual, text, at, name)
                                    : wrongType(at, name, "text");
                    case Type.Flag() ->
                            json instanceof Boolean truth
                                    ? truth
                                    : wrongType(at, name, "true or false");
                    case Type.Count(long min, long max) -> count(json, min, max, at, name);
                    case Type.Counts<?> counts ->
                            json instanceof Map<?, ?> map
                                    ? counts(counts, map, FieldPointer.of(at, name))
                                    : wrongType(at, name, "an object");
                    case Type.CountsBySlug counts ->
                            json instanceof Map<?, ?> map
                                    ? counts(counts, map, FieldPointer.of(at, name))
                                    : wrongType(at, name, "an object");
                    case Type.ListOf<?> list ->
                            json instanceof List<?> entries
                                    ? list(list, entries, FieldPointer.of(at, name))
                                    : wrongType(at, name, "an array");
                    case Type.OrNull<?>(var inner) -> {
                        if (json == null) {
                            yield Optional.empty();
                        }
                        var read = value(inner, json, at, name);
                        yield read == null ? null : Optional.of(read);
                    }
                    case Type.Nested<T>(var form) ->
                            json instanceof Map<?, ?> map
                                    ? nested(form, map, FieldPointer.of(at, name))
                                    : wrongType(at, name, "an object");
                };
    }

    @SuppressWarnings("unchecked") // likewise
    private <T> @Nullable T ofText(Type.OfText<T> type, String text, String at, String name) {
        return (T)
                switch (type) {
                    case Type.Id() ->
                            found(SubmissionId.parse(text).orElse(null), at, name, NO_UUID);
                    case Type.Time() -> found(Rfc3339.read(text), at, name, NO_TIME);
                    case Type.TimeOrDay() -> found(timeOrDay(text), at, name, NO_TIME);
                    case Type.Day() -> found(day(text), at, name, NO_DAY);
                    case Type.Clock() -> found(clock(text), at, name, NO_CLOCK);
                    case Type.Text(int min, int max) -> impersonal(text, min, max, at, name);
                    case Type.Name() -> {
                        if (!Characters.areVisible(text)) {
                            fault(at, name, Rule.FORMAT, INVISIBLE);
                        }
                        yield impersonal(text, 1, Type.Name.LONGEST, at, name);
                    }
                    case Type.Code(var pattern, var detail, var example) ->
                            Pattern.matches(pattern, text)
                                    ? text
                                    : fault(at, name, Rule.FORMAT, detail);
                    case Type.Slug<T> slug -> slug(slug, text, at, name);
                    case Type.Choice<T>(var codes) ->
                            codes.containsKey(text)
                                    ? codes.get(text)
                                    : fault(at, name, Rule.VALUE, oneOf(codes.keySet()));
                };
    }

    private <T> @Nullable T nested(Form<T> form, Map<?, ?> map, String at) {
        int before = faults.count();
        var values = values(form, map, at);
        return faults.count() == before ? form.make(values) : null;
    }

    private <E> List<E> list(Type.ListOf<E> type, List<?> entries, String at) {
        if (entries.size() > type.max()) {
            faults.add(at, Rule.MAX_ITEMS, atMost(type.max(), "entries"));
            return List.of();
        }
        if (entries.size() < type.min()) {
            faults.add(at, Rule.MIN_ITEMS, EMPTY);
        }
        var read = new ArrayList<E>();
        var seen = new HashSet<E>();
        for (int i = 0; i < entries.size(); i++) {
            var index = String.valueOf(i);
            faults.visit(at, index);
            var entry = value(type.element(), entries.get(i), at, index);
            if (entry == null) {
                continue;
            }
            if (type.distinct() && !seen.add(entry)) {
                fault(at, index, Rule.UNIQUE, REPEATED);
            } else {
                read.add(entry);
            }
        }
        return read;
    }

    private <K> Map<K, Integer> counts(Type.Counts<K> type, Map<?, ?> map, String at) {
        int before = faults.count();
        var counts = new HashMap<K, Integer>();
        type.keys()
                .forEach((code, key) -> {
                    faults.visit(at, code);
                    if (map.containsKey(code)) {
                        var count = count(map.get(code), 0, type.max(), at, code);
                        if (count != null) {
                            counts.put(key, Math.toIntExact(count));
                        }
                    }
                });
        if (type.somebody()
                && faults.count() == before
                && counts.values().stream().allMatch(count -> count == 0)) {
            faults.add(at, Rule.NOBODY, NOBODY);
        }
        unknown(type.keys().keySet(), map, at);
        return counts;
    }

    private Map<String, Integer> counts(Type.CountsBySlug type, Map<?, ?> map, String at) {
        if (map.size() > type.entries()) {
            faults.add(at, Rule.MAX_ITEMS, atMost(type.entries(), "entries"));
            return Map.of();
        }
        var counts = new HashMap<String, Integer>();
        for (var key : map.keySet().stream().map(String::valueOf).sorted().toList()) {
            faults.visit(at, key);
            var count = count(map.get(key), 0, type.max(), at, key);
            if (!Slug.matches(key)) {
                fault(at, key, Rule.FORMAT, NO_SLUG);
            }
            if (PersonalData.isIn(key)) {
                fault(at, key, Rule.PERSONAL_DATA, PERSONAL);
            }
            if (count != null) {
                counts.put(key, Math.toIntExact(count));
            }
        }
        return counts;
    }

    private <T> @Nullable T slug(Type.Slug<T> type, String text, String at, String name) {
        if (type.free() && PersonalData.isIn(text)) {
            fault(at, name, Rule.PERSONAL_DATA, PERSONAL);
        }
        return Slug.matches(text) ? type.make().apply(text) : fault(at, name, Rule.FORMAT, NO_SLUG);
    }

    private String impersonal(String text, int min, int max, String at, String name) {
        int length = text.codePointCount(0, text.length());
        if (min > 0 && Characters.areBlank(text)) {
            fault(at, name, Rule.MIN_LENGTH, EMPTY);
        }
        if (length > max) {
            fault(at, name, Rule.MAX_LENGTH, atMost(max, "characters"));
        }
        if (PersonalData.isIn(text)) {
            fault(at, name, Rule.PERSONAL_DATA, PERSONAL);
        }
        return text;
    }

    private @Nullable Long count(
            @Nullable Object json, long min, long max, String at, String name) {
        return switch (json) {
            case Long whole when whole >= min && whole <= max -> whole;
            case Long whole -> outside(whole < min, min, max, at, name);
            case BigInteger huge -> outside(huge.signum() < 0, min, max, at, name);
            case null, default -> wrongType(at, name, "a whole number");
        };
    }

    private @Nullable Long outside(boolean below, long min, long max, String at, String name) {
        return below
                ? fault(at, name, Rule.MINIMUM, bound("This must be %d or more.", min))
                : fault(at, name, Rule.MAXIMUM, bound("This must be %d or less.", max));
    }

    private static String bound(String sentence, long bound) {
        return String.format(Locale.ROOT, sentence, bound);
    }

    static Type.TimeOrDay.@Nullable Span timeOrDay(String text) {
        var day = day(text);
        if (day != null) {
            return Type.TimeOrDay.Span.of(day);
        }
        var time = Rfc3339.read(text);
        return time == null ? null : Type.TimeOrDay.Span.of(time);
    }

    static @Nullable OperationalDay day(String text) {
        try {
            if (!DAY.matcher(text).matches()) {
                return null;
            }
            return OperationalDay.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    static @Nullable LocalTime clock(String text) {
        return CLOCK.matcher(text).matches() ? LocalTime.parse(text) : null;
    }

    private static String oneOf(Collection<String> values) {
        return "This must be one of: " + String.join(", ", values) + ".";
    }

    private static String atMost(int max, String what) {
        return String.format(Locale.ROOT, "This must have at most %d %s.", max, what);
    }

    private <T> @Nullable T found(@Nullable T value, String at, String name, String detail) {
        return value == null ? fault(at, name, Rule.FORMAT, detail) : value;
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // always null
    private <T> @Nullable T wrongType(String at, String name, String what) {
        return fault(at, name, Rule.TYPE, "This must be " + what + ".");
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // always null
    private <T> @Nullable T fault(String at, String name, Rule rule, String detail) {
        faults.add(FieldPointer.of(at, name), rule, detail);
        return null;
    }
}
