package org.patrolledger.formats;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;
import org.patrolledger.contract.json.NotJsonException;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.ReportingPeriod;

/// The fields of a JSON object of one of our own documents. Anything missing or of another kind is
/// a [MalformedDocumentException]; fields nobody asks for are left alone, so that a document can
/// grow.
public record JsonObjectReader(Map<?, ?> map) {
    /// Reads `bytes`, which must be one JSON object.
    public static JsonObjectReader parse(byte[] bytes) {
        return of(Json.parse(bytes));
    }

    static JsonObjectReader of(@Nullable Object value) {
        return new JsonObjectReader(cast(Map.class, value, "an object"));
    }

    /// Runs `reading`; a value that our own types refuse makes the document malformed.
    static <T> T reading(String document, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException
                | ArithmeticException
                | DateTimeException
                | NotJsonException e) {
            throw new MalformedDocumentException("not a " + document + ": " + e.getMessage(), e);
        }
    }

    private static <T> T cast(Class<T> type, @Nullable Object value, String what) {
        if (!type.isInstance(value)) {
            throw new MalformedDocumentException("expected " + what);
        }
        return type.cast(value);
    }

    private static <T> T cast(Class<T> type, @Nullable Object value, String name, String what) {
        if (!type.isInstance(value)) {
            throw new MalformedDocumentException("\"" + name + "\" is not " + what);
        }
        return type.cast(value);
    }

    public String text(String name) {
        return cast(String.class, map.get(name), name, "a text");
    }

    public boolean flag(String name) {
        return cast(Boolean.class, map.get(name), name, "true or false");
    }

    /// The one of `values` that the field gives the id of.
    <T> T oneOf(T[] values, Function<T, String> id, String name) {
        var text = text(name);
        return Stream.of(values)
                .filter(it -> id.apply(it).equals(text))
                .findFirst()
                .orElseThrow(() -> new MalformedDocumentException("there is no such " + name));
    }

    /// A whole number, 0 or more.
    public long count(String name) {
        return count(name, map.get(name));
    }

    /// A whole number, below 0 too.
    long number(String name) {
        return cast(Long.class, map.get(name), name, "a whole number");
    }

    public int smallCount(String name) {
        return Math.toIntExact(count(name));
    }

    private static long count(String name, @Nullable Object value) {
        long count = cast(Long.class, value, name, "a whole number");
        if (count < 0) {
            throw new MalformedDocumentException("\"" + name + "\" is below 0");
        }
        return count;
    }

    public JsonObjectReader object(String name) {
        return new JsonObjectReader(cast(Map.class, map.get(name), name, "an object"));
    }

    /// Whether there is such a field, and it is not null.
    boolean has(String name) {
        return map.get(name) != null;
    }

    /// An object that may be null or left out.
    public Optional<JsonObjectReader> optional(String name) {
        return map.get(name) == null ? Optional.empty() : Optional.of(object(name));
    }

    Optional<String> optionalText(String name) {
        return map.get(name) == null ? Optional.empty() : Optional.of(text(name));
    }

    Optional<Digest> optionalDigest(String name) {
        return map.get(name) == null ? Optional.empty() : Optional.of(digest(name));
    }

    public Optional<Long> optionalCount(String name) {
        return map.get(name) == null ? Optional.empty() : Optional.of(count(name));
    }

    List<?> list(String name) {
        return cast(List.class, map.get(name), name, "a list");
    }

    List<String> texts(String name) {
        return list(name).stream()
                .<String>map(element -> cast(String.class, element, name, "a list of texts"))
                .toList();
    }

    public <T> List<T> objects(String name, Function<JsonObjectReader, T> reader) {
        return list(name).stream().<T>map(element -> reader.apply(of(element))).toList();
    }

    public Digest digest(String name) {
        return new Digest(text(name));
    }

    /// A digest whose field already names the algorithm, so its text is the digits alone.
    Digest sha256(String name) {
        return new Digest("sha256:" + text(name));
    }

    public Instant instant(String name) {
        return Instant.parse(text(name));
    }

    SubmissionId submission(String name) {
        return new SubmissionId(text(name));
    }

    PlaceId place(String name) {
        return new PlaceId(text(name));
    }

    /// The measure whose id the field is.
    public Measure measure(String name) {
        return SummaryJson.measure(text(name));
    }

    /// The edition whose path the field is.
    public EditionKey edition(String name) {
        return EditionKey.parse(text(name))
                .orElseThrow(() -> new MalformedDocumentException("there is no such edition"));
    }

    /// The edition that `operation`, `period` and `edition` name.
    EditionKey edition() {
        var period = object("period");
        var kind = period.oneOf(ReportingPeriod.Kind.values(), ReportingPeriod.Kind::word, "kind");
        var operation = new OperationId(text("operation"));
        var key = new SummaryKey(period(kind, period.text("id")), operation);
        return new EditionKey(key, smallCount("edition"));
    }

    static ReportingPeriod period(ReportingPeriod.Kind kind, String id) {
        return ReportingPeriod.parse(kind, id)
                .orElseThrow(() -> new MalformedDocumentException("there is no such period"));
    }

    /// Calls `each` with the name and value of every field; the values are whole numbers.
    public void counts(CountReader each) {
        map.forEach((name, value) -> {
            var text = cast(String.class, name, "a name");
            each.read(text, count(text, value));
        });
    }

    /// Calls `each` with the name and value of every field; the values are objects.
    void objects(ObjectReader each) {
        map.forEach((name, value) -> each.read(cast(String.class, name, "a name"), of(value)));
    }

    /// Takes a name and the count under it.
    public interface CountReader {
        void read(String name, long count);
    }

    interface ObjectReader {
        void read(String name, JsonObjectReader fields);
    }
}
