package org.patrolledger.verifier.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Place.Validity;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.Coverage;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Figures;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.Manifest.CatalogueVersion;
import org.patrolledger.formats.change.Change;
import org.patrolledger.formats.change.Change.Cause;
import org.patrolledger.formats.change.Figure;
import org.patrolledger.testing.Sample;

/// What somebody who holds the key could publish though it is not so: [SampleArchive#rich] with one
/// thing wrong, everything else made to agree with it, and signed.
final class Forgeries {
    private static final int WEEK_BEFORE = 1;
    private static final int WEEK = 2;
    private static final int MONTH = 3;
    private static final int WEEK_AGAIN = 4;
    private static final int WEEK_OF_ALL = 6;

    private static final PlaceId GRAYS = new PlaceId("grays-town-centre");
    private static final PlaceId CHELMSFORD = new PlaceId("chelmsford-rail-station");
    private static final OperationalDay FRIDAY = OperationalDay.parse("2023-02-03");

    private Forgeries() {}

    /// One thing wrong.
    ///
    /// @param name a slug
    /// @param shownBy the part of a verification that finds it; `rendering` needs the program that
    ///   makes page and workbook
    /// @param found what the finding says
    /// @param forge what is done before the archive is signed
    record Forgery(String name, String shownBy, String found, Consumer<SampleArchive> forge) {
        SampleArchive archive() {
            var archive = SampleArchive.rich();
            forge.accept(archive);
            return archive;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Forgery> all() {
        return Stream.of(
                        lines(),
                        figures(),
                        coverage(),
                        publication(),
                        comparisons(),
                        history(),
                        changes(),
                        files(),
                        catalogue())
                .flatMap(List::stream);
    }

    private static Forgery line(String name, String found, String old, String now) {
        return new Forgery(name, "lines", found, it -> it.edition(WEEK).forge(old, now));
    }

    /// Lines that no submission can have.
    private static List<Forgery> lines() {
        return List.of(
                line(
                        "a-line-that-counts-forty",
                        "counts as another number than one",
                        "\"submissions\":1",
                        "\"submissions\":40"),
                line(
                        "an-engagement-with-arrests",
                        "is an engagement with arrests",
                        "{\"engagements\":1",
                        "{\"arrests\":2,\"engagements\":1"),
                line(
                        "an-incident-with-people-engaged",
                        "is an incident with people-engaged",
                        "\"incidents\":1,",
                        "\"incidents\":1,\"people-engaged\":5,"),
                line(
                        "a-patrol-four-years-before-its-period",
                        "is a patrol of another period",
                        "\"2023-02-03T1",
                        "\"2019-02-03T1"),
                line(
                        "a-day-of-another-period",
                        "is of a day of another period",
                        "\"day\":\"2023-02-04\"",
                        "\"day\":\"2023-02-14\""),
                line(
                        "a-patrol-of-another-day-than-its-own",
                        "is a patrol of another day than its own",
                        "\"day\":\"2023-02-03\"",
                        "\"day\":\"2023-02-02\""),
                line("a-line-without-its-day", "has no day", "\"day\":\"2023-02-04\",", ""),
                line(
                        "a-breakdown-unlike-its-measure",
                        "adds other figures to engagements",
                        "{\"foot-patrol\":1}",
                        "{\"foot-patrol\":3}"),
                line(
                        "searches-unlike-their-breakdowns",
                        "adds other figures to stop-searches than to the breakdown",
                        "\"stop-searches\":2",
                        "\"stop-searches\":3"),
                line(
                        "an-activity-that-no-form-has",
                        "that no form can have",
                        "\"foot-patrol\"",
                        "\"jet-patrol\""),
                line(
                        "person-minutes-of-half-a-person",
                        "has person-minutes that no number of people make",
                        "\"person-minutes\":120",
                        "\"person-minutes\":90"),
                line(
                        "a-visit-that-was-too-short",
                        "counts otherwise as a visit",
                        "\"patrols\":1,\"people",
                        "\"patrols\":1,\"patrols-of-15-minutes\":1,\"people"),
                line(
                        "a-patrol-of-thirty-hours",
                        "lasts longer than a day",
                        "\"to\":\"2023-02-03T19:00:00Z\"",
                        "\"to\":\"2023-02-05T00:00:00Z\""),
                line(
                        "a-submission-of-another-operation",
                        "names a submission of another operation",
                        "\"operation\":\"grip\"",
                        "\"operation\":\"henderson\""),
                new Forgery(
                        "a-line-that-is-there-twice",
                        "lines",
                        "is no lineage",
                        it -> {
                            var lineage = text(it.edition(WEEK), EditionFile.LINEAGE);
                            var line = lineage.substring(0, lineage.indexOf('\n') + 1);
                            it.edition(WEEK).replace(EditionFile.LINEAGE, line, line + line);
                        }),
                new Forgery(
                        "lines-out-of-order",
                        "lines",
                        "is no lineage",
                        it -> {
                            var lines =
                                    text(it.edition(WEEK), EditionFile.LINEAGE).split("(?<=\n)");
                            it.edition(WEEK)
                                    .replace(
                                            EditionFile.LINEAGE,
                                            lines[0] + lines[1],
                                            lines[1] + lines[0]);
                        }));
    }

    private static String text(SampleArchive.Edition edition, EditionFile file) {
        return new String(edition.files.get(file), UTF_8);
    }

    private static Forgery stated(String name, String found, String old, String now) {
        return new Forgery(name, "figures", found, it -> it.edition(WEEK).restate(old, now));
    }

    /// Figures that the lineage does not give.
    private static List<Forgery> figures() {
        return List.of(
                stated(
                        "an-arrest-more",
                        "states 4 arrests in total",
                        "\"arrests\":3",
                        "\"arrests\":4"),
                stated(
                        "an-arrest-fewer-at-a-place",
                        "states 1 arrests at grays-town-centre",
                        "\"grays-town-centre\":{\"measures\":{\"arrests\":2",
                        "\"grays-town-centre\":{\"measures\":{\"arrests\":1"),
                stated(
                        "another-value-of-a-breakdown",
                        "breaks concerns-raised down otherwise",
                        "\"cctv\":1",
                        "\"hate\":1"),
                stated(
                        "a-priority-with-arrests-that-nobody-made",
                        "states 5 arrests for the priority spiking",
                        "\"spiking\":{\"measures\":{\"arrests\":0",
                        "\"spiking\":{\"measures\":{\"arrests\":5"),
                stated(
                        "another-count-of-a-priority",
                        "breaks priority down otherwise",
                        "\"priority\":{\"antisocial-behaviour\":2",
                        "\"priority\":{\"antisocial-behaviour\":3"),
                stated(
                        "another-number-of-inputs",
                        "counts other submissions than its lineage names",
                        "\"submissions\":6},",
                        "\"submissions\":7},"),
                stated(
                        "more-on-time-than-submitted",
                        "gives timeliness of other submissions of essex-police",
                        "\"onTime\":5",
                        "\"onTime\":6"),
                stated(
                        "corrections-kept-quiet-in-timeliness",
                        "gives timeliness of other submissions of essex-police",
                        "\"revised\":1",
                        "\"revised\":0"),
                stated(
                        "a-summary-of-another-week",
                        "is of weekly/2023-W06",
                        "\"from\":\"2023-01-30T06:00:00Z\",\"id\":\"2023-W05\",\"kind\":\"week\",\"to\":\"2023-02-06T06:00:00Z\"",
                        "\"from\":\"2023-02-06T06:00:00Z\",\"id\":\"2023-W06\",\"kind\":\"week\",\"to\":\"2023-02-13T06:00:00Z\""));
    }

    private static Forgery covered(String name, String found, UnaryOperator<Coverage> change) {
        return new Forgery(name, "catalogue", found, it -> it.edition(WEEK).coverage(change));
    }

    /// Shifts, places and priorities that the catalogue does not have.
    private static List<Forgery> coverage() {
        return List.of(
                covered(
                        "a-shift-fewer-expected",
                        "where its catalogue has",
                        it ->
                                new Coverage(
                                        it.expected() - 1,
                                        it.reported(),
                                        it.missing().subList(1, it.missing().size()))),
                covered(
                        "a-shift-reported-by-nobody",
                        "no engagement can have reported so many",
                        it ->
                                new Coverage(
                                        it.expected(),
                                        it.reported() + 1,
                                        it.missing().stream()
                                                .filter(shift ->
                                                        !shift.equals(
                                                                new Coverage.Missing(
                                                                        GRAYS, FRIDAY)))
                                                .toList())),
                covered(
                        "a-shift-missing-that-was-patrolled",
                        "its patrols and its catalogue leave fewer",
                        it -> {
                            var missing = new ArrayList<>(it.missing());
                            missing.addFirst(
                                    new Coverage.Missing(
                                            CHELMSFORD, OperationalDay.parse("2023-01-31")));
                            return new Coverage(it.expected(), it.reported() - 1, missing);
                        }),
                new Forgery(
                        "a-quiet-place-left-out",
                        "catalogue",
                        "has other places than its catalogue",
                        it ->
                                it.edition(WEEK_BEFORE)
                                        .figures(figures -> {
                                            var places = new TreeMap<>(figures.places());
                                            places.remove(CHELMSFORD);
                                            return with(figures, places, figures.priorities());
                                        })),
                new Forgery(
                        "a-place-that-its-catalogue-lacks",
                        "catalogue",
                        "has other places than its catalogue",
                        it ->
                                it.edition(WEEK)
                                        .figures(figures -> {
                                            var places = new TreeMap<>(figures.places());
                                            places.put(
                                                    new PlaceId("harlow-town-centre"),
                                                    Measures.ZERO);
                                            return with(figures, places, figures.priorities());
                                        })),
                new Forgery(
                        "a-priority-left-out",
                        "catalogue",
                        "has other priorities than its catalogue",
                        it ->
                                it.edition(WEEK)
                                        .figures(figures -> {
                                            var priorities = new TreeMap<>(figures.priorities());
                                            priorities.remove(new PriorityId("spiking"));
                                            return with(figures, figures.places(), priorities);
                                        })),
                new Forgery(
                        "a-submission-of-a-place-that-its-operation-lacks",
                        "catalogue",
                        "is of a place that its operation did not have that day",
                        it ->
                                it.edition(WEEK)
                                        .forge(
                                                "\"chelmsford-rail-station\"",
                                                "\"harlow-town-centre\"")),
                new Forgery(
                        "a-submission-of-an-operation-that-nobody-runs",
                        "catalogue",
                        "is of an operation that was not active that day",
                        it ->
                                it.edition(WEEK_OF_ALL)
                                        .forge(
                                                "\"operation\":\"safe-space\"",
                                                "\"operation\":\"henderson\"")));
    }

    private static Figures with(
            Figures it,
            SortedMap<PlaceId, Measures> places,
            SortedMap<PriorityId, Measures> priorities) {
        return new Figures(
                it.measures(),
                it.breakdowns(),
                places,
                priorities,
                it.coverage(),
                it.inputs(),
                it.timeliness());
    }

    private static Forgery published(String name, String found, Consumer<SampleArchive> forge) {
        return new Forgery(name, "publication", found, forge);
    }

    /// Moments and states that cannot have been.
    private static List<Forgery> publication() {
        return List.of(
                published(
                        "a-week-published-before-it-ended",
                        "before its period was due",
                        it ->
                                it.edition(WEEK)
                                        .published(Sample.WEEK.publishedAt().minusSeconds(1))),
                published(
                        "a-clock-that-runs-backwards",
                        "was published before monthly/2023-02/grip/edition-0001",
                        it ->
                                it.edition(WEEK_AGAIN)
                                        .published(Sample.MONTH.publishedAt().minusSeconds(1))),
                published(
                        "a-status-turned-final-too-early",
                        "is final, which it was not on that day",
                        it -> it.edition(MONTH).status(Status.FINAL)),
                published(
                        "a-status-turned-back",
                        "is provisional, which it was not on that day",
                        it -> it.edition(WEEK_AGAIN).status(Status.PROVISIONAL)),
                new Forgery(
                        "another-status-in-the-summary",
                        "figures",
                        "has another status than its manifest",
                        it -> {
                            it.edition(MONTH).status(Status.FINAL);
                            it.edition(MONTH).status = Status.PROVISIONAL;
                        }),
                new Forgery(
                        "a-correction-of-what-was-not-final",
                        "chain",
                        "says wrongly whether it corrects",
                        it -> it.edition(WEEK_AGAIN).correction = true),
                new Forgery(
                        "a-first-edition-that-corrects",
                        "chain",
                        "corrects nothing",
                        it -> it.edition(WEEK).correction = true));
    }

    private static EditionKey weekBefore(int edition) {
        return new EditionKey(new SummaryKey(Sample.WEEK.previous(), Sample.GRIP), edition);
    }

    /// Comparisons with what was not there, was not so, or was left out.
    private static List<Forgery> comparisons() {
        return List.of(
                published(
                        "a-comparison-with-an-edition-that-is-not-there",
                        "was not the newest edition before it in the chain",
                        it -> {
                            var twice =
                                    new Summary.Comparison(
                                            weekBefore(2), Measures.ZERO, new TreeMap<>());
                            it.edition(WEEK)
                                    .compared(Optional.of(twice), Optional.empty(), List.of(twice));
                        }),
                published(
                        "a-comparison-with-a-year-that-is-not-there",
                        "was not the newest edition before it in the chain",
                        it -> {
                            var summary = it.edition(WEEK).summary();
                            var year = Sample.WEEK.yearEarlier().orElseThrow();
                            it.edition(WEEK)
                                    .compared(
                                            summary.previous(),
                                            Optional.of(
                                                    new Summary.Comparison(
                                                            new EditionKey(
                                                                    new SummaryKey(
                                                                            year, Sample.GRIP),
                                                                    1),
                                                            Measures.ZERO)),
                                            summary.trend());
                        }),
                new Forgery(
                        "a-comparison-with-other-figures",
                        "figures",
                        "compares with other figures than",
                        it -> {
                            var summary = it.edition(WEEK).summary();
                            var sums = new Measures.Sums();
                            sums.add(summary.previous().orElseThrow().measures());
                            sums.add(Measure.ARRESTS, 7);
                            var other =
                                    new Summary.Comparison(
                                            weekBefore(1),
                                            sums.measures(),
                                            summary.previous().orElseThrow().priorities());
                            it.edition(WEEK)
                                    .compared(Optional.of(other), Optional.empty(), List.of(other));
                        }),
                new Forgery(
                        "a-comparison-with-other-priorities",
                        "figures",
                        "compares with other figures than",
                        it -> {
                            var summary = it.edition(WEEK).summary();
                            var other =
                                    new Summary.Comparison(
                                            weekBefore(1),
                                            summary.previous().orElseThrow().measures());
                            it.edition(WEEK)
                                    .compared(Optional.of(other), Optional.empty(), List.of(other));
                        }),
                new Forgery(
                        "a-comparison-left-out",
                        "catalogue",
                        "does not compare with",
                        it ->
                                it.edition(WEEK)
                                        .compared(Optional.empty(), Optional.empty(), List.of())),
                new Forgery(
                        "a-trend-left-out",
                        "catalogue",
                        "does not compare with",
                        it ->
                                it.edition(WEEK)
                                        .compared(
                                                it.edition(WEEK).summary().previous(),
                                                Optional.empty(),
                                                List.of())),
                new Forgery(
                        "a-trend-of-other-periods",
                        "figures",
                        "looks back on other periods",
                        it -> {
                            var summary = it.edition(WEEK).summary();
                            var itself =
                                    new Summary.Comparison(
                                            summary.edition(),
                                            summary.figures().measures(),
                                            summary.figures().priorities());
                            it.edition(WEEK)
                                    .compared(
                                            summary.previous(),
                                            Optional.empty(),
                                            List.of(summary.trend().getFirst(), itself));
                        }));
    }

    /// What several summaries say otherwise of one submission.
    private static List<Forgery> history() {
        return List.of(
                new Forgery(
                        "an-edition-that-goes-back-to-an-earlier-revision",
                        "history",
                        "goes back to an earlier revision",
                        it -> {
                            it.edition(WEEK_AGAIN).forge("\"revision\":3", "\"revision\":1");
                            it.edition(WEEK_AGAIN).restate("\"revised\":1", "\"revised\":0");
                        }),
                new Forgery(
                        "a-revision-with-two-digests",
                        "history",
                        "has another digest of",
                        it -> {
                            var line = text(it.edition(MONTH), EditionFile.LINEAGE);
                            int at = line.indexOf("sha256:");
                            it.edition(MONTH)
                                    .forge(
                                            line.substring(at, at + 71),
                                            Digest.of("another").value());
                        }),
                new Forgery(
                        "a-revision-that-counts-otherwise-in-the-month",
                        "history",
                        "otherwise than in",
                        it -> it.edition(MONTH).forge("\"arrests\":3", "\"arrests\":30")),
                new Forgery(
                        "a-revision-that-counts-otherwise-in-all-operations",
                        "history",
                        "otherwise than in",
                        it -> it.edition(WEEK_OF_ALL).forge("\"arrests\":2", "\"arrests\":20")));
    }

    private static Forgery changed(String name, String found, UnaryOperator<Change> change) {
        return new Forgery(
                name,
                "changes",
                found,
                it -> {
                    var edition = it.edition(WEEK_AGAIN);
                    edition.changes = edition.changes.stream().map(change).toList();
                });
    }

    private static Change by(Change it, Cause cause) {
        return new Change(
                it.figure(),
                it.was(),
                it.now(),
                it.share(),
                cause,
                cause == Cause.RULES || cause == Cause.CATALOGUE ? List.of() : it.submissions());
    }

    /// Changes and causes that the editions do not show.
    private static List<Forgery> changes() {
        return List.of(
                new Forgery(
                        "changes-kept-quiet",
                        "changes",
                        "says otherwise what changed",
                        it -> it.edition(WEEK_AGAIN).changes = List.of()),
                new Forgery(
                        "changes-of-places-kept-quiet",
                        "changes",
                        "says otherwise what changed",
                        it -> {
                            var edition = it.edition(WEEK_AGAIN);
                            edition.changes =
                                    edition.changes.stream()
                                            .filter(change ->
                                                    !(change.figure()
                                                                    instanceof
                                                                    Figure.Measured measured)
                                                            || measured.place().isEmpty())
                                            .toList();
                        }),
                new Forgery(
                        "changes-of-a-first-edition",
                        "changes",
                        "changes nothing, yet says so",
                        it -> it.edition(MONTH).changes = it.edition(WEEK_AGAIN).changes),
                changed(
                        "a-late-report-called-a-correction",
                        "says otherwise what changed",
                        it -> it.cause() == Cause.LATE ? by(it, Cause.REVISED) : it),
                changed(
                        "a-correction-called-a-change-of-rules",
                        "says otherwise what changed",
                        it -> it.cause() == Cause.REVISED ? by(it, Cause.RULES) : it),
                changed(
                        "a-late-report-called-a-change-of-the-catalogue",
                        "names the cause catalogue",
                        it -> it.figure() instanceof Figure.Covered ? by(it, Cause.CATALOGUE) : it),
                changed(
                        "coverage-with-another-share",
                        "says otherwise how its coverage changed",
                        it ->
                                it.figure() instanceof Figure.Covered
                                        ? new Change(
                                                it.figure(),
                                                it.was(),
                                                it.now(),
                                                it.share() + 1,
                                                it.cause(),
                                                it.submissions())
                                        : it));
    }

    private static Forgery rendered(String name, EditionFile file, String old, String now) {
        return new Forgery(
                name,
                "rendering",
                "is not what the figures and the catalogue give",
                it -> it.edition(WEEK).alter(file, old, now));
    }

    /// Files that say something else than `summary.json`.
    private static List<Forgery> files() {
        return List.of(
                new Forgery(
                        "another-figure-in-the-table",
                        "figures",
                        "does not say what summary.json says",
                        it ->
                                it.edition(WEEK)
                                        .replace(
                                                EditionFile.SUMMARY_CSV,
                                                ",arrests,,,3",
                                                ",arrests,,,4")),
                new Forgery(
                        "another-description-of-the-table",
                        "figures",
                        "does not say what summary.json says",
                        it ->
                                it.edition(WEEK)
                                        .replace(
                                                EditionFile.SUMMARY_CSV_METADATA,
                                                "The figure",
                                                "A figure")),
                new Forgery(
                        "a-space-in-the-summary",
                        "figures",
                        "is not as the ledger writes summaries",
                        it ->
                                it.edition(WEEK)
                                        .replace(
                                                EditionFile.SUMMARY_JSON,
                                                "\"edition\":1,\"inputs",
                                                "\"edition\": 1,\"inputs")),
                new Forgery(
                        "a-space-in-the-lineage",
                        "figures",
                        "not as the ledger writes it",
                        it ->
                                it.edition(WEEK)
                                        .replace(
                                                EditionFile.LINEAGE,
                                                "\"revision\":1",
                                                "\"revision\": 1")),
                rendered(
                        "another-figure-on-the-page",
                        EditionFile.SUMMARY_HTML,
                        "grays-town-centre",
                        "grays-town-fringe"),
                rendered(
                        "another-word-on-the-page",
                        EditionFile.SUMMARY_HTML,
                        "rovisional",
                        "ositive"),
                rendered(
                        "another-cell-of-the-workbook",
                        EditionFile.SUMMARY_XLSX,
                        "grays-town-centre",
                        "grays-town-fringe"),
                new Forgery(
                        "another-name-in-the-table",
                        "rendering",
                        "is not what the figures and the catalogue give",
                        it ->
                                it.edition(WEEK)
                                        .replace(
                                                EditionFile.SUMMARY_CSV,
                                                "Place grays-town-centre",
                                                "Place of grays")));
    }

    private static Catalogue with(Operation operation) {
        var all = new ArrayList<Operation>();
        all.add(operation);
        RichSample.CATALOGUE.operations().stream()
                .filter(it -> !it.id().equals(operation.id()))
                .forEach(all::add);
        return new Catalogue(all, RichSample.CATALOGUE.organisations());
    }

    private static Operation grip(Validity active, int shifts, int revision) {
        var it = RichSample.CATALOGUE.operation(Sample.GRIP).orElseThrow();
        return new Operation(
                it.id(),
                it.name(),
                revision,
                active,
                it.organisations(),
                it.places(),
                it.shifts().subList(0, shifts),
                it.priorities(),
                it.funding());
    }

    private static Validity from(String day) {
        return new Validity(OperationalDay.parse(day), Optional.empty());
    }

    /// Catalogues that did not make the figures, and rules that nobody has.
    private static List<Forgery> catalogue() {
        return List.of(
                new Forgery(
                        "no-catalogue-named",
                        "catalogue",
                        "names no catalogue",
                        it -> it.edition(WEEK).named = Optional.empty()),
                new Forgery(
                        "a-catalogue-with-fewer-shifts",
                        "catalogue",
                        "where its catalogue has",
                        it -> it.edition(WEEK).under(with(grip(Sample.always(), 2, 4)))),
                new Forgery(
                        "two-catalogues-of-one-version",
                        "catalogue",
                        "of the catalogue than",
                        it -> {
                            var week = it.edition(WEEK);
                            var version = week.named.orElseThrow().version();
                            week.under(with(grip(Sample.always(), 4, 9)));
                            week.named =
                                    week.named.map(
                                            named -> new CatalogueVersion(version, named.digest()));
                        }),
                new Forgery(
                        "an-operation-that-had-not-begun",
                        "catalogue",
                        "is of an operation that was not active in its period",
                        it -> it.edition(WEEK).under(with(grip(from("2023-03-01"), 4, 4)))),
                new Forgery(
                        "a-comparison-with-a-period-before-the-operation-began",
                        "catalogue",
                        "in which the operation was not active all along",
                        it -> it.edition(WEEK).under(with(grip(from("2023-01-25"), 4, 4)))),
                new Forgery(
                        "rules-that-no-ledger-has-had",
                        "catalogue",
                        "which no ledger has had",
                        it -> it.edition(WEEK).rules = "none"));
    }
}
