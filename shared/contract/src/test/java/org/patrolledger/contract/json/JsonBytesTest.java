package org.patrolledger.contract.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBytesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "17, 17",
        "-5, -5",
        "1.0, 1",
        "1e3, 1000",
        "999999999999999999, 999999999999999999",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808"
    })
    void a_whole_number_is_read_in_every_form(String text, long expected) {
        assertThat(read(text).number()).isEqualTo(expected);
        assertThat(read(" " + text + " ").number()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "9223372036854775808", "99999999999999999999"})
    void a_number_that_is_not_whole_or_too_large_is_refused(String text) {
        assertThatThrownBy(() -> read(text).number()).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "1 2,", "--1", "true", "\"1\""})
    void what_is_no_number_is_refused(String text) {
        var in = read(text);

        assertThatThrownBy(
                        () -> {
                            in.number();
                            in.end();
                        })
                .isInstanceOfAny(NumberFormatException.class, NotJsonException.class);
    }

    @Test
    void a_text_is_unescaped_and_the_tokens_behind_it_stay() {
        var in = read("{\"a\\\"b\":\"\\u00e9\\ud83d\\ude93\",\"c\":[null,true]}");

        assertThat(in.opens('{', '}')).isTrue();
        in.name();
        assertThat(in.string()).isEqualTo("a\"b");
        in.text();
        assertThat(in.string()).isEqualTo("é🚓");
        assertThat(in.goesOn('}')).isTrue();
        in.name();
        assertThat(in.is("c".getBytes(StandardCharsets.UTF_8))).isTrue();
        in.skip();
        assertThat(in.goesOn('}')).isFalse();
        in.end();
    }

    @Test
    void brackets_and_quotes_within_texts_are_passed_over_with_them() {
        var in = read("[{\"]}\":\"\\\"}]\"},[[],{}],-1.5e9] 7");

        in.skip();

        assertThat(in.number()).isEqualTo(7);
        in.end();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\"", "\"a", "\"a\\", "\"\\u00", "\"\\u00g0\"", "\"\\q\"", "{", "a\""})
    void what_breaks_off_or_is_no_text_is_refused(String text) {
        assertThatThrownBy(() -> read(text).text()).isInstanceOf(NotJsonException.class);
        assertThatThrownBy(
                        () -> {
                            var in = read(text);
                            in.skip();
                            in.text();
                        })
                .isInstanceOf(NotJsonException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\ud83dx", "\\ud83d\\n", "\\ud83d\\u0041", "\\ude93"})
    void half_a_character_is_refused(String escaped) {
        assertThatThrownBy(() -> read('"' + escaped + '"').text())
                .isInstanceOf(NotJsonException.class);
    }

    /// Texts are searched eight bytes at a time: so the end and what is escaped come at every
    /// place, beside characters of one bit more or less, and what lies around the document is left
    /// alone.
    @Test
    void a_text_within_other_bytes_is_read_wherever_it_lies_and_whatever_is_in_it() {
        for (var odd :
                List.of("\"", "\\", "!", "#", "[", "]", "¢", "Ü", "ܢ", "🚓", "\u0001", "\n")) {
            for (int length = 0; length < 20; length++) {
                for (int place = 0; place <= length; place++) {
                    var text = "a".repeat(place) + odd + "\u007f".repeat(length - place);
                    assertReadWithin(length % 8, text);
                }
            }
        }
    }

    private static void assertReadWithin(int from, String text) {
        var json = Json.text(List.of(text)).getBytes(StandardCharsets.UTF_8);
        var bytes = new byte[from + json.length + 9];
        Arrays.fill(bytes, (byte) '"');
        System.arraycopy(json, 0, bytes, from, json.length);
        var in = new JsonBytes(bytes, from, from + json.length);

        assertThat(in.opens('[', ']')).isTrue();
        in.text();
        assertThat(in.string()).isEqualTo(text);
        assertThat(in.goesOn(']')).isFalse();
        in.end();
        assertThat(Arrays.copyOfRange(bytes, from + json.length, bytes.length)).containsOnly('"');
    }

    @Test
    void nothing_is_read_behind_the_end() {
        var bytes = "[\"abc\",1]".getBytes(StandardCharsets.UTF_8);
        for (int end = 0; end < bytes.length; end++) {
            var in = new JsonBytes(bytes.clone(), 0, end);
            assertThatThrownBy(
                            () -> {
                                in.opens('[', ']');
                                in.text();
                                in.goesOn(']');
                                in.number();
                                in.goesOn(']');
                            })
                    .isInstanceOf(NotJsonException.class);
        }
    }

    private static JsonBytes read(String json) {
        return new JsonBytes(json.getBytes(StandardCharsets.UTF_8));
    }
}
