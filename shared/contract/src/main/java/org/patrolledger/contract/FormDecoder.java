package org.patrolledger.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.Form.Values;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.time.OperationalDay;

/// Decodes what was accepted before, for the fold, by the same form as [FormReader], which names
/// the faults of anybody's document. A field of a later version of the form is passed over, so that
/// a version can be rolled back.
final class FormDecoder {
    /// Keeps names from one document to the next, 6,000 at most, as the very strings of the form: a
    /// summary finds the same few fields in millions of documents. Submitters make up some names,
    /// and many documents together could fill the table with names that share a hash. The parser
    /// would refuse the next document, which is somebody else's; here it empties the table instead.
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW).build();

    private FormDecoder() {}

    /// What a document makes, `length` bytes of `documents` in UTF-8.
    ///
    /// @throws IllegalStateException if it is no document that this form accepts
    static <T> T decode(Form<T> form, byte[] documents, int from, int length) {
        try (var in = FACTORY.createParser(documents, from, length)) {
            expect(in.nextToken() == JsonToken.START_OBJECT);
            var made = object(form, in);
            expect(in.nextToken() == null);
            return made;
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            throw new IllegalStateException("a stored document cannot be read", e);
        }
    }

    private static void expect(boolean holds) {
        if (!holds) {
            throw unread();
        }
    }

    private static <T> T object(Form<T> form, JsonParser in) throws IOException {
        var values = new Values(form);
        int from = 0;
        for (var name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            int place = form.place(name, from);
            if (place < 0) {
                in.skipChildren();
            } else {
                put(form.at(place), in, values);
                from = place + 1;
            }
        }
        expect(in.currentToken() == JsonToken.END_OBJECT);
        return form.make(values);
    }

    private static <V> void put(Field<V> field, JsonParser in, Values values) throws IOException {
        values.put(field, value(field.type(), in));
    }

    @SuppressWarnings("unchecked") // each case makes what its type says; javac does not refine V
    private static <V> V value(Type<V> type, JsonParser in) throws IOException {
        return (V)
                switch (type) {
                    case Type.Id() -> new SubmissionId(text(in).toLowerCase(Locale.ROOT));
                    case Type.Time() -> found(Rfc3339.read(text(in)));
                    case Type.TimeOrDay() -> found(FormReader.timeOrDay(text(in)));
                    case Type.Day() -> OperationalDay.parse(text(in));
                    case Type.Clock() -> LocalTime.parse(text(in));
                    case Type.Flag() -> in.getBooleanValue();
                    case Type.Count count -> in.getLongValue();
                    case Type.Text limits -> text(in);
                    case Type.Name name -> text(in);
                    case Type.Code code -> text(in);
                    case Type.Slug<V>(var make, boolean free) -> make.apply(text(in));
                    case Type.Choice<V>(var codes) -> found(codes.get(text(in)));
                    case Type.Counts<?> counts -> counts(it -> found(counts.keys().get(it)), in);
                    case Type.CountsBySlug limits -> counts(it -> it, in);
                    case Type.ListOf<?> list -> list(list.element(), in);
                    case Type.OrNull<?>(var inner) ->
                            in.currentToken() == JsonToken.VALUE_NULL
                                    ? Optional.empty()
                                    : Optional.of(value(inner, in));
                    case Type.Nested<V>(var form) -> {
                        expect(in.currentToken() == JsonToken.START_OBJECT);
                        yield object(form, in);
                    }
                };
    }

    private static String text(JsonParser in) throws IOException {
        expect(in.currentToken() == JsonToken.VALUE_STRING);
        return in.getText();
    }

    private static <K> Map<K, Integer> counts(Function<String, K> key, JsonParser in)
            throws IOException {
        expect(in.currentToken() == JsonToken.START_OBJECT);
        var counts = new TreeMap<K, Integer>();
        for (var name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            counts.put(key.apply(name), in.getIntValue());
        }
        return counts;
    }

    private static <E> List<E> list(Type<E> element, JsonParser in) throws IOException {
        expect(in.currentToken() == JsonToken.START_ARRAY);
        var read = new ArrayList<E>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
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
