package org.patrolledger.contract.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written sorted at once is what a canonicaliser makes of the same document.
class CanonicalTest {
    private static final long MOST_EXACT = 1L << 53;

    /// In an array, for the canonicaliser takes no document but an object or an array.
    private static void agree(@Nullable Object value) {
        var document = Collections.singletonList(value);
        assertThat(text(Json.canonical(document))).isEqualTo(canonicaliser(Json.text(document)));
    }

    private static String canonicaliser(String json) {
        try {
            return new JsonCanonicalizer(json).getEncodedString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    @Test
    void every_character_is_written_as_the_canonicaliser_does_in_names_and_values() {
        for (int from = 0; from <= Character.MAX_CODE_POINT; from += 0x100) {
            var all = new StringBuilder();
            var each = new LinkedHashMap<String, @Nullable Object>();
            for (int c = from; c < from + 0x100; c++) {
                if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                    all.appendCodePoint(c);
                    each.put(Character.toString(c), (long) c);
                }
            }
            agree(all.toString());
            agree(each);
        }
    }

    @Test
    void names_are_sorted_by_their_utf_16_code_units() {
        // From RFC 8785, 3.2.3.
        var names =
                List.of(
                        "\u20ac",
                        "\r",
                        "\ufb33",
                        "1",
                        new String(Character.toChars(0x1f600)),
                        "\u0080",
                        "\u00f6");
        var map = new LinkedHashMap<String, @Nullable Object>();
        names.forEach(name -> map.put(name, name));

        assertThat(Json.object(Json.canonical(map)).keySet())
                .containsExactly(
                        "\r",
                        "1",
                        "\u0080",
                        "\u00f6",
                        "\u20ac",
                        new String(Character.toChars(0x1f600)),
                        "\ufb33");
        agree(map);
    }

    @Test
    void numbers_are_those_of_the_canonicaliser_as_far_as_a_double_can_tell() {
        for (long number :
                new long[] {
                    0,
                    -1,
                    7,
                    Integer.MAX_VALUE,
                    Integer.MIN_VALUE,
                    MOST_EXACT - 1,
                    MOST_EXACT,
                    -MOST_EXACT + 1,
                    -MOST_EXACT,
                }) {
            agree(number);
            agree(List.of(Map.of("n", number)));
        }
        agree(42);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "0.0",
                "-0.00",
                "0e5",
                "1",
                "1.0",
                "1.000",
                "10e-1",
                "100",
                "1e2",
                "1E+2",
                "0.1e3",
                "12345678901234.0",
                "-7.0",
                "-70e-1",
                "9007199254740992",
                "9007199254740992.0"
            })
    void a_whole_number_has_one_canonical_form_however_it_is_written(String number) {
        var json = "[" + number + "]";
        assertThat(text(Json.canonical(Json.parse(json)))).isEqualTo(canonicaliser(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5", "1e-1", "-2.25", "100.000001"})
    void a_number_that_is_not_whole_has_no_canonical_form_here(String number) {
        var document = Json.parse("{\"n\":" + number + "}");
        assertThatThrownBy(() -> Json.canonical(document)).isInstanceOf(NotJsonException.class);
    }

    @Test
    void random_documents_come_out_alike() {
        var random = new Random(8785);
        for (int i = 0; i < 5_000; i++) {
            agree(value(random, 4));
        }
        agree(null);
        agree(List.of());
        agree(Map.of());
    }

    private static @Nullable Object value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong(1L << 53);
            case 3 -> random.nextInt();
            case 4 -> word(random);
            case 5 -> {
                var list = new ArrayList<@Nullable Object>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, depth - 1));
                }
                yield list;
            }
            default -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    map.put(word(random), value(random, depth - 1));
                }
                yield map;
            }
        };
    }

    private static String word(Random random) {
        var characters = new int[random.nextInt(6)];
        Arrays.setAll(
                characters,
                i -> {
                    int c = random.nextInt(random.nextBoolean() ? 0x80 : 0x1_1000);
                    return Character.isSurrogate((char) c) && c < 0x1_0000 ? 'x' : c;
                });
        return new String(characters, 0, characters.length);
    }
}
