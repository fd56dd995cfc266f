package org.patrolledger.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes a document with every field of a form, which its reader accepts: for priming, benchmarks
/// and tests, so that a new field is in all of them.
public final class FormExample {
    /// Of the first time in a document; each further one is an hour later.
    private static final int FIRST_HOUR = 12;

    private final String slug;
    private int times;

    private FormExample(String slug) {
        this.slug = slug;
    }

    /// A document of `form` that names every identifier `slug`.
    public static Map<String, Object> of(Form<?> form, String slug) {
        return new FormExample(slug).object(form);
    }

    private Map<String, Object> object(Form<?> form) {
        var object = new LinkedHashMap<String, Object>();
        form.fields().forEach((name, field) -> object.put(name, value(field.type())));
        return object;
    }

    private Object value(Type<?> type) {
        return switch (type) {
            case Type.Id() -> "00000000-0000-0000-0000-000000000000";
            case Type.Time() -> "2023-02-03T" + (FIRST_HOUR + times++) + ":00:00+00:00";
            case Type.TimeOrDay() -> "2023-02-03";
            case Type.Day() -> "2023-02-03";
            case Type.Clock() -> "18:00";
            case Type.Flag() -> true;
            case Type.Count(long min, long max) -> Math.clamp(1, min, max);
            case Type.Text text -> "An example of 5 words.";
            case Type.Name name -> "Example";
            case Type.Code code -> code.example();
            case Type.Slug<?> id -> slug;
            case Type.Choice<?>(var codes) -> codes.keySet().iterator().next();
            case Type.Counts<?> counts -> Map.of(counts.keys().keySet().iterator().next(), 1L);
            case Type.CountsBySlug counts -> Map.of(slug, 1L);
            case Type.ListOf<?> list -> List.of(value(list.element()));
            case Type.OrNull<?>(var inner) -> value(inner);
            case Type.Nested<?>(var form) -> object(form);
        };
    }
}
