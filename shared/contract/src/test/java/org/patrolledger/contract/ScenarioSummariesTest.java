package org.patrolledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.patrolledger.contract.json.Json;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Organisation;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.domain.summary.Coverage;
import org.patrolledger.domain.summary.Figures;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.SummaryFold;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.ReportingPeriod;

/// The scenarios under `events/scenarios`, each form read as it would be when posted and folded
/// into the summaries of its weeks and months: every expected figure must come out, for each
/// operation and for all together. The expected figures were counted by other means.
class ScenarioSummariesTest {
    private static final List<String> OPERATIONS =
            List.of(
                    "safe-space",
                    "christmas-patrols",
                    "neighbourhood-policing-week",
                    "grip",
                    "colchester-csp",
                    "henderson");

    private static final Catalogue CATALOGUE = catalogue();
    private static final List<Revision> REVISIONS =
            OPERATIONS.stream()
                    .flatMap(ScenarioSummariesTest::accepted)
                    .sorted(Comparator.comparing(revision -> revision.submission().id().value()))
                    .toList();

    /// A summary and what is expected of it.
    record Expected(SummaryKey key, Map<?, ?> figures) {
        @Override
        public String toString() {
            return key.toString();
        }
    }

    static Stream<Expected> expected() {
        return Stream.concat(
                OPERATIONS.stream().flatMap(it -> expected(it, it + "/scenario.json")),
                expected("all-operations", "all-operations.json"));
    }

    private static Stream<Expected> expected(String operation, String file) {
        return ((List<?>) Objects.requireNonNull(document(file).get("expected")))
                .stream().map(Map.class::cast).map(it -> new Expected(key(operation, it), it));
    }

    private static SummaryKey key(String operation, Map<?, ?> expected) {
        var kind = ReportingPeriod.Kind.ofPath((String) expected.get("kind")).orElseThrow();
        return new SummaryKey(
                ReportingPeriod.parse(kind, (String) expected.get("period")).orElseThrow(),
                new OperationId(operation));
    }

    @ParameterizedTest
    @MethodSource("expected")
    void a_summary_gives_every_expected_figure(Expected expected) {
        var figures = fold(expected.key);
        assertThat(measures(figures)).isEqualTo(expected.figures.get("measures"));
        assertThat(coverage(figures.coverage())).isEqualTo(expected.figures.get("coverage"));
        assertThat((long) figures.places().size()).isEqualTo(expected.figures.get("places"));
        if (expected.figures.containsKey("breakdowns")) {
            assertThat(breakdowns(figures)).isEqualTo(expected.figures.get("breakdowns"));
        }
    }

    @ParameterizedTest
    @MethodSource("expected")
    void its_places_add_up_to_its_totals(Expected expected) {
        var figures = fold(expected.key);
        for (var measure : Measure.values()) {
            assertThat(figures.places().values().stream().mapToLong(it -> it.get(measure)).sum())
                    .as(measure.id())
                    .isEqualTo(figures.measures().get(measure));
        }
    }

    private static Figures fold(SummaryKey key) {
        var fold = new SummaryFold(key, CATALOGUE);
        for (var revision : REVISIONS) {
            var submission = revision.submission();
            if (!fold.operations().contains(submission.operation())) {
                continue;
            }
            if (key.period().contains(submission.day())) {
                fold.add(revision.counted());
            } else if (fold.neighbours().contains(submission.operationDay())) {
                fold.addNeighbour(revision.counted());
            }
        }
        return fold.figures();
    }

    /// Those that are not 0, as a scenario states them.
    private static Map<String, Long> measures(Figures figures) {
        var byId = new TreeMap<String, Long>();
        figures.measures().all().forEach((measure, value) -> byId.put(measure.id(), value));
        byId.values().removeIf(value -> value == 0);
        return byId;
    }

    private static Map<String, Object> coverage(Coverage coverage) {
        return Map.of(
                "expected", (long) coverage.expected(),
                "reported", (long) coverage.reported(),
                "missing",
                        coverage.missing().stream()
                                .map(it -> missing(it.place(), it.day().toString()))
                                .toList());
    }

    private static Map<String, String> missing(PlaceId place, String day) {
        return Map.of("place", place.value(), "day", day);
    }

    /// Those in which anything occurs.
    private static Map<String, Map<String, Long>> breakdowns(Figures figures) {
        var byId = new TreeMap<String, Map<String, Long>>();
        figures.breakdowns()
                .forEach((breakdown, values) -> {
                    if (!values.isEmpty()) {
                        byId.put(breakdown.id(), values);
                    }
                });
        return byId;
    }

    private static Catalogue catalogue() {
        var operations = OPERATIONS.stream().map(ScenarioSummariesTest::operation).toList();
        var organisations =
                operations.stream()
                        .flatMap(operation -> operation.organisations().stream())
                        .distinct()
                        .map(id -> new Organisation(id, id.value()))
                        .toList();
        return new Catalogue(operations, organisations);
    }

    private static Operation operation(String id) {
        var read = CatalogueDocument.read(new OperationId(id), 1, document(id + "/operation.json"));
        return switch (read) {
            case CatalogueDocument.Result.Valid valid -> valid.operation();
            case CatalogueDocument.Result.Invalid invalid ->
                    throw new AssertionError(id + ": " + invalid.faults());
        };
    }

    private static Stream<Revision> accepted(String operation) {
        return text(operation + "/submissions.jsonl").lines().map(ScenarioSummariesTest::accept);
    }

    /// The form as revision 1, sent the moment it could be.
    private static Revision accept(String line) {
        var entry = Json.object(line);
        var engagement = Objects.equals(entry.get("kind"), "engagement");
        var form = (Map<?, ?>) Objects.requireNonNull(entry.get("submission"));
        Instant sent =
                OffsetDateTime.parse((String) form.get(engagement ? "endedAt" : "occurredAt"))
                        .toInstant();
        var kind = engagement ? Submission.Kind.ENGAGEMENT : Submission.Kind.INCIDENT;
        return switch (SubmissionReader.read(kind, form, sent, CATALOGUE)) {
            case SubmissionReader.Result.Valid valid ->
                    new Revision(
                            valid.submission(),
                            valid.body(),
                            Digest.of(valid.body()),
                            1,
                            sent,
                            sent,
                            false,
                            Optional.empty(),
                            "sample",
                            valid.submission().organisation(),
                            valid.submission().id().value());
            case SubmissionReader.Result.Invalid invalid ->
                    throw new AssertionError(invalid.faults() + " in " + line);
        };
    }

    private static Map<?, ?> document(String file) {
        return Json.object(text(file));
    }

    private static String text(String file) {
        try (var in =
                ScenarioSummariesTest.class.getResourceAsStream("/events/scenarios/" + file)) {
            return new String(
                    Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
