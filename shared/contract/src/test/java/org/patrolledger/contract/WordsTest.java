package org.patrolledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static <T> T find(Words<T> words, String word, String before, String after) {
        var text = (before + word + after).getBytes(StandardCharsets.US_ASCII);
        return words.find(text, before.length(), before.length() + word.length());
    }

    /// Words of every length to 40, which differ in one byte only, at every place of it.
    @Test
    void every_byte_of_a_word_counts_wherever_the_word_lies() {
        for (int length = 1; length <= 40; length++) {
            var word = "a".repeat(length);
            var words = Words.of(Set.of(word));
            for (var after : Set.of("", "\"", "aaaaaaaaaaaa")) {
                assertThat(find(words, word, "aa", after)).isEqualTo(word);
                for (int i = 0; i < length; i++) {
                    var other = word.substring(0, i) + "b" + word.substring(i + 1);
                    assertThat(find(words, other, "", after)).isNull();
                }
                assertThat(find(words, word + "a", "", after)).isNull();
                assertThat(find(words, word.substring(1), "", after)).isNull();
            }
        }
    }

    @Test
    void an_open_table_stands_for_more_words_than_it_holds() {
        var words = Words.open(Function.<String>identity());
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 50_000; i++) {
                var word = "the-" + i + "-th-place-of-all";
                assertThat(find(words, word, "\"", "\"")).isEqualTo(word);
            }
        }
    }

    @Test
    void a_word_seen_before_stands_for_the_same_object() {
        var words = Words.open(Function.<String>identity());
        var first = find(words, "place-1-of-operation-7", "", "");
        assertThat(find(words, "place-1-of-operation-7", "\"", "\",")).isSameAs(first);
    }
}
