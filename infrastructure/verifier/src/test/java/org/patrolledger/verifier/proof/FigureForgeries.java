package org.patrolledger.verifier.proof;

import static org.patrolledger.verifier.proof.Forgeries.WEEK;
import static org.patrolledger.verifier.proof.Forgeries.WEEK_BEFORE;
import static org.patrolledger.verifier.proof.Forgeries.WEEK_OF_ALL;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.summary.Coverage;
import org.patrolledger.domain.summary.Figures;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.verifier.proof.Forgeries.Forgery;

/// Figures that the lines do not give, and lines that no submission can have.
final class FigureForgeries {

    private FigureForgeries() {}

    static List<Forgery> all() {
        return Stream.of(lines(), figures(), coverage()).flatMap(List::stream).toList();
    }

    private static final PlaceId GRAYS = new PlaceId("grays-town-centre");
    private static final PlaceId CHELMSFORD = new PlaceId("chelmsford-rail-station");
    private static final OperationalDay FRIDAY = OperationalDay.parse("2023-02-03");

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
                            var lineage = Forgeries.text(it.edition(WEEK), EditionFile.LINEAGE);
                            var line = lineage.substring(0, lineage.indexOf('\n') + 1);
                            it.edition(WEEK).replace(EditionFile.LINEAGE, line, line + line);
                        }),
                new Forgery(
                        "lines-out-of-order",
                        "lines",
                        "is no lineage",
                        it -> {
                            var lines =
                                    Forgeries.text(it.edition(WEEK), EditionFile.LINEAGE)
                                            .split("(?<=\n)");
                            it.edition(WEEK)
                                    .replace(
                                            EditionFile.LINEAGE,
                                            lines[0] + lines[1],
                                            lines[1] + lines[0]);
                        }));
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
}
