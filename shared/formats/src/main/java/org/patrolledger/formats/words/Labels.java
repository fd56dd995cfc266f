package org.patrolledger.formats.words;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.summary.Breakdown;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Status;

/// What measures, breakdowns and codes are called in English, as `events/words.json` says it for
/// everything that people read.
public final class Labels {
    private static final Map<String, Map<String, String>> WORDS = words();

    /// What stands for a space in a code; between digits it is part of a range, as in `10-17`.
    private static final Pattern GAP = Pattern.compile("(?<![0-9])-|-(?![0-9])");

    private static final Map<String, String> MEASURES = section("measures");
    private static final Map<String, String> BREAKDOWNS = section("breakdowns");
    private static final Map<String, String> CODES = section("codes");
    private static final Map<String, String> DISTRICTS = section("districts");
    private static final Map<String, String> STATUS = section("status");
    private static final Map<String, String> CAUSES = section("causes");
    private static final Map<String, String> FIELDS = section("fields");

    private Labels() {}

    private static Map<String, Map<String, String>> words() {
        try (var in = Labels.class.getResourceAsStream("words.json")) {
            var bytes = Objects.requireNonNull(in, "words.json is packed with this class");
            var sections = new HashMap<String, Map<String, String>>();
            Json.object(bytes.readAllBytes())
                    .forEach((name, section) -> sections.put(name, texts(section)));
            return Map.copyOf(sections);
        } catch (IOException e) {
            throw new UncheckedIOException("words.json cannot be read", e);
        }
    }

    private static Map<String, String> texts(@Nullable Object section) {
        var texts = new HashMap<String, String>();
        if (section instanceof Map<?, ?> entries) {
            entries.forEach((code, words) -> {
                if (words instanceof String text) {
                    texts.put((String) code, text);
                } else if (words instanceof Map<?, ?> field
                        && (field.containsKey("short") ? field.get("short") : field.get("label"))
                                instanceof String label) {
                    texts.put((String) code, label);
                }
            });
        }
        return Map.copyOf(texts);
    }

    private static Map<String, String> section(String name) {
        return WORDS.getOrDefault(name, Map.of());
    }

    private static String word(Map<String, String> section, String id) {
        var word = section.get(id);
        return word == null ? ofCode(id) : word;
    }

    public static String of(Measure measure) {
        return word(MEASURES, measure.id());
    }

    /// Whether it is a time, in minutes.
    public static boolean isTime(Measure measure) {
        return measure == Measure.PATROL_MINUTES || measure == Measure.PERSON_MINUTES;
    }

    public static String of(Breakdown breakdown) {
        return word(BREAKDOWNS, breakdown.id());
    }

    public static String of(Status status) {
        return word(STATUS, status.id());
    }

    /// Why a figure changed, by the id that a manifest gives.
    public static String ofCause(String cause) {
        return word(CAUSES, cause);
    }

    /// The name of a local authority by its GSS code; the code where there is no name for it.
    public static String ofDistrict(String code) {
        return DISTRICTS.getOrDefault(code, code);
    }

    /// What the field of a form is called that a pointer points to, such as
    /// `/stopSearches/0/ageRange`, in its short form; empty where there are no words for it.
    public static Optional<String> ofField(String pointer) {
        return Optional.ofNullable(
                FIELDS.get(pointer.replaceAll("/[0-9]+(?=/|$)", "").replaceFirst("^/", "")));
    }

    /// A code or slug in words: `foot-patrol` is `Foot patrol`, and the range `10-17` as it is. A
    /// text that is no code, such as an outcome of a search, stays as it is.
    public static String ofCode(String code) {
        var worded = CODES.get(code);
        if (worded != null) {
            return worded;
        }
        if (code.isEmpty() || !code.equals(code.toLowerCase(Locale.ROOT))) {
            return code;
        }
        var spaced = GAP.matcher(code).replaceAll(" ");
        return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }
}
