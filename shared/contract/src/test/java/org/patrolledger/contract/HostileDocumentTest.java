package org.patrolledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.contract.SubmissionReader.Result;
import org.patrolledger.contract.json.Json;
import org.patrolledger.contract.json.NotJsonException;
import org.patrolledger.domain.submission.Submission.Kind;

/// Every document gets an answer, in time, that is of a bounded size, and the next document is read
/// as if it had not been.
class HostileDocumentTest {
    private static final int LARGEST = 64 * 1024;

    /// Many times what it takes with the first compiler on a slow machine, a fraction of what
    /// anything takes that is not linear.
    private static final Duration LONGEST = Duration.ofMillis(1500);

    private static Result read(byte[] body) {
        return SubmissionReader.read(
                Kind.INCIDENT, Json.parse(body), ContractFiles.NOW, ContractFiles.CATALOGUE);
    }

    private static byte[] incidentWith(String members) {
        var minimal = Json.text(ContractFiles.object("samples/valid/incident/minimal.json"));
        return (minimal.substring(0, minimal.length() - 1) + "," + members + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void colliding_names_leave_the_documents_of_others_alone() {
        // Of one hash for Jackson's table of names (33 times) and one for the JDK's (31 times).
        for (var pair : List.of(List.of("Aa", "B@"), List.of("Aa", "BB"))) {
            for (int i = 0; i < 20; i++) {
                int document = i;
                read(
                        incidentWith(
                                IntStream.range(0, 400)
                                        .mapToObj(it ->
                                                "\"x" + document + colliding(pair, it) + "\":1")
                                        .collect(Collectors.joining(","))));
            }
        }
        for (int i = 0; i < 3_000; i++) {
            var innocent = incidentWith("\"note\":\"" + i + "\",\"arrests\":" + i);
            assertThat(read(innocent)).isInstanceOf(Result.Valid.class);
        }
    }

    /// The text that the bits of `number` choose of two blocks of one hash.
    private static String colliding(List<String> blocks, int number) {
        var text = new StringBuilder();
        for (int bit = 0; bit < 13; bit++) {
            text.append(blocks.get(number >> bit & 1));
        }
        return text.toString();
    }

    @Test
    void every_number_is_read_or_refused() {
        var random = new SplittableRandom(12);
        var refused = new TreeMap<String, Integer>();
        for (int i = 0; i < 20_000; i++) {
            var number = number(random);
            var body = incidentWith("\"arrests\":" + number + ",\"note\":" + number);
            String outcome;
            try {
                outcome =
                        switch (read(body)) {
                            case Result.Valid valid -> throw new AssertionError("a note of digits");
                            case Result.Invalid invalid ->
                                    invalid.faults().getFirst().rule().code();
                        };
            } catch (NotJsonException e) {
                outcome = "not JSON";
            }
            refused.merge(outcome, 1, Integer::sum);
        }
        assertThat(refused.keySet()).contains("not JSON", "type", "minimum", "maximum");
    }

    private static String number(SplittableRandom random) {
        var text = new StringBuilder(random.nextInt(4) == 0 ? "-" : "");
        text.append(digits(random).replaceFirst("^0+(?=.)", ""));
        if (random.nextInt(3) == 0) {
            text.append('.').append(digits(random));
        }
        if (random.nextBoolean()) {
            text.append(random.nextBoolean() ? 'e' : 'E');
            text.append(List.of("", "+", "-").get(random.nextInt(3)));
            text.append(
                    random.nextBoolean()
                            ? digits(random)
                            : List.of("0", "00400", "400", "401", "2147483647", "2147483648")
                                    .get(random.nextInt(6)));
        }
        return text.toString();
    }

    private static String digits(SplittableRandom random) {
        int length = 1 + random.nextInt(List.of(2, 20, 120, 1_100).get(random.nextInt(4)));
        return random.ints(length, 0, random.nextBoolean() ? 10 : 1)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e401",
                "0e99999999999",
                "1e99999999999",
                "1e-2147483648",
                "100E2147483647",
                "-1E-401"
            })
    void a_number_with_an_exponent_beyond_400_is_no_json_of_ours(String number) {
        assertThatCode(() -> read(incidentWith("\"arrests\":" + number)))
                .isInstanceOf(NotJsonException.class);
        assertThatCode(() -> read(incidentWith("\"colour\":[" + number + "]")))
                .isInstanceOf(NotJsonException.class);
    }

    @Test
    void a_number_of_over_a_hundred_characters_is_no_json_of_ours() {
        assertThatCode(() -> read(incidentWith("\"arrests\":" + "1".repeat(101))))
                .isInstanceOf(NotJsonException.class);
        assertThat(read(incidentWith("\"arrests\":" + "1".repeat(100))))
                .isInstanceOf(Result.Invalid.class);
        assertThat(read(incidentWith("\"arrests\":" + "1." + "0".repeat(98))))
                .isInstanceOf(Result.Valid.class);
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                shape(
                        "names of one hash",
                        it -> "\"" + colliding(List.of("Aa", "BB"), it) + "\":1"),
                shape("names that could be prose", it -> "\"a name " + it + "\":1"),
                shape("a long name", it -> "\"" + "n".repeat(60_000) + it + "\":1"),
                shape("digits in a name", it -> "\"" + "07".repeat(30_000) + it + "\":1"),
                shape("at signs", it -> "\"note" + it + "\":\"" + "@a.".repeat(20_000) + "\""),
                shape("nested lists", it -> "\"a" + it + "\":" + "[".repeat(60) + "]".repeat(60)),
                list("stopSearches", "{}"),
                list("weaponsSeized", "{\"kind\":1}"),
                list("priorities", "\"a-priority\""),
                note("@a.".repeat(21_000)),
                note("a@".repeat(30_000)),
                note("0 7 ".repeat(15_000)),
                note("07700 900 ".repeat(6_000)),
                note("AB 12 34 5".repeat(6_000)),
                note("\\ufeff0".repeat(9_000)),
                note("\u200b".repeat(20_000)));
    }

    private static Arguments shape(String name, IntFunction<String> member) {
        var members = new StringBuilder(member.apply(0));
        for (int i = 1; members.length() < LARGEST - 9_000 && i < 8_000; i++) {
            members.append(',').append(member.apply(i));
        }
        return Arguments.of(name, members.toString());
    }

    private static Arguments list(String field, String entry) {
        int entries = (LARGEST - 1_000) / (entry.length() + 1);
        return Arguments.of(
                entries + " entries in " + field,
                "\"" + field + "\":[" + (entry + ",").repeat(entries - 1) + entry + "]");
    }

    private static Arguments note(String text) {
        return Arguments.of("a note of " + text.substring(0, 6), "\"note\":\"" + text + "\"");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void the_worst_of_documents_is_answered_in_time_and_in_brief(String name, String members) {
        var body = incidentWith(members);
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();

        var faults = ((Result.Invalid) read(body)).faults();
        var answer = Json.bytes(Problem.notValid(faults).document());

        var taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
        assertThat(taken).isLessThan(LONGEST);
        assertThat(answer).hasSizeLessThan(20_000);
        assertThat(((List<?>) Map.copyOf(Json.object(answer)).get("errors")))
                .hasSizeLessThanOrEqualTo(100);
    }
}
