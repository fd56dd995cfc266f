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

    private static final List<String> NUMBERS =
            List.of(
                    "0",
                    "-0",
                    "-0.0",
                    "1",
                    "1.0",
                    "1e0",
                    "10e-1",
                    "2",
                    "-1",
                    "-1.0",
                    "1.5",
                    "0.5",
                    "1e-3",
                    "1e2",
                    "1E+2",
                    "10000",
                    "10001",
                    "1e4",
                    "10000.0001",
                    "1000000",
                    "1000001",
                    "1e6",
                    "1.000001e6",
                    "1000000.5",
                    "1000000000",
                    "1000000001",
                    "1e9",
                    "1.000000001e9",
                    "2147483647",
                    "2147483648",
                    "4294967297",
                    "9223372036854775807",
                    "9223372036854775808",
                    "18446744073709551617",
                    "0.1e1",
                    "0e400",
                    "3.00000000000000000000",
                    "3.00000000000000000001");

    private static final List<String> PERSONAL =
            List.of(
                    "jo@example.com",
                    "x.y+z@mail.example.co.uk",
                    "07700 900123",
                    "+44 (0)7700 900123",
                    "(01245) 491491",
                    "0044 1245 491491",
                    "01245-491-491",
                    "020 7946 0958",
                    "447700900123",
                    "AB123456C",
                    "ab 12 34 56 c",
                    "QQ 12 34 56 A",
                    "\u00e9@\u00e9\u00e9.fr",
                    "\ud83d\ude00@x.\ud83d\ude00\ud83d\ude00");

    private static final List<String> HARMLESS =
            List.of(
                    "0700 to 2200",
                    "0700-1500 12",
                    "03-02-2023 18:00",
                    "E07000071 12",
                    "PC 420712 a local",
                    "@EssexPolice",
                    "torches@1.50",
                    "101",
                    "BG123456C",
                    "AB123456E",
                    "0770090012",
                    "077009001234",
                    "a@b",
                    "@",
                    "0",
                    "\u0000",
                    "\n",
                    "\t07",
                    "\u00a0",
                    "\u2013");

    private static final List<String> WORDS =
            List.of(
                    "",
                    " ",
                    "grip",
                    "Grip",
                    "grip ",
                    "grip\n",
                    "gr",
                    "grp",
                    "-grip",
                    "grip-",
                    "gr--ip",
                    "1grip",
                    "gr\u00efp",
                    "essex-police",
                    "x",
                    "public",
                    "officer",
                    "foot-patrol",
                    "FOOT-PATROL",
                    "Person search",
                    "true",
                    "null",
                    "0",
                    "1",
                    "2023-02-03",
                    "\ud83d\udeb6",
                    "a".repeat(64),
                    "a".repeat(65),
                    "a".repeat(63));

    private static final List<String> NAMES =
            List.of(
                    "submissionId",
                    "operation",
                    "startedAt",
                    "occurredAt",
                    "endedAt",
                    "staff",
                    "officer",
                    "note",
                    "count",
                    "method",
                    "kind",
                    "type",
                    "category",
                    "reason",
                    "dispersal",
                    "leaflet",
                    "keyring-torch",
                    "Leaflet",
                    "x",
                    "",
                    "a/b",
                    "a~b",
                    "__proto__",
                    "jo@example.com",
                    "note-ab123456c",
                    "\ud83d\ude00");

    private final Random random;

    Mutations(long seed) {
        random = new Random(seed);
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
            changeList(pick(lists));
        } else {
            // The document itself as often as all that it holds.
            changeObject(random.nextBoolean() ? document : pick(objects));
        }
    }

    private void changeObject(Map<String, Object> object) {
        var names = new ArrayList<>(object.keySet());
        int what = random.nextInt(10);
        if (what == 0 || names.isEmpty()) {
            object.put(pick(NAMES), anything());
            return;
        }
        var name = pick(names);
        switch (what) {
            case 1 -> object.remove(name);
            case 2 -> object.put(misspelt(name), object.remove(name));
            case 3 -> object.put(name, anything());
            case 4 -> {
                int keys = 1 + random.nextInt(21);
                for (int i = 0; i < keys && object.size() < 22; i++) {
                    object.put("item-" + i, new Lexeme(pick(NUMBERS)));
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
                int size = pick(List.of(19, 20, 21, 49, 50, 51));
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
                    random.nextInt(3) > 0 ? (Object) !truth : pick(List.of("true", "", 0L, 1L));
            case String text when text.length() > 10 && text.charAt(4) == '-' -> time(text);
            case String text when text.length() == 10 && text.charAt(4) == '-' -> date(text);
            case String text when text.length() == 36 -> identifier(text);
            case String text -> word(text);
            case Long number -> new Lexeme(random.nextBoolean() ? pick(NUMBERS) : other(number));
            case Lexeme number -> new Lexeme(pick(NUMBERS));
            case Map<?, ?> map -> random.nextInt(4) > 0 ? copyOf(map) : anything();
            case List<?> list -> random.nextInt(4) > 0 ? new ArrayList<>() : anything();
            default -> new Lexeme(pick(NUMBERS));
        };
    }

    private String other(long number) {
        return pick(
                List.of(number + ".0", number + "e0", number + ".5", "-" + number, "1" + number));
    }

    private String date(String text) {
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, 10);
            case 1 ->
                    pick(
                            List.of(
                                    "2023-02-29",
                                    "2020-02-29",
                                    "2000-02-29",
                                    "1900-02-29",
                                    "2023-02-30",
                                    "2023-04-31",
                                    "2023-06-30",
                                    "2023-12-31",
                                    "2023-13-01",
                                    "2023-00-10",
                                    "2023-01-00",
                                    "2023-01-32",
                                    "0000-01-01",
                                    "9999-12-31",
                                    "0000-02-29",
                                    "2100-02-29",
                                    "2400-02-29"));
            case 2 ->
                    "%04d-%02d-%02d"
                            .formatted(
                                    random.nextInt(10_000), random.nextInt(14), random.nextInt(33));
            default ->
                    pick(
                            List.of(
                                    "2023-2-03",
                                    "23-02-03",
                                    "2023-02-3",
                                    "02023-02-03",
                                    "+2023-02-03",
                                    "2023/02/03",
                                    "\u0662\u0660\u0662\u0663-02-03"));
        };
    }

    private String time(String text) {
        String date = date(text);
        String clock =
                random.nextBoolean()
                        ? "18:00:00"
                        : pick(
                                List.of(
                                        "24:00:00",
                                        "23:59:59",
                                        "23:59:60",
                                        "18:60:00",
                                        "18:00",
                                        "1800",
                                        "18:00:00.",
                                        "18:00:00.1",
                                        "18:00:00.123456789",
                                        "18:00:00.1234567890",
                                        "18:00:00,5",
                                        "8:00:00",
                                        "00:00:00"));
        String zone =
                pick(
                        List.of(
                                "Z", "z", "+00:00", "-00:00", "+01:00", "+23:59", "-23:59",
                                "+24:00", "+18:00", "+18:01", "+01", "+0100", "", " Z", "Z ", "Z\n",
                                "+01:60"));
        return date + pick(List.of("T", "T", "T", "t", " ", "")) + clock + zone;
    }

    private String identifier(String text) {
        return switch (random.nextInt(8)) {
            case 0 -> text.toUpperCase(java.util.Locale.ROOT);
            case 1 -> text.replace("-", "");
            case 2 -> "{" + text + "}";
            case 3 -> text.substring(1);
            case 4 -> text + "\n";
            case 5 -> text.substring(0, 35) + "g";
            case 6 -> "urn:uuid:" + text;
            default -> "00000000-0000-0000-0000-000000000000";
        };
    }

    private String word(String text) {
        return switch (random.nextInt(12)) {
            case 0 -> pick(WORDS);
            case 10 -> "";
            case 1 -> text + pick(List.of(" ", "\n", "x", "-", "\u0000", "\r", "\u2028"));
            case 2 -> text.isEmpty() ? "x" : text.substring(text.offsetByCodePoints(0, 1));
            case 3 -> text.toUpperCase(java.util.Locale.ROOT);
            case 4 -> long_(pick(List.of("x", "\u00e9", "\ud83d\udeb6")));
            case 5 -> text + " " + pick(PERSONAL);
            case 6 -> pick(PERSONAL) + text;
            case 7 -> "x " + pick(PERSONAL) + pick(List.of(".", "1", "a", " ", ""));
            case 8 -> text + " " + pick(HARMLESS);
            case 9 -> digits();
            default -> misspelt(text);
        };
    }

    private String long_(String character) {
        int length = pick(List.of(499, 500, 501, 1999, 2000, 2001));
        var text = character.repeat(length);
        return random.nextInt(3) == 0 ? text + pick(PERSONAL) : text;
    }

    /// Digits and what stands between them: what telephone numbers, dates and hours are made of.
    private String digits() {
        var text = new StringBuilder();
        int length = 1 + random.nextInt(24);
        for (int i = 0; i < length; i++) {
            text.append(
                    random.nextInt(4) > 0
                            ? (char) ('0' + random.nextInt(10))
                            : pick(
                                    List.of(
                                            " ", "-", ".", "(", ")", "+44", "0", "07", "/", ":",
                                            ",", "A", "c", "@", "\u2013", "\u00a0", "  ")));
        }
        return text.toString();
    }

    private String misspelt(String name) {
        if (name.isEmpty()) {
            return "x";
        }
        return switch (random.nextInt(4)) {
            case 0 -> name + "s";
            case 1 -> Character.toUpperCase(name.charAt(0)) + name.substring(1);
            case 2 -> name.substring(0, name.offsetByCodePoints(name.length(), -1));
            default -> name.replace('-', '_');
        };
    }

    private Object anything() {
        return pick(List.<Supplier<Object>>of(
                        () -> null,
                        () -> true,
                        () -> false,
                        () -> new Lexeme(pick(NUMBERS)),
                        () -> new Lexeme(pick(NUMBERS)),
                        () -> pick(WORDS),
                        () -> pick(PERSONAL),
                        ArrayList::new,
                        LinkedHashMap::new,
                        () -> new ArrayList<>(List.of(pick(WORDS), pick(WORDS))),
                        () -> new LinkedHashMap<>(Map.of(pick(NAMES), new Lexeme(pick(NUMBERS))))))
                .get();
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
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
