package org.patrolledger.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
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
import java.util.TreeMap;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Organisation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.catalogue.Shift;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Figures;
import org.patrolledger.domain.summary.LineageLine;
import org.patrolledger.domain.summary.StagedFile;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.domain.summary.SummaryFold;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.formats.change.Change;
import org.patrolledger.formats.change.Change.Cause;
import org.patrolledger.formats.change.Changes;
import org.patrolledger.testing.Form;
import org.patrolledger.testing.Sample;

/// A week of one operation with every kind of figure, made up, the same on every run.
public final class Samples {
    public static final Catalogue CATALOGUE = catalogue("Operation Grip", "Southend High Street");
    public static final Instant PUBLISHED = Sample.WEEK.publishedAt();

    public static final Publisher PUBLISHER =
            new Publisher("Essex Police", URI.create("https://licence.example/open"));

    private Samples() {}

    public static Catalogue catalogue(String operation, String firstPlace) {
        var places =
                List.of(
                        place("southend-high-street", firstPlace),
                        place("grays-town-centre", "Grays town centre"),
                        place("harlow-town-centre", "Harlow town centre"),
                        place("chelmsford-rail-station", "Chelmsford rail station"));
        var nights = Set.of(DayOfWeek.FRIDAY, DayOfWeek.SATURDAY);
        var daily = EnumSet.allOf(DayOfWeek.class);
        var shifts =
                List.of(
                        shift("southend-high-street", nights, 18, 2),
                        shift("grays-town-centre", nights, 18, 2),
                        shift("chelmsford-rail-station", daily, 16, 20));
        return new Catalogue(
                List.of(
                        new Operation(
                                Sample.GRIP,
                                operation,
                                1,
                                Sample.always(),
                                List.of(Sample.ESSEX_POLICE, Sample.OPEN_ROAD),
                                places,
                                shifts)),
                List.of(
                        new Organisation(Sample.ESSEX_POLICE, "Essex Police"),
                        new Organisation(Sample.OPEN_ROAD, "Open Road")));
    }

    private static Place place(String id, String name) {
        return new Place(new PlaceId(id), name, "E06000033", Sample.always());
    }

    private static Shift shift(String place, Set<DayOfWeek> days, int from, int to) {
        return new Shift(new PlaceId(place), days, LocalTime.of(from, 0), LocalTime.of(to, 0));
    }

    public static SubmissionId id(int number) {
        return new SubmissionId("%08x-0000-4000-8000-000000000000".formatted(number));
    }

    public static Form patrol(int id, String place, String start, int minutes, int officers) {
        return Form.engagement()
                .of(id(id))
                .with("place", place)
                .with("startedAt", start)
                .with("endedAt", Instant.parse(start).plus(Duration.ofMinutes(minutes)).toString())
                .with("staff", Map.of("officer", officers))
                .with("peopleEngaged", Map.of("count", 12, "method", "counted"))
                .with("audiences", List.of("public"))
                .with("themes", List.of("crime-prevention"));
    }

    public static Form stall(int id, String place, String start) {
        return Form.engagement()
                .of(id(id))
                .with("place", place)
                .with("organisation", "open-road")
                .with("startedAt", start)
                .with("endedAt", Instant.parse(start).plus(Duration.ofHours(3)).toString())
                .with("activity", "stall")
                .with("staff", Map.of("volunteer", 3))
                .with("peopleEngaged", Map.of("count", 240, "method", "estimated"))
                .with("peopleScreened", 85)
                .with("peopleSafeguarded", 2)
                .with("flashpointsPrevented", 1)
                .with("onlineViews", 3_300_000)
                .with(
                        "itemsHandedOut",
                        Map.of("keyring-torches", 120, "anti-spiking-bottle-toppers", 75))
                .with("audiences", List.of("women-and-girls", "students"))
                .with("themes", List.of("wellbeing"))
                .with(
                        "concerns",
                        List.of(
                                Map.of("category", "street-lighting"),
                                Map.of("category", "street-lighting"),
                                Map.of("category", "cctv"),
                                Map.of("category", "anti-social-behaviour")));
    }

    public static Form arrest(int id, String place, String at, int arrests) {
        return Form.incident()
                .of(id(id))
                .with("place", place)
                .with("occurredAt", at)
                .with("arrests", arrests)
                .with(
                        "stopSearches",
                        List.of(
                                search("Offensive weapons", "Arrest"),
                                search("Stolen goods", "A no further action disposal")))
                .with("weaponsSeized", List.of(Map.of("kind", "knife", "count", 1)))
                .with("powersUsed", Map.of("informal-warning", 2, "dispersal", 1));
    }

    private static Map<String, String> search(String object, String outcome) {
        return Map.of(
                "type",
                "Person search",
                "legislation",
                "Police and Criminal Evidence Act 1984 (section 1)",
                "objectOfSearch",
                object,
                "outcome",
                outcome);
    }

    /// The week's reports as they were on Monday morning.
    public static List<Revision> reports() {
        var miscounted = arrest(6, "grays-town-centre", "2023-02-04T22:15:00Z", 1).first();
        return List.of(
                patrol(1, "southend-high-street", "2023-02-03T18:00:00Z", 60, 2).first(),
                patrol(2, "southend-high-street", "2023-02-03T18:30:00Z", 45, 2).first(),
                patrol(3, "chelmsford-rail-station", "2023-01-31T16:10:00Z", 12, 1).first(),
                stall(4, "southend-high-street", "2023-02-04T12:00:00Z").first(),
                arrest(5, "southend-high-street", "2023-02-04T00:40:00Z", 1).first(),
                arrest(6, "grays-town-centre", "2023-02-04T22:15:00Z", 2).after(miscounted));
    }

    /// Those of them that belong to the month.
    public static List<Revision> ofFebruary() {
        return reports().stream()
                .filter(it -> Sample.MONTH.contains(it.submission().day()))
                .toList();
    }

    /// What came and changed by Wednesday: a withdrawal, a correction and a late patrol.
    public static List<Revision> reportsLater() {
        var reports = new ArrayList<>(reports());
        var corrected = arrest(6, "grays-town-centre", "2023-02-04T22:15:00Z", 3);
        reports.set(1, received(Form.withdrawalOf(reports.get(1)), "2023-02-06T10:00:00Z"));
        reports.set(5, received(corrected.after(reports.get(5)), "2023-02-07T09:30:00Z"));
        reports.add(
                patrol(7, "grays-town-centre", "2023-02-03T19:00:00Z", 90, 3)
                        .first(Instant.parse("2023-02-07T11:00:00Z")));
        return reports;
    }

    /// Every revision of the week, as the ledger keeps them.
    public static List<Revision> revisions() {
        var all = new ArrayList<>(reports());
        all.add(arrest(6, "grays-town-centre", "2023-02-04T22:15:00Z", 1).first());
        reportsLater().stream().filter(it -> !numbered(all, it)).forEach(all::add);
        return all;
    }

    private static boolean numbered(List<Revision> revisions, Revision other) {
        return revisions.stream()
                .anyMatch(it ->
                        it.submission().id().equals(other.submission().id())
                                && it.number() == other.number());
    }

    private static Revision received(Revision revision, String at) {
        return new Revision(
                revision.submission(),
                revision.body(),
                revision.digest(),
                revision.number(),
                Instant.parse(at),
                revision.firstReceivedAt(),
                revision.withdrawn(),
                revision.reason(),
                revision.submittedBy(),
                revision.submittedFor(),
                revision.request());
    }

    /// What a fold came to.
    public record Folded(Figures figures, List<LineageLine> lineage) {}

    public static Folded fold(SummaryKey key, List<Revision> reports) {
        return fold(key, CATALOGUE, reports);
    }

    public static Folded fold(SummaryKey key, Catalogue catalogue, List<Revision> reports) {
        var fold = new SummaryFold(key, catalogue);
        var lineage = new ArrayList<LineageLine>();
        reports.stream()
                .sorted(Comparator.comparing(it -> it.submission().id()))
                .forEach(it -> fold.add(it.counted()).ifPresent(lineage::add));
        return new Folded(fold.figures(), lineage);
    }

    public static Folded fold(List<Revision> reports) {
        return fold(Sample.WEEKLY, reports);
    }

    /// What changed from one fold to another; what left was withdrawn, what came corrected moved.
    public static List<Change> changes(Folded before, Folded after) {
        var found =
                Changes.between(
                        before.figures(),
                        after.figures(),
                        before.lineage().iterator(),
                        after.lineage().iterator(),
                        new Changes.Causes() {
                            @Override
                            public Cause departed(SubmissionId submission) {
                                return Cause.WITHDRAWN;
                            }

                            @Override
                            public Cause arrived(SubmissionId submission) {
                                return Cause.MOVED;
                            }
                        });
        var coverage = after.figures().coverage();
        var changes = new ArrayList<>(found.rows());
        changes.addAll(
                Changes.coverage(before.figures().coverage(), coverage, coverage, found.engaged()));
        return changes;
    }

    public static Summary summary(int edition, Figures figures) {
        return new Summary(
                new EditionKey(Sample.WEEKLY, edition),
                Status.PROVISIONAL,
                figures,
                Optional.of(Trend.WEEKS.getLast()),
                Optional.empty(),
                Trend.WEEKS);
    }

    /// Weeks of more and more reports; one of them was never published.
    private static final class Trend {
        static final List<Summary.Comparison> WEEKS = weeks();

        private static List<Summary.Comparison> weeks() {
            ReportingPeriod week = Sample.WEEK.previous();
            var weeks = new ArrayList<Summary.Comparison>();
            weeks.add(
                    new Summary.Comparison(
                            new EditionKey(Sample.WEEKLY.of(week), 2),
                            fold(reports().subList(0, 4)).figures().measures(),
                            new TreeMap<>()));
            for (int i = 2; i <= Summary.TREND; i++) {
                week = week.previous();
                if (i != 5) {
                    weeks.add(
                            new Summary.Comparison(
                                    new EditionKey(Sample.WEEKLY.of(week), 1),
                                    fold(random(i, 40 - 3 * i)).figures().measures(),
                                    new TreeMap<>()));
                }
            }
            return List.copyOf(weeks.reversed());
        }
    }

    /// Writes `lineage` into `folder` and says what it wrote.
    public static StagedFile.Content writeLineage(Path folder, List<LineageLine> lineage) {
        var file = folder.resolve(EditionFile.LINEAGE.fileName());
        try {
            try (var writer = new LineageDocument.Writer(Files.newOutputStream(file))) {
                lineage.forEach(writer::write);
            }
            var bytes = Files.readAllBytes(file);
            return new StagedFile.Content(bytes.length, Digest.of(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Submissions of every kind at random, the same for the same seed.
    public static List<Revision> random(long seed, int count) {
        var random = new Random(seed);
        var places = CATALOGUE.operations().getFirst().places();
        var reports = new ArrayList<Revision>();
        for (int i = 1; i <= count; i++) {
            var place = places.get(random.nextInt(places.size())).id().value();
            var start = Sample.WEEK.from().plusSeconds(random.nextInt(6 * 24 * 3600)).toString();
            var form =
                    switch (random.nextInt(3)) {
                        case 0 ->
                                patrol(
                                        i,
                                        place,
                                        start,
                                        1 + random.nextInt(200),
                                        1 + random.nextInt(4));
                        case 1 -> stall(i, place, start);
                        default -> arrest(i, place, start, random.nextInt(3));
                    };
            var first = form.first();
            reports.add(random.nextInt(4) == 0 ? form.after(first) : first);
        }
        return reports;
    }
}
