package org.patrolledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patrolledger.contract.Fault.Rule;
import org.patrolledger.contract.SubmissionReader.Result;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.submission.Submission.Kind;

/// The site checks a report before it is sent, in a language of its own: it finds the faults that
/// the API finds, in its order and words, in tens of thousands of near misses.
class SiteCheckerTest {
    private static final Path SCRIPT = Path.of("../../infrastructure/site/test/compare.mjs");
    private static final int ENGAGEMENTS = 14_000;
    private static final int INCIDENTS = 9_000;
    private static final int REASONS = 1_000;
    private static final long PATIENCE_SECONDS = 120;

    @TempDir Path folder;

    private final Set<Rule> broken = EnumSet.noneOf(Rule.class);
    private int valid;

    @BeforeEach
    void nodeIsThere() throws Exception {
        assumeTrue(Files.exists(SCRIPT), "there is no site beside this module");
        assumeTrue(hasNode(), "there is no node");
    }

    private static boolean hasNode() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void the_site_finds_the_faults_of_the_api_in_tens_of_thousands_of_near_misses()
            throws Exception {
        var lines = new ArrayList<String>();
        add(lines, Kind.ENGAGEMENT, new Mutations(11), ENGAGEMENTS);
        add(lines, Kind.INCIDENT, new Mutations(12), INCIDENTS);
        addReasons(lines, new Mutations(13));

        // Neither side may agree by saying always the same.
        assertThat(valid).isGreaterThan(2_000);
        assertThat(broken)
                .contains(
                        Rule.REQUIRED,
                        Rule.UNKNOWN,
                        Rule.TYPE,
                        Rule.VALUE,
                        Rule.FORMAT,
                        Rule.MINIMUM,
                        Rule.MAXIMUM,
                        Rule.MIN_LENGTH,
                        Rule.MAX_LENGTH,
                        Rule.MAX_ITEMS,
                        Rule.UNIQUE,
                        Rule.PERSONAL_DATA,
                        Rule.CATALOGUE,
                        Rule.ORDER,
                        Rule.DURATION,
                        Rule.FUTURE,
                        Rule.NOBODY,
                        Rule.CONSISTENCY);
        assertThat(lines).hasSizeGreaterThan(20_000);
        compare(lines);
    }

    /// Runs the site's checker over the lines; its output says what differs.
    private void compare(List<String> lines) throws Exception {
        Path input = Files.write(folder.resolve("near-misses.jsonl"), lines);
        Path output = folder.resolve("compared.txt");
        var node =
                new ProcessBuilder("node", SCRIPT.toString())
                        .redirectInput(input.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            assertThat(node.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            node.destroyForcibly();
        }
        assertThat(Files.readString(output))
                .isEqualTo("%d compared, 0 differences%n".formatted(lines.size()));
    }

    private void add(List<String> lines, Kind kind, Mutations mutations, int documents) {
        var name = kind.name().toLowerCase(java.util.Locale.ROOT);
        var sources = MutationAgreementTest.sources(name);
        int before = lines.size();
        for (int i = 0; lines.size() < before + documents; i++) {
            var text = mutations.of(sources.get(i % sources.size()));
            var document = Json.parse(text);
            if (!isOfDoubles(document)) {
                continue;
            }
            var result =
                    SubmissionReader.read(
                            kind, document, ContractFiles.NOW, ContractFiles.CATALOGUE);
            lines.add(line(name, text, faults(result)));
        }
    }

    private void addReasons(List<String> lines, Mutations mutations) {
        for (int i = 0; i < REASONS; i++) {
            var document = Json.object(mutations.of(Map.of("reason", "The second count is right")));
            if (document.get("reason") instanceof String reason) {
                var faults = new Faults();
                SubmissionReader.readReason(reason, faults);
                lines.add(line("reason", Json.text(reason), noted(faults.all())));
            }
        }
    }

    private List<Fault> faults(Result result) {
        return switch (result) {
            case Result.Valid ignored -> noted(List.of());
            case Result.Invalid invalid -> noted(invalid.faults());
        };
    }

    private List<Fault> noted(List<Fault> faults) {
        valid += faults.isEmpty() ? 1 : 0;
        faults.forEach(it -> broken.add(it.rule()));
        return faults;
    }

    private static String line(String kind, String document, List<Fault> faults) {
        var errors =
                faults.isEmpty()
                        ? "[]"
                        : Json.text(Problem.notValid(faults).document().get("errors"));
        return "{\"kind\":\""
                + kind
                + "\",\"document\":"
                + document
                + ",\"errors\":"
                + errors
                + "}";
    }

    /// Whether every number is one that a browser holds exactly: it can hold, and send, no other.
    private static boolean isOfDoubles(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> map.values().stream().allMatch(SiteCheckerTest::isOfDoubles);
            case List<?> list -> list.stream().allMatch(SiteCheckerTest::isOfDoubles);
            case Number number -> {
                var exact = new BigDecimal(number.toString());
                double held = exact.doubleValue();
                yield Double.isFinite(held) && new BigDecimal(held).compareTo(exact) == 0;
            }
            case null, default -> true;
        };
    }
}
