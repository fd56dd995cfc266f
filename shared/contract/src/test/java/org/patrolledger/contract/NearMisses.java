package org.patrolledger.contract;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Texts and numbers that are nearly, or not quite, what a form takes: around its limits, in other
/// spellings, and with what looks like personal data.
final class NearMisses {
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

    /// @param random picks; what asks for values in the same order gets the same ones
    NearMisses(Random random) {
        this.random = random;
    }

    /// A number in the characters it is to be written in.
    String number() {
        return pick(NUMBERS);
    }

    /// A text of a form, or of none.
    String anyWord() {
        return pick(WORDS);
    }

    /// A name of a field, or nearly one.
    String name() {
        return pick(NAMES);
    }

    /// What looks like personal data.
    String personal() {
        return pick(PERSONAL);
    }

    /// `number` in other characters, or a number beside it.
    String other(long number) {
        return pick(
                List.of(number + ".0", number + "e0", number + ".5", "-" + number, "1" + number));
    }

    /// A day like that of `text`, or none.
    String date(String text) {
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

    /// A time like `text`, or none.
    String time(String text) {
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

    /// A UUID like `text`, or none.
    String identifier(String text) {
        return switch (random.nextInt(8)) {
            case 0 -> text.toUpperCase(Locale.ROOT);
            case 1 -> text.replace("-", "");
            case 2 -> "{" + text + "}";
            case 3 -> text.substring(1);
            case 4 -> text + "\n";
            case 5 -> text.substring(0, 35) + "g";
            case 6 -> "urn:uuid:" + text;
            default -> "00000000-0000-0000-0000-000000000000";
        };
    }

    /// A text like `text`.
    String word(String text) {
        return switch (random.nextInt(12)) {
            case 0 -> pick(WORDS);
            case 10 -> "";
            case 1 -> text + pick(List.of(" ", "\n", "x", "-", "\u0000", "\r", "\u2028"));
            case 2 -> text.isEmpty() ? "x" : text.substring(text.offsetByCodePoints(0, 1));
            case 3 -> text.toUpperCase(Locale.ROOT);
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

    /// `name` with a slip of the pen.
    String misspelt(String name) {
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

    /// One of `values`.
    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
