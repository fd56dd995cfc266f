package org.patrolledger.domain.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.domain.time.ReportingPeriod.Kind;

class EditionTest {
    private static final SummaryKey WEEK = key(Kind.WEEKLY, "2023-W05", "grip");

    private static SummaryKey key(Kind kind, String period, String operation) {
        return new SummaryKey(
                ReportingPeriod.parse(kind, period).orElseThrow(), new OperationId(operation));
    }

    @ParameterizedTest
    @CsvSource({
        "WEEKLY, 2023-W05, grip, 1, summaries/weekly/2023-W05/grip/edition-0001/",
        "WEEKLY, 2020-W53, all-operations, 12, summaries/weekly/2020-W53/all-operations/edition-0012/",
        "MONTHLY, 2023-02, safe-space, 9999, summaries/monthly/2023-02/safe-space/edition-9999/",
        "MONTHLY, 2023-02, grip, 10000, summaries/monthly/2023-02/grip/edition-10000/",
        "MONTHLY, 2023-02, grip, 999999999, summaries/monthly/2023-02/grip/edition-999999999/",
    })
    void an_edition_lies_at_its_path(
            Kind kind, String period, String operation, int number, String path) {
        var edition = new EditionKey(key(kind, period, operation), number);
        assertThat(edition.path()).isEqualTo(path).startsWith(edition.summary().path());
        assertThat(EditionKey.parse(path)).contains(edition);
        assertThat("summaries/" + edition + "/").isEqualTo(path);
        assertThat(edition.next()).isEqualTo(new EditionKey(edition.summary(), number + 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "summaries/weekly/2023-W05/grip/edition-0001",
                "summaries/weekly/2023-W05/grip/edition-0001/manifest.json",
                "summaries/weekly/2023-W05/grip/edition-0000/",
                "summaries/weekly/2023-W05/grip/edition-1/",
                "summaries/weekly/2023-W05/grip/edition-00001/",
                "summaries/weekly/2023-W05/grip/edition-٠٠٠١/",
                "summaries/weekly/2023-W05/grip/edition-9999999999/",
                "summaries/weekly/2023-W53/grip/edition-0001/",
                "summaries/weekly/2023-02/grip/edition-0001/",
                "summaries/monthly/2023-W05/grip/edition-0001/",
                "summaries/monthly/2023-13/grip/edition-0001/",
                "summaries/daily/2023-02-03/grip/edition-0001/",
                "summaries/weekly/2023-W05/Grip/edition-0001/",
                "summaries/weekly/2023-W05/../edition-0001/",
                "summaries/weekly/2023-W05/grip/more/edition-0001/",
                "/summaries/weekly/2023-W05/grip/edition-0001/",
                "staging/weekly/2023-W05/grip/edition-0001/"
            })
    void any_other_path_is_of_no_edition(String path) {
        assertThat(EditionKey.parse(path)).isEmpty();
    }

    @Test
    void paths_are_written_in_ascii_whatever_the_default_locale() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(new EditionKey(WEEK, 7).path())
                    .isEqualTo("summaries/weekly/2023-W05/grip/edition-0007/");
            assertThat(Status.FINAL.id()).isEqualTo("final");
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(Measure.ARRESTS.id()).isEqualTo("arrests");
            assertThat(Stream.of(PublishRequest.Reason.values()).map(PublishRequest.Reason::id))
                    .containsExactly("schedule", "backfill", "change", "final", "reconcile");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void editions_are_numbered_from_1() {
        assertThatThrownBy(() -> new EditionKey(WEEK, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_key_of_another_period_is_of_the_same_operation() {
        assertThat(WEEK.of(WEEK.period().previous()))
                .isEqualTo(key(Kind.WEEKLY, "2023-W04", "grip"));
        assertThat(WEEK).hasToString("weekly/2023-W05/grip");
    }

    @Test
    void a_chain_grows_link_by_link() {
        var link = new ChainHead.Link(new EditionKey(WEEK, 1), Digest.of("manifest"), "staging/1/");
        var head = ChainHead.NONE.next(link);
        assertThat(head).isEqualTo(new ChainHead(1, Optional.of(link)));
        assertThat(head.next(link).sequence()).isEqualTo(2);
        assertThat(ChainHead.NONE).isEqualTo(new ChainHead(0, Optional.empty()));
        assertThatThrownBy(() -> new ChainHead(0, Optional.of(link)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChainHead(1, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChainHead(-1, Optional.of(link)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "WEEKLY, 2023-W05, 2023-02-06T06:30:00Z, PROVISIONAL",
        "WEEKLY, 2023-W05, 2023-02-20T05:59:59.999999999Z, PROVISIONAL",
        "WEEKLY, 2023-W05, 2023-02-20T06:00:00Z, FINAL",
        "MONTHLY, 2023-02, 2023-03-15T05:59:59.999999999Z, PROVISIONAL",
        "MONTHLY, 2023-02, 2023-03-15T06:00:00Z, FINAL",
        // Fourteen days by the clock, across its change.
        "WEEKLY, 2023-W11, 2023-04-03T04:59:59.999999999Z, PROVISIONAL",
        "WEEKLY, 2023-W11, 2023-04-03T05:00:00Z, FINAL",
    })
    void a_summary_is_provisional_until_14_days_after_its_period(
            Kind kind, String period, Instant at, Status status) {
        assertThat(Status.of(key(kind, period, "grip").period(), at)).isEqualTo(status);
    }

    private static Figures figures() {
        var place = new PlaceId("harlow-town");
        var measures = Measures.of(Map.of(Measure.ARRESTS, 1L));
        var values = new TreeMap<>(Map.of("robbery", 1L));
        return new Figures(
                measures,
                new TreeMap<>(Map.of(Breakdown.CATEGORY, values)),
                new TreeMap<>(Map.of(place, measures)),
                new TreeMap<>(),
                new Coverage(1, 0, List.of(new Coverage.Missing(place, WEEK.period().first()))),
                new Inputs(1, Digest.of("one")),
                new TreeMap<>());
    }

    @Test
    void figures_hold_unless_what_submissions_make_of_them_differs() {
        var one = figures();
        var measures = Measures.of(Map.of(Measure.ARRESTS, 2L));
        var place = new PlaceId("harlow-town");
        var timely =
                new TreeMap<>(
                        Map.of(
                                new OrganisationId("essex-police"),
                                new Timeliness(1, 0, 0, 0, OptionalLong.of(3))));
        assertThat(one.sameAs(figures())).isTrue();
        assertThat(
                        one.sameAs(
                                new Figures(
                                        one.measures(),
                                        one.breakdowns(),
                                        one.places(),
                                        new TreeMap<>(),
                                        one.coverage(),
                                        one.inputs(),
                                        timely)))
                .isTrue();
        assertThat(
                        Stream.of(
                                new Figures(
                                        measures,
                                        one.breakdowns(),
                                        one.places(),
                                        new TreeMap<>(),
                                        one.coverage(),
                                        one.inputs(),
                                        one.timeliness()),
                                new Figures(
                                        one.measures(),
                                        new TreeMap<>(),
                                        one.places(),
                                        new TreeMap<>(),
                                        one.coverage(),
                                        one.inputs(),
                                        one.timeliness()),
                                new Figures(
                                        one.measures(),
                                        one.breakdowns(),
                                        new TreeMap<>(Map.of(place, measures)),
                                        new TreeMap<>(),
                                        one.coverage(),
                                        one.inputs(),
                                        one.timeliness()),
                                new Figures(
                                        one.measures(),
                                        one.breakdowns(),
                                        one.places(),
                                        new TreeMap<>(),
                                        new Coverage(1, 1, List.of()),
                                        one.inputs(),
                                        one.timeliness()),
                                new Figures(
                                        one.measures(),
                                        one.breakdowns(),
                                        one.places(),
                                        new TreeMap<>(),
                                        one.coverage(),
                                        new Inputs(1, Digest.of("other")),
                                        one.timeliness())))
                .noneMatch(one::sameAs);
    }

    @Test
    void a_place_or_shift_added_to_the_catalogue_is_no_reason_to_publish_again() {
        var one = figures();
        var place = new PlaceId("harlow-town");
        var places = new TreeMap<>(one.places());
        places.put(new PlaceId("new-place"), Measures.ZERO);
        var missing = new Coverage.Missing(place, WEEK.period().first());
        var morePlaces =
                new Figures(
                        one.measures(),
                        one.breakdowns(),
                        places,
                        new TreeMap<>(),
                        one.coverage(),
                        one.inputs(),
                        one.timeliness());
        var moreShifts =
                new Figures(
                        one.measures(),
                        one.breakdowns(),
                        one.places(),
                        new TreeMap<>(),
                        new Coverage(2, 0, List.of(missing, missing)),
                        one.inputs(),
                        one.timeliness());
        assertThat(morePlaces.sameAs(one)).isTrue();
        assertThat(one.sameAs(morePlaces)).isTrue();
        assertThat(moreShifts.sameAs(one)).isTrue();
        assertThat(one.sameAs(moreShifts)).isTrue();
    }

    @Test
    void figures_cannot_be_changed_afterwards() {
        var values = new TreeMap<>(Map.of("robbery", 1L));
        var breakdowns =
                new TreeMap<Breakdown, SortedMap<String, Long>>(Map.of(Breakdown.CATEGORY, values));
        var one = figures();
        var figures =
                new Figures(
                        one.measures(),
                        breakdowns,
                        one.places(),
                        new TreeMap<>(),
                        one.coverage(),
                        one.inputs(),
                        one.timeliness());
        values.put("burglary", 1L);
        breakdowns.clear();
        assertThat(figures).isEqualTo(one);
        assertThatThrownBy(() -> figures.places().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> figures.breakdowns().get(Breakdown.CATEGORY).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void a_summary_is_compared_with_as_the_edition_it_is() {
        var edition = new EditionKey(WEEK, 3);
        var summary =
                new Summary(
                        edition,
                        Status.FINAL,
                        figures(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of());
        assertThat(summary.asComparison())
                .isEqualTo(new Summary.Comparison(edition, figures().measures(), new TreeMap<>()));
    }

    @Test
    void inputs_are_digested_in_order_of_ids_as_text_and_each_once() {
        var low = SubmissionId.of(new UUID(1, 1));
        var high = SubmissionId.of(new UUID(-1, 1));
        var body = Digest.of("body");
        var running = new Inputs.Running();
        running.add(low, 1, body);
        running.add(high, 12, body);
        assertThat(running.inputs())
                .isEqualTo(
                        new Inputs(
                                2,
                                Digest.of(
                                        low + " 1 " + body + "\n" + high + " 12 " + body + "\n")));
        for (var again : List.of(low, high)) {
            var inputs = new Inputs.Running();
            inputs.add(high, 1, body);
            assertThatThrownBy(() -> inputs.add(again, 1, body))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new Inputs.Running().inputs())
                .isEqualTo(
                        new Inputs(
                                0,
                                new Digest(
                                        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca49599"
                                                + "1b7852b855")));
    }
}
