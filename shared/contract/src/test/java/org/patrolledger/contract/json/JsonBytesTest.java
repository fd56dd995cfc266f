package org.patrolledger.contract.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
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

    private static JsonBytes read(String json) {
        return new JsonBytes(json.getBytes(StandardCharsets.UTF_8));
    }
}
