package org.patrolledger.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.patrolledger.contract.json.Json;

/// Makes documents that are nearly valid: a valid one, changed in one to three places. The same
/// seed gives the same documents.
final class Mutations {
    /// A number in the very characters it is to be written in.
    private record Lexeme(String text) {}

    private final Random random;
    private final NearMisses values;

    Mutations(long seed) {
        random = new Random(seed);
        values = new NearMisses(random);
    }

    /// `source` with one to three changes, as JSON text.
    String of(Map<String, Object> source) {
        var document = new LinkedHashMap<>(copy(source));
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            change(document);
        }
        return text(document);
    }

    private void change(Map<String, Object> document) {
        var objects = new ArrayList<Map<String, Object>>();
        var lists = new ArrayList<List<Object>>();
        collect(document, objects, lists);
        if (!lists.isEmpty() && random.nextInt(4) == 0) {
            changeList(values.pick(lists));
        } else {
            // The document itself as often as all that it holds.
            changeObject(random.nextBoolean() ? document : values.pick(objects));
        }
    }

    private void changeObject(Map<String, Object> object) {
        var names = new ArrayList<>(object.keySet());
        int what = random.nextInt(10);
        if (what == 0 || names.isEmpty()) {
            object.put(values.name(), anything());
            return;
        }
        var name = values.pick(names);
        switch (what) {
            case 1 -> object.remove(name);
            case 2 -> object.put(values.misspelt(name), object.remove(name));
            case 3 -> object.put(name, anything());
            case 4 -> {
                int keys = 1 + random.nextInt(21);
                for (int i = 0; i < keys && object.size() < 22; i++) {
                    object.put("item-" + i, new Lexeme(values.number()));
                }
            }
            default -> object.put(name, near(object.get(name)));
        }
    }

    private void changeList(List<Object> list) {
        int what = random.nextInt(5);
        if (list.isEmpty() || what == 0) {
            list.add(random.nextInt(list.size() + 1), anything());
            return;
        }
        int at = random.nextInt(list.size());
        switch (what) {
            case 1 -> list.remove(at);
            case 2 -> list.add(copyOf(list.get(at)));
            case 3 -> list.set(at, near(list.get(at)));
            default -> {
                int size = values.pick(List.of(19, 20, 21, 49, 50, 51));
                while (list.size() < size) {
                    list.add(
                            list.get(at) instanceof String text
                                    ? text + list.size()
                                    : copyOf(list.get(at)));
                }
            }
        }
    }

    /// A value like `value`, or not quite.
    private Object near(Object value) {
        return switch (value) {
            case null -> anything();
            case Boolean truth ->
                    random.nextInt(3) > 0
                            ? (Object) !truth
                            : values.pick(List.of("true", "", 0L, 1L));
            case String text when text.length() > 10 && text.charAt(4) == '-' -> values.time(text);
            case String text when text.length() == 10 && text.charAt(4) == '-' -> values.date(text);
            case String text when text.length() == 36 -> values.identifier(text);
            case String text -> values.word(text);
            case Long number ->
                    new Lexeme(random.nextBoolean() ? values.number() : values.other(number));
            case Lexeme number -> new Lexeme(values.number());
            case Map<?, ?> map -> random.nextInt(4) > 0 ? copyOf(map) : anything();
            case List<?> list -> random.nextInt(4) > 0 ? new ArrayList<>() : anything();
            default -> new Lexeme(values.number());
        };
    }

    private Object anything() {
        return values.pick(
                        List.<Supplier<Object>>of(
                                () -> null,
                                () -> true,
                                () -> false,
                                () -> new Lexeme(values.number()),
                                () -> new Lexeme(values.number()),
                                () -> values.anyWord(),
                                () -> values.personal(),
                                ArrayList::new,
                                LinkedHashMap::new,
                                () -> new ArrayList<>(List.of(values.anyWord(), values.anyWord())),
                                () ->
                                        new LinkedHashMap<>(
                                                Map.of(
                                                        values.name(),
                                                        new Lexeme(values.number())))))
                .get();
    }

    @SuppressWarnings("unchecked") // what Json makes of objects and arrays
    private static void collect(
            Object value, List<Map<String, Object>> objects, List<List<Object>> lists) {
        switch (value) {
            case Map<?, ?> map -> {
                objects.add((Map<String, Object>) map);
                map.values().forEach(it -> collect(it, objects, lists));
            }
            case List<?> list -> {
                lists.add((List<Object>) list);
                list.forEach(it -> collect(it, objects, lists));
            }
            case null, default -> {}
        }
    }

    private static Map<String, Object> copy(Map<String, Object> source) {
        var copy = new LinkedHashMap<String, Object>();
        source.forEach((name, value) -> copy.put(name, copyOf(value)));
        return copy;
    }

    private static Object copyOf(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<String, Object>();
                map.forEach((name, it) -> copy.put((String) name, copyOf(it)));
                yield copy;
            }
            case List<?> list -> {
                var copy = new ArrayList<Object>();
                list.forEach(it -> copy.add(copyOf(it)));
                yield copy;
            }
            case null, default -> value;
        };
    }

    private static String text(Object value) {
        return switch (value) {
            case Lexeme number -> number.text();
            case Map<?, ?> map -> {
                var fields = new ArrayList<String>();
                map.forEach((name, it) -> fields.add(Json.text(name) + ":" + text(it)));
                yield "{" + String.join(",", fields) + "}";
            }
            case List<?> list ->
                    "[" + String.join(",", list.stream().map(Mutations::text).toList()) + "]";
            case null, default -> Json.text(value);
        };
    }
}
