package org.patrolledger.contract;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Form.Values;
import org.patrolledger.contract.json.JsonBytes;
import org.patrolledger.contract.json.NotJsonException;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.time.OperationalDay;

/// Decodes what was accepted before, for the fold, by the same form as [FormReader], which names
/// the faults of anybody's document. What is recorded only is passed over, and so is a field of a
/// later version of the form, so that a version can be rolled back.
final class FormDecoder {
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private FormDecoder() {}

    /// What `document` makes.
    ///
    /// @throws IllegalStateException if it is no document that this form accepts
    static <T> T decode(Form<T> form, String document) {
        return decode(form, new JsonBytes(document.getBytes(StandardCharsets.UTF_8)));
    }

    /// What the document makes that `in` reads.
    ///
    /// @throws IllegalStateException if it is no document that this form accepts
    static <T> T decode(Form<T> form, JsonBytes in) {
        try {
            var made = object(form, in);
            in.end();
            return made;
        } catch (NotJsonException | IllegalArgumentException | ArithmeticException e) {
            throw new IllegalStateException("a stored document cannot be read", e);
        }
    }

    private static <T> T object(Form<T> form, JsonBytes in) {
        var values = new Values(form);
        int likely = 0;
        for (boolean more = in.opens('{', '}'); more; more = in.goesOn('}')) {
            in.name();
            int place = form.place(in, likely);
            if (place < 0 || form.at(place).isRecordedOnly()) {
                in.skip();
            } else {
                put(form.at(place), in, values);
            }
            likely = place + 1;
        }
        return form.make(values);
    }

    private static <V> void put(Field<V> field, JsonBytes in, Values values) {
        values.put(field, value(field.type(), in));
    }

    @SuppressWarnings("unchecked") // each case makes what its type says; javac does not refine V
    private static <V> V value(Type<V> type, JsonBytes in) {
        return (V)
                switch (type) {
                    case Type.Id() -> SubmissionId.parse(text(in)).orElseThrow(FormDecoder::unread);
                    case Type.Time() -> time(in);
                    case Type.TimeOrDay() -> found(FormReader.timeOrDay(text(in)));
                    case Type.Day() -> OperationalDay.parse(text(in));
                    case Type.Clock() -> LocalTime.parse(text(in));
                    case Type.Flag() -> flag(in);
                    case Type.Count count -> in.number();
                    case Type.Text limits -> text(in);
                    case Type.Name name -> text(in);
                    case Type.Code code -> text(in);
                    case Type.Slug<V>(var make, boolean free) -> make.apply(text(in));
                    case Type.Choice<V>(var codes) -> found(codes.get(text(in)));
                    case Type.Counts<?> counts -> counts(it -> found(counts.keys().get(it)), in);
                    case Type.CountsBySlug limits -> counts(it -> it, in);
                    case Type.ListOf<?> list -> list(list.element(), in);
                    case Type.OrNull<?>(var inner) ->
                            in.next() == 'n' ? nothing(in) : Optional.of(value(inner, in));
                    case Type.Nested<V>(var form) -> object(form, in);
                };
    }

    private static String text(JsonBytes in) {
        in.text();
        return in.string();
    }

    private static Instant time(JsonBytes in) {
        in.text();
        return found(Rfc3339.read(in.bytes(), in.from(), in.to()));
    }

    private static boolean flag(JsonBytes in) {
        in.word();
        if (!in.is(TRUE) && !in.is(FALSE)) {
            throw unread();
        }
        return in.is(TRUE);
    }

    private static Optional<?> nothing(JsonBytes in) {
        in.word();
        if (!in.is(NULL)) {
            throw unread();
        }
        return Optional.empty();
    }

    private static <K> Map<K, Integer> counts(Function<String, K> key, JsonBytes in) {
        var counts = new TreeMap<K, Integer>();
        for (boolean more = in.opens('{', '}'); more; more = in.goesOn('}')) {
            in.name();
            counts.put(key.apply(in.string()), Math.toIntExact(in.number()));
        }
        return counts;
    }

    private static <E> List<E> list(Type<E> element, JsonBytes in) {
        var read = new ArrayList<E>();
        for (boolean more = in.opens('[', ']'); more; more = in.goesOn(']')) {
            read.add(value(element, in));
        }
        return read;
    }

    private static <T> T found(@Nullable T value) {
        if (value == null) {
            throw unread();
        }
        return value;
    }

    private static IllegalStateException unread() {
        return new IllegalStateException("a stored document cannot be read");
    }
}
