package org.patrolledger.domain.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    private static final Pattern SLUG = Pattern.compile(Slug.PATTERN);

    static Stream<Function<String, Record>> slugs() {
        return Stream.of(OperationId::new, OrganisationId::new, PlaceId::new, PriorityId::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grip", "abc", "a0c", "a-c", "a--0", "essex-police", "op-2023"})
    void slugs_are_accepted(String text) {
        assertThat(Slug.matches(text)).isTrue();
        slugs().forEach(make -> assertThat(make.apply(text)).hasToString(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "a", "ab", "a-", "ab-", "-ab", "0ab", "Grip", "gríp", "gr ip", "grip\n",
                "grip_a", "grip/a", "../grip", "ａbc", "ab٣", "grip."
            })
    void anything_else_is_refused(String text) {
        assertThat(Slug.matches(text)).isFalse();
        slugs().forEach(make ->
                assertThatThrownBy(() -> make.apply(text))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageEndingWith("is not a slug"));
    }

    @Test
    void a_slug_has_3_to_64_characters() {
        assertThat(Slug.matches("a".repeat(64))).isTrue();
        assertThat(Slug.matches("a".repeat(65))).isFalse();
        assertThat(Slug.matches("a".repeat(2))).isFalse();
    }

    @Test
    void the_written_out_check_agrees_with_the_pattern() {
        var random = new Random(1);
        var alphabet = "aaazz09--AZ_ ./\né`{";
        for (int i = 0; i < 200_000; i++) {
            var text = new StringBuilder();
            int length = random.nextInt(7);
            for (int c = 0; c < length; c++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(Slug.matches(text.toString()))
                    .isEqualTo(SLUG.asMatchPredicate().test(text.toString()));
        }
    }

    @ParameterizedTest
    @MethodSource("slugs")
    @SuppressWarnings("unchecked")
    void identifiers_sort_by_their_text(Function<String, Record> make) {
        var sorted = List.of("abc", "abc-d", "abc0", "abcd", "b-c", "b0c");
        assertThat(sorted.stream().map(text -> (Comparable<Object>) make.apply(text)))
                .isSortedAccordingTo((one, other) -> one.compareTo(other));
    }

    @Test
    void identifiers_are_equal_by_kind_and_text() {
        // A UUID that starts with a letter is a slug as well.
        var text = "f190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b";
        var other = "f190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2c";
        assertThat(ofEveryKind(text))
                .isEqualTo(ofEveryKind(text))
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(ofEveryKind(other));
        assertThat(new HashSet<>(ofEveryKind(text))).containsAll(ofEveryKind(text));
    }

    private static List<Record> ofEveryKind(String text) {
        return Stream.concat(
                        slugs().map(make -> make.apply(text)), Stream.of(new SubmissionId(text)))
                .toList();
    }

    @Test
    void all_operations_is_a_name_of_its_own() {
        assertThat(OperationId.ALL).isEqualTo(new OperationId("all-operations"));
    }

    @Test
    void a_submission_id_is_a_uuid_in_either_case_and_kept_in_lower_case() {
        var id = SubmissionId.parse("0190A1B2-C3D4-7E5F-8a6b-7c8d9e0f1a2b").orElseThrow();
        assertThat(id).hasToString("0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b");
        assertThat(SubmissionId.parse(id.value())).contains(id);
        var uuid = UUID.fromString(id.value());
        assertThat(SubmissionId.of(uuid)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2",
                "0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b0",
                "0190a1b2c3d47e5f8a6b7c8d9e0f1a2b",
                "0190a1b2-c3d4-7e5f-8a6b07c8d9e0f1a2b",
                "0190a1b2-c3d4-7e5f08a6b-7c8d9e0f1a2b",
                "0190a1b2-c3d407e5f-8a6b-7c8d9e0f1a2b",
                "0190a1b20c3d4-7e5f-8a6b-7c8d9e0f1a2b",
                "0190a1b-2c3d4-7e5f-8a6b-7c8d9e0f1a2b",
                "{0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b}",
                "g190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b",
                "0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2`",
                "0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2:",
                "٠190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b",
                " 190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b",
                "0-0-0-0-0"
            })
    void anything_else_is_no_submission_id(String text) {
        assertThat(SubmissionId.parse(text)).isEmpty();
        assertThatThrownBy(() -> new SubmissionId(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void upper_case_is_for_parsing_only() {
        assertThatThrownBy(() -> new SubmissionId("0190A1B2-C3D4-7E5F-8A6B-7C8D9E0F1A2B"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void submission_ids_sort_as_text_where_uuids_would_compare_signed() {
        var low = SubmissionId.of(UUID.fromString("00000000-0000-4000-8000-000000000000"));
        var high = SubmissionId.of(UUID.fromString("ffffffff-0000-4000-8000-000000000000"));
        assertThat(low).isLessThan(high);
        assertThat(UUID.fromString(low.value())).isGreaterThan(UUID.fromString(high.value()));
    }
}
