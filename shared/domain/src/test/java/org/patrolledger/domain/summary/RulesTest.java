package org.patrolledger.domain.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patrolledger.domain.Samples;
import org.patrolledger.domain.submission.Engagement;

class RulesTest {
    private record Case(String name, String submission, String adds, String parts) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (var file = RulesTest.class.getResourceAsStream("rules.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(" \\| "))
                    .map(cells -> new Case(cells[0], cells[1], cells[2], cells[3]));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_submission_adds(Case it) {
        var submission = Samples.submission(it.submission());
        var contribution = Rules.contribution(submission, false);

        assertThat(named(contribution.adds())).isEqualTo(counts(it.adds()));
        assertThat(parts(contribution)).isEqualTo(counts(it.parts()));
        assertThat(contribution.operation()).isEqualTo(submission.operation());
        assertThat(contribution.place()).isEqualTo(submission.place());
        assertThat(contribution.patrol())
                .isEqualTo(
                        submission instanceof Engagement engagement
                                        && engagement.activity().isPatrol()
                                ? Optional.of(engagement.time())
                                : Optional.empty());
    }

    @Test
    void the_cases_touch_every_measure_and_breakdown() throws IOException {
        var measures = EnumSet.noneOf(Measure.class);
        var breakdowns = EnumSet.noneOf(Breakdown.class);
        cases().map(it -> Rules.contribution(Samples.submission(it.submission()), true))
                .forEach(it -> {
                    measures.addAll(it.adds().nonZero().keySet());
                    it.parts().forEach(part -> breakdowns.add(part.breakdown()));
                });
        assertThat(breakdowns).containsExactly(Breakdown.values());
        assertThat(EnumSet.complementOf(measures))
                .as("measured over places, not per submission")
                .containsExactly(Measure.PATROL_MINUTES);
    }

    @Test
    void what_a_submission_adds_does_not_depend_on_the_order_it_was_written_in() {
        var one =
                "event items=torch:1,topper:2,whistle:3 audiences=public,students,residents"
                        + " themes=wellbeing,problem-solving id=0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b";
        var other =
                "event themes=problem-solving,wellbeing audiences=residents,students,public"
                        + " items=whistle:3,topper:2,torch:1 id=0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b";
        assertThat(Rules.contribution(Samples.submission(one), false))
                .isEqualTo(Rules.contribution(Samples.submission(other), false));
    }

    static Map<String, Long> named(Measures measures) {
        return measures.nonZero().entrySet().stream()
                .collect(Collectors.toMap(it -> it.getKey().id(), Map.Entry::getValue));
    }

    private static Map<String, Long> parts(Contribution contribution) {
        assertThat(contribution.parts()).allMatch(part -> part.count() > 0);
        return contribution.parts().stream()
                .collect(
                        Collectors.toMap(
                                part ->
                                        part.breakdown().id()
                                                + ":"
                                                + part.value().replace(' ', '_'),
                                Contribution.Part::count,
                                Long::sum));
    }

    private static Map<String, Long> counts(String text) {
        var counts = new TreeMap<String, Long>();
        for (var word : text.strip().split(" ")) {
            int at = word.lastIndexOf('=');
            counts.put(word.substring(0, at), Long.valueOf(word.substring(at + 1)));
        }
        return counts;
    }
}
