package org.patrolledger.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.patrolledger.contract.json.Json;

/// Writes the JSON Schema of a form: the published contract, which is reviewed as a file and judged
/// by a validator that knows nothing of forms.
public final class FormSchema {
    private static final String TYPES = "types.schema.json#/$defs/";

    private FormSchema() {}

    /// The schema of a document that is closed.
    static String closed(Form<?> form) {
        var schema = head(form);
        schema.putAll(object(form));
        schema.put("additionalProperties", false);
        return text(schema);
    }

    /// The schema of a document to which another one adds a field: it refers to `#/$defs/form`.
    static String open(Form<?> form) {
        var schema = head(form);
        schema.put("$ref", "#/$defs/form");
        schema.put("unevaluatedProperties", false);
        var fields = map("description", "The fields, open for a correction to add its reason.");
        fields.putAll(object(form));
        schema.put("$defs", map("form", fields));
        return text(schema);
    }

    private static Map<String, Object> head(Form<?> form) {
        return map(
                "$schema",
                "https://json-schema.org/draft/2020-12/schema",
                "title",
                form.title(),
                "description",
                form.says());
    }

    private static Map<String, Object> object(Form<?> form) {
        var required = new ArrayList<String>();
        var properties = new LinkedHashMap<String, Object>();
        var schema = map("type", "object", "required", required, "properties", properties);
        form.fields()
                .forEach((name, field) -> {
                    if (field.required()) {
                        required.add(name);
                    }
                    properties.put(name, field(field));
                    if (field.unless() != null) {
                        var other = field.unless().name();
                        schema.put(
                                "anyOf",
                                List.of(
                                        map("required", List.of(name)),
                                        map(
                                                "required",
                                                List.of(other),
                                                "properties",
                                                map(other, map("minItems", 1)))));
                    }
                });
        return schema;
    }

    private static Map<String, Object> field(Field<?> field) {
        var schema = map("description", field.says());
        schema.putAll(type(field.type()));
        schema.put("description", field.says());
        switch (field.otherwise()) {
            case Long number -> schema.put("default", number);
            case Boolean truth -> schema.put("default", truth);
            case Enum<?> constant -> schema.put("default", code(field.type(), constant));
            case null, default -> {}
        }
        return schema;
    }

    private static String code(Type<?> type, Object value) {
        var codes = ((Type.Choice<?>) type).codes();
        return codes.keySet().stream()
                .filter(code -> value.equals(codes.get(code)))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> type(Type<?> type) {
        return switch (type) {
            case Type.Id() -> ref("submissionId");
            case Type.Time() -> ref("time");
            case Type.TimeOrDay() -> map("anyOf", List.of(ref("day"), ref("time")));
            case Type.Day() -> ref("day");
            case Type.Clock() -> ref("clock");
            case Type.Flag() -> map("type", "boolean");
            case Type.Count(long min, long max) when min == 0 && max == 1_000_000_000 ->
                    ref("count");
            case Type.Count(long min, long max) when min == 1 && max == 1_000_000_000 ->
                    ref("revision");
            case Type.Count(long min, long max) ->
                    map("type", "integer", "minimum", min, "maximum", max);
            case Type.Text(int min, int max) -> {
                var schema = map("type", "string");
                if (min > 0) {
                    schema.put("minLength", min);
                }
                schema.put("maxLength", max);
                if (min > 0) {
                    schema.put("allOf", List.of(ref("notBlank"), ref("impersonal")));
                } else {
                    schema.putAll(ref("impersonal"));
                }
                yield schema;
            }
            case Type.Name() -> ref("name");
            case Type.Code code ->
                    map("type", "string", "pattern", code.pattern(), "x-fault", key(code.detail()));
            case Type.Slug<?> slug -> ref(slug.free() ? "freeSlug" : "slug");
            case Type.Choice<?>(var codes) ->
                    map("type", "string", "enum", List.copyOf(codes.keySet()));
            case Type.Counts<?> counts -> counts(counts);
            case Type.CountsBySlug counts ->
                    map(
                            "type",
                            "object",
                            "maxProperties",
                            counts.entries(),
                            "propertyNames",
                            ref("freeSlug"),
                            "additionalProperties",
                            count(counts.what(), counts.max()));
            case Type.ListOf<?>(var element, int min, int max, boolean distinct) -> {
                var schema = map("type", "array", "items", type(element));
                if (min > 0) {
                    schema.put("minItems", min);
                }
                if (max < Integer.MAX_VALUE) {
                    schema.put("maxItems", max);
                }
                if (distinct) {
                    schema.put("uniqueItems", true);
                }
                yield schema;
            }
            case Type.OrNull<?>(var inner) ->
                    map("anyOf", List.of(type(inner), map("type", "null")));
            case Type.Nested<?>(var form) -> {
                var schema = map("title", form.title(), "description", form.says());
                schema.putAll(object(form));
                schema.put("additionalProperties", false);
                yield schema;
            }
        };
    }

    /// Under which key `faults.json` has these words.
    private static String key(String detail) {
        return ((Map<?, ?>) ContractFiles.object("faults.json").get("rules"))
                .entrySet().stream()
                        .filter(it -> it.getValue().equals(detail))
                        .map(it -> (String) it.getKey())
                        .findFirst()
                        .orElseThrow();
    }

    private static Map<String, Object> counts(Type.Counts<?> counts) {
        var properties = new LinkedHashMap<String, Object>();
        var somebody = new ArrayList<Object>();
        for (var key : counts.keys().keySet()) {
            properties.put(key, count(counts.what(), counts.max()));
            somebody.add(map("required", List.of(key), "properties", map(key, map("minimum", 1))));
        }
        var schema = map("type", "object", "properties", properties, "additionalProperties", false);
        if (counts.somebody()) {
            schema.put("anyOf", somebody);
        }
        return schema;
    }

    private static Map<String, Object> count(String what, int max) {
        return map(
                "description",
                String.format(Locale.ROOT, "%s, 0 to %,d.", what, max),
                "type",
                "integer",
                "minimum",
                0,
                "maximum",
                max);
    }

    private static Map<String, Object> ref(String name) {
        return map("$ref", TYPES + name);
    }

    private static Map<String, Object> map(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    static String text(Object value) {
        var out = new StringBuilder();
        write(value, "\n", out);
        return out.append('\n').toString();
    }

    private static void write(Object value, String indent, StringBuilder out) {
        switch (value) {
            case Map<?, ?> map when !map.isEmpty() -> {
                var separator = "{";
                for (var entry : map.entrySet()) {
                    out.append(separator).append(indent).append("  ");
                    out.append(Json.text(entry.getKey())).append(": ");
                    write(entry.getValue(), indent + "  ", out);
                    separator = ",";
                }
                out.append(indent).append('}');
            }
            case List<?> list when !list.isEmpty() -> {
                var separator = "[";
                for (var entry : list) {
                    out.append(separator).append(indent).append("  ");
                    write(entry, indent + "  ", out);
                    separator = ",";
                }
                out.append(indent).append(']');
            }
            default -> out.append(Json.text(value));
        }
    }
}
