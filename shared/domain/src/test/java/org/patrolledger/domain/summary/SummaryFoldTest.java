package org.patrolledger.domain.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.domain.Samples;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.catalogue.Place.Validity;
import org.patrolledger.domain.catalogue.Shift;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.submission.Submission;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.domain.time.ReportingPeriod.Kind;

class SummaryFoldTest {
    private static final OperationId GRIP = new OperationId("grip");
    private static final OperationId SPACE = new OperationId("safe-space");
    private static final Validity OPEN = validity("2021-04-01", null);

    private static final Catalogue CATALOGUE =
            new Catalogue(
                    List.of(
                            operation(
                                    GRIP,
                                    OPEN,
                                    place("harlow-town", OPEN),
                                    place("clacton", OPEN),
                                    place("ended", validity("2021-04-01", "2023-01-29")),
                                    place("until-monday", validity("2021-04-01", "2023-01-30")),
                                    place("from-sunday", validity("2023-02-05", null)),
                                    place("to-come", validity("2023-02-06", null))),
                            operation(SPACE, OPEN, place("clacton", OPEN), place("pier-gap", OPEN)),
                            operation(
                                    new OperationId("henderson"),
                                    validity("2022-01-01", "2022-12-31"),
                                    place("station", OPEN))),
                    List.of());

    private static Validity validity(String from, String until) {
        return new Validity(
                OperationalDay.parse(from), Optional.ofNullable(until).map(OperationalDay::parse));
    }

    private static Place place(String id, Validity validity) {
        return new Place(new PlaceId(id), id, "E07000076", validity);
    }

    private static Operation operation(OperationId id, Validity active, Place... places) {
        return new Operation(
                id,
                id.value(),
                1,
                active,
                List.of(new OrganisationId("essex-police")),
                List.of(places),
                List.of(
                        new Shift(
                                places[0].id(),
                                Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY),
                                LocalTime.of(4, 0),
                                LocalTime.of(8, 0))));
    }

    private static SummaryFold fold(OperationId operation, String id) {
        var kind = id.contains("W") ? Kind.WEEKLY : Kind.MONTHLY;
        var period = ReportingPeriod.parse(kind, id).orElseThrow();
        return new SummaryFold(new SummaryKey(period, operation), CATALOGUE);
    }

    private static Figures figures(SummaryFold fold, Stream<String> lines) {
        lines.map(Samples::submission)
                .sorted(Comparator.comparing(Submission::id))
                .map(Samples::revision)
                .forEach(fold::add);
        return fold.figures();
    }

    @Test
    void nothing_submitted_gives_zeros_for_every_place_valid_in_the_period() {
        var figures = fold(GRIP, "2023-W05").figures();
        assertThat(figures.measures()).isEqualTo(Measures.ZERO);
        assertThat(figures.places().keySet().stream().map(PlaceId::value))
                .containsExactly("clacton", "from-sunday", "harlow-town", "until-monday");
        assertThat(figures.places().values()).containsOnly(Measures.ZERO);
        assertThat(figures.breakdowns().keySet())
                .as("this operation lists no priorities")
                .containsExactlyElementsOf(EnumSet.complementOf(EnumSet.of(Breakdown.PRIORITY)));
        assertThat(figures.priorities()).isEmpty();
        assertThat(figures.breakdowns().values()).allMatch(Map::isEmpty);
        assertThat(figures.inputs()).isEqualTo(new Inputs(0, Digest.of("")));
        assertThat(figures.timeliness()).isEmpty();
    }

    @Test
    void a_submission_at_a_place_no_longer_valid_still_counts_there() {
        var figures = figures(fold(GRIP, "2023-W05"), Stream.of("robbery arrests=1 place=ended"));
        assertThat(figures.measures().get(Measure.ARRESTS)).isOne();
        assertThat(figures.places().get(new PlaceId("ended")).get(Measure.ARRESTS)).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "2023-W05, 2023-01-30T06:00:00Z, true",
        "2023-W05, 2023-01-30T05:59:59.999999999Z, false",
        "2023-W05, 2023-02-06T05:59:59.999999999Z, true",
        "2023-W05, 2023-02-06T06:00:00Z, false",
        "2023-02, 2023-02-01T06:00:00Z, true",
        "2023-02, 2023-02-01T05:59:59.999999999Z, false",
        "2023-02, 2023-03-01T05:59:59.999999999Z, true",
        "2023-02, 2023-03-01T06:00:00Z, false",
        // Summer: 06:00 is 05:00 UTC.
        "2023-W27, 2023-07-03T05:00:00Z, true",
        "2023-W27, 2023-07-03T04:59:59.999999999Z, false",
        "2023-03, 2023-04-01T04:59:59.999999999Z, true",
        "2023-03, 2023-04-01T05:00:00Z, false",
    })
    void a_period_takes_its_own_submissions_only(String id, String at, boolean own) {
        var revision = Samples.revision(Samples.submission("robbery at=" + at));
        var fold = fold(GRIP, id);
        if (own) {
            assertThat(fold.add(revision)).isPresent();
            assertThatThrownBy(() -> fold(GRIP, id).addNeighbour(revision))
                    .isInstanceOf(IllegalArgumentException.class);
        } else {
            fold.addNeighbour(revision);
            assertThatThrownBy(() -> fold.add(revision))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void an_operation_takes_its_own_submissions_only_and_all_operations_those_in_the_catalogue() {
        var space = Samples.revision(Samples.submission("robbery operation=safe-space"));
        var stranger = Samples.revision(Samples.submission("robbery operation=unheard-of"));
        assertThatThrownBy(() -> fold(GRIP, "2023-W05").add(space))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(fold(OperationId.ALL, "2023-W05").add(space)).isPresent();
        assertThatThrownBy(() -> fold(OperationId.ALL, "2023-W05").add(stranger))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void all_operations_covers_every_operation_whether_active_or_not() {
        var fold = fold(OperationId.ALL, "2023-W05");
        assertThat(fold.operations().stream().map(OperationId::value))
                .containsExactly("grip", "henderson", "safe-space");
        assertThat(fold.figures().places().keySet().stream().map(PlaceId::value))
                .doesNotContain("station")
                .contains("pier-gap", "clacton", "harlow-town");
        assertThat(fold(GRIP, "2023-W05").operations()).containsExactly(GRIP);
    }

    @Test
    void only_the_active_days_of_each_operation_are_read() {
        // Henderson ends on Saturday 31 December, a day before the week does.
        var days = fold(OperationId.ALL, "2022-W52").days();
        assertThat(days).hasSize(7 + 7 + 6).doesNotHaveDuplicates();
        assertThat(days)
                .filteredOn(it -> it.operation().value().equals("henderson"))
                .extracting(it -> it.day().toString())
                .startsWith("2022-12-26")
                .endsWith("2022-12-31");
        assertThat(fold(GRIP, "2023-02").days()).hasSize(28);
    }

    @Test
    void all_operations_adds_equal_places_and_unites_their_patrols() {
        var lines =
                List.of(
                        "foot-patrol place=clacton at=18:00-19:00 staff=officer:2",
                        "foot-patrol place=clacton at=18:30-19:30 operation=safe-space");
        var all = figures(fold(OperationId.ALL, "2023-W05"), lines.stream());
        var clacton = all.places().get(new PlaceId("clacton"));
        assertThat(clacton.get(Measure.PATROLS)).isEqualTo(2);
        assertThat(clacton.get(Measure.PATROL_MINUTES)).isEqualTo(90);
        assertThat(clacton.get(Measure.PERSON_MINUTES)).isEqualTo(180);
        assertThat(all.measures()).isEqualTo(clacton);
        var grip = figures(fold(GRIP, "2023-W05"), lines.stream().limit(1));
        assertThat(grip.measures().get(Measure.PATROL_MINUTES)).isEqualTo(60);
    }

    @Test
    void revisions_come_sorted_each_submission_once() {
        var revisions =
                IntStream.range(0, 2)
                        .mapToObj(i -> Samples.submission("robbery arrests=" + i))
                        .sorted(Comparator.comparing(Submission::id))
                        .map(Samples::revision)
                        .toList();
        var fold = fold(GRIP, "2023-W05");
        fold.add(revisions.get(1));
        assertThatThrownBy(() -> fold.add(revisions.get(0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fold.add(revisions.get(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_withdrawal_counts_for_timeliness_only() {
        var submission = Samples.submission("robbery arrests=1");
        var at = submission.over();
        var fold = fold(GRIP, "2023-W05");
        assertThat(fold.add(Samples.revision(submission, 2, at, at, true))).isEmpty();
        var figures = fold.figures();
        assertThat(figures.measures()).isEqualTo(Measures.ZERO);
        assertThat(figures.inputs().submissions()).isZero();
        assertThat(figures.timeliness().get(submission.organisation()).withdrawn()).isOne();
        assertThat(figures.sameAs(fold(GRIP, "2023-W05").figures())).isTrue();
    }

    @Test
    void a_line_of_the_lineage_says_which_revision_adds_what() {
        var submission = Samples.submission("foot-patrol at=18:00-18:20 staff=officer:2");
        var at = submission.over();
        var revision = Samples.revision(submission, 3, at, at, false);
        var line = fold(GRIP, "2023-W05").add(revision).orElseThrow();
        assertThat(line)
                .isEqualTo(
                        new LineageLine(
                                submission.id(),
                                3,
                                revision.digest(),
                                Optional.of(submission.day()),
                                Rules.contribution(submission, false)));
    }

    @Test
    void the_inputs_are_digested_as_the_contract_writes_them() {
        var revisions = new ArrayList<Revision>();
        for (int i = 0; i < 50; i++) {
            var submission = Samples.submission("robbery arrests=" + i);
            var at = submission.over();
            revisions.add(Samples.revision(submission, 1 + i % 12, at, at, i % 12 > 9));
        }
        revisions.sort(Comparator.comparing(it -> it.submission().id().value()));
        var fold = fold(GRIP, "2023-W05");
        var lines = new StringBuilder();
        int counted = 0;
        for (var it : revisions) {
            fold.add(it);
            if (!it.withdrawn()) {
                counted++;
                lines.append(
                        "%s %d %s\n".formatted(it.submission().id(), it.number(), it.digest()));
            }
        }
        assertThat(fold.figures().inputs()).isEqualTo(new Inputs(counted, Digest.of("" + lines)));
    }

    static IntStream seeds() {
        return IntStream.range(0, 30);
    }

    private static List<Revision> random(int seed, ReportingPeriod period) {
        var random = new Random(seed);
        var places = Stream.of("harlow-town", "clacton", "pier-gap").map(PlaceId::new).toList();
        var revisions = new ArrayList<Revision>();
        int number = random.nextInt(200);
        for (int i = 0; i < number; i++) {
            var submission =
                    Samples.random(
                            random,
                            random.nextBoolean() ? GRIP : SPACE,
                            places,
                            period.from(),
                            period.to());
            var first = submission.over().plusSeconds(random.nextInt(10 * 86_400));
            int revision = 1 + random.nextInt(3);
            revisions.add(
                    Samples.revision(
                            submission,
                            revision,
                            first,
                            first.plusSeconds(revision * 60L),
                            revision > 1 && random.nextInt(4) == 0));
        }
        return revisions;
    }

    /// Shards are read in pages and merged by id, as storage does it; how they were cut must not
    /// show.
    @ParameterizedTest
    @MethodSource("seeds")
    void figures_do_not_depend_on_shards_and_places_add_up(int seed) {
        var key =
                new SummaryKey(
                        ReportingPeriod.parse(Kind.WEEKLY, "2023-W05").orElseThrow(),
                        OperationId.ALL);
        var revisions = random(seed, key.period());
        var figures = new ArrayList<Figures>();
        for (int shards : List.of(1, 2, 8)) {
            var merged = merge(revisions, shards);
            assertThat(merged).hasSameSizeAs(revisions);
            var fold = new SummaryFold(key, CATALOGUE);
            merged.forEach(fold::add);
            figures.add(fold.figures());
        }
        assertThat(figures).containsOnly(figures.getFirst());
        for (var measure : Measure.values()) {
            assertThat(
                            figures.getFirst().places().values().stream()
                                    .mapToLong(it -> it.get(measure))
                                    .sum())
                    .as(measure.id())
                    .isEqualTo(figures.getFirst().measures().get(measure));
        }
    }

    /// Shards by hash, each sorted, merged by always taking the lowest head.
    private static List<Revision> merge(List<Revision> revisions, int shards) {
        var order = Comparator.comparing((Revision it) -> it.submission().id());
        var queues = new ArrayList<ArrayList<Revision>>();
        for (int shard = 0; shard < shards; shard++) {
            int own = shard;
            queues.add(
                    new ArrayList<>(
                            revisions.stream()
                                    .filter(it ->
                                            Math.floorMod(it.submission().id().hashCode(), shards)
                                                    == own)
                                    .sorted(order)
                                    .toList()));
        }
        var merged = new ArrayList<Revision>();
        while (merged.size() < revisions.size()) {
            merged.add(
                    queues.stream()
                            .filter(it -> !it.isEmpty())
                            .min(Comparator.comparing(ArrayList::getFirst, order))
                            .orElseThrow()
                            .removeFirst());
        }
        return merged;
    }

    /// Summaries of the operations add up to that of all of them, but for patrol minutes at the
    /// three places: time that operations share there counts once, and is truncated once.
    @ParameterizedTest
    @MethodSource("seeds")
    void all_operations_is_the_sum_of_operations(int seed) {
        var period = ReportingPeriod.parse(Kind.MONTHLY, "2023-02").orElseThrow();
        var revisions = merge(random(seed, period), 1);
        var all = new SummaryFold(new SummaryKey(period, OperationId.ALL), CATALOGUE);
        revisions.forEach(all::add);
        var sums = new Measures.Sums();
        for (var operation : List.of(GRIP, SPACE)) {
            var fold = new SummaryFold(new SummaryKey(period, operation), CATALOGUE);
            revisions.stream()
                    .filter(it -> it.submission().operation().equals(operation))
                    .forEach(fold::add);
            sums.add(fold.figures().measures());
        }
        for (var measure : Measure.values()) {
            long whole = all.figures().measures().get(measure);
            long parts = sums.measures().get(measure);
            if (measure.isSum()) {
                assertThat(whole).as(measure.id()).isEqualTo(parts);
            } else {
                assertThat(whole).as(measure.id()).isBetween(parts / 2, parts + 3);
            }
        }
    }

    @Test
    void neighbours_report_shifts_and_add_nothing_else() {
        // Shifts at harlow-town on Monday and Sunday, 04:00 to 08:00 the next morning.
        var fold = fold(GRIP, "2023-W05");
        assertThat(fold.neighbours().stream().map(it -> it.day().toString()))
                .containsExactly("2023-01-29", "2023-02-06");
        var sunday = Samples.submission("foot-patrol at=2023-02-06T07:59:00Z/2023-02-06T09:00:00Z");
        var at = sunday.over();
        fold.addNeighbour(Samples.revision(sunday, 2, at, at, true));
        fold.addNeighbour(Samples.revision(Samples.submission("robbery at=2023-02-06T07:00:00Z")));
        assertThat(fold.figures().coverage().reported()).isZero();
        fold.addNeighbour(Samples.revision(sunday));
        var figures = fold.figures();
        assertThat(figures.coverage().reported()).isOne();
        assertThat(figures.coverage().missing())
                .containsExactly(
                        new Coverage.Missing(
                                new PlaceId("harlow-town"), OperationalDay.parse("2023-01-30")));
        assertThat(figures.measures()).isEqualTo(Measures.ZERO);
        assertThat(figures.inputs().submissions()).isZero();
        assertThat(figures.timeliness()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-W05", "2023-01", "2023-02", "2023-03", "2020-W53", "2024-12"})
    void lateness_is_that_of_the_submissions_own_week_in_any_period(String id) {
        var kind = id.contains("W") ? Kind.WEEKLY : Kind.MONTHLY;
        var period = ReportingPeriod.parse(kind, id).orElseThrow();
        period.days()
                .forEach(day -> {
                    var submission = Samples.submission("robbery at=" + day.start());
                    Instant due = day.week().publishedAt();
                    for (int late : List.of(0, 1)) {
                        var at = due.plusMillis(late);
                        var revision = Samples.revision(submission, 1, at, at, false);
                        var fold =
                                new SummaryFold(new SummaryKey(period, OperationId.ALL), CATALOGUE);
                        fold.add(revision);
                        var timeliness = fold.figures().timeliness().get(submission.organisation());
                        assertThat(timeliness.late()).as("%s", day).isEqualTo(late);
                        assertThat(timeliness.onTime()).isEqualTo(1 - late);
                        assertThat(revision.late()).isEqualTo(late == 1);
                    }
                });
    }
}
