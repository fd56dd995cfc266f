package org.patrolledger.verifier.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Funding;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Organisation;
import org.patrolledger.domain.catalogue.Place;
import org.patrolledger.domain.catalogue.Priority;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.Breakdown;
import org.patrolledger.domain.summary.Coverage;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Figures;
import org.patrolledger.domain.summary.Inputs;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.domain.summary.Status;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.summary.Timeliness;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.domain.time.ReportingPeriod;
import org.patrolledger.formats.ArchivedCatalogue;
import org.patrolledger.formats.CsvMetadata;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.Manifest;
import org.patrolledger.formats.ManifestDocument;
import org.patrolledger.formats.Publisher;
import org.patrolledger.formats.Samples;
import org.patrolledger.formats.SummaryDocument;
import org.patrolledger.formats.change.Change;
import org.patrolledger.formats.change.Figure;
import org.patrolledger.formats.words.Names;
import org.patrolledger.functions.publishsummary.render.EditionRenderer;
import org.patrolledger.functions.publishsummary.render.RenderInput;
import org.patrolledger.testing.Sample;

/// One edition of any figures, names and changes, sensible or not, and the catalogue that it was
/// made under.
final class AnyEdition {
    private static final List<String> CODES =
            List.of(
                    "anti-spiking-kit",
                    "foot-patrol",
                    "true",
                    "false",
                    "none",
                    "A code",
                    "Ünïcode");
    private static final List<String> NAMES =
            List.of(
                    "Café & \"Sons\" <1>",
                    " spaced ",
                    "\u00a0hard",
                    "_x0041_",
                    "🚓 Cars",
                    "'quoted'");
    private static final List<String> DISTRICTS = List.of("E06000033", "E99999999", "");
    private static final List<OperationId> OPERATIONS =
            List.of(Sample.GRIP, Sample.SAFE_SPACE, OperationId.ALL, new OperationId("unlisted"));

    private final Random random;
    private final OperationId operation;
    private final ReportingPeriod period;
    private final List<PlaceId> places;
    private final List<PriorityId> priorities;
    private final int edition;

    AnyEdition(long seed) {
        random = new Random(seed);
        operation = any(OPERATIONS);
        var kind = any(List.of(ReportingPeriod.Kind.values()));
        period = ReportingPeriod.of(kind, day());
        places =
                IntStream.range(0, some(0, 1, 3, 30))
                        .mapToObj(it -> new PlaceId("place-" + it))
                        .toList();
        priorities =
                IntStream.range(0, some(0, 0, 1, 3))
                        .mapToObj(it -> new PriorityId("priority-" + it))
                        .toList();
        edition = some(1, 1, 2, 3);
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private int some(int... of) {
        return of[random.nextInt(of.length)];
    }

    private OperationalDay day() {
        return OperationalDay.parse(
                "20%02d-%02d-%02d"
                        .formatted(
                                5 + random.nextInt(90),
                                1 + random.nextInt(12),
                                1 + random.nextInt(28)));
    }

    private long count() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> 0;
            case 2 -> 1;
            case 3 -> random.nextInt(20);
            case 4 -> random.nextInt(3_000);
            default -> random.nextInt(50_000_000);
        };
    }

    private Measures measures() {
        var map = new EnumMap<Measure, Long>(Measure.class);
        boolean nothing = random.nextInt(8) == 0;
        for (var measure : Measure.values()) {
            map.put(measure, nothing ? 0 : count());
        }
        return Measures.of(map);
    }

    private <K> SortedMap<K, Measures> measured(List<K> of) {
        var map = new TreeMap<K, Measures>();
        of.forEach(it -> map.put(it, measures()));
        return map;
    }

    private String value(Breakdown breakdown) {
        return switch (breakdown) {
            case ORGANISATION -> any(List.of("essex-police", "open-road", "another-one"));
            case PRIORITY -> any(List.of("none", "priority-0", "priority-7"));
            default -> any(CODES);
        };
    }

    private SortedMap<Breakdown, SortedMap<String, Long>> breakdowns() {
        var map = new TreeMap<Breakdown, SortedMap<String, Long>>();
        boolean nothing = random.nextInt(6) == 0;
        for (var breakdown : Breakdown.values()) {
            var counts = new TreeMap<String, Long>();
            for (int i = 0; !nothing && i < random.nextInt(6); i++) {
                counts.put(value(breakdown), 1 + count());
            }
            map.put(breakdown, counts);
        }
        return map;
    }

    private Coverage coverage() {
        var missing = new ArrayList<Coverage.Missing>();
        for (int i = 0; !places.isEmpty() && i < some(0, 0, 2, 9); i++) {
            missing.add(new Coverage.Missing(any(places), day()));
        }
        int reported = random.nextInt(500);
        return random.nextInt(4) == 0
                ? new Coverage(0, 0, List.of())
                : new Coverage(reported + missing.size(), reported, missing);
    }

    private SortedMap<OrganisationId, Timeliness> timeliness() {
        var map = new TreeMap<OrganisationId, Timeliness>();
        for (int i = 0; i < random.nextInt(4); i++) {
            var median = random.nextBoolean() ? OptionalLong.of(count()) : OptionalLong.empty();
            map.put(
                    new OrganisationId(value(Breakdown.ORGANISATION)),
                    new Timeliness(count(), count(), count(), count(), median));
        }
        return map;
    }

    private Optional<Summary.Comparison> comparison(ReportingPeriod of) {
        return random.nextInt(3) == 0
                ? Optional.empty()
                : Optional.of(
                        new Summary.Comparison(
                                new EditionKey(new SummaryKey(of, operation), some(1, 2, 12)),
                                measures(),
                                measured(priorities)));
    }

    private Summary summary() {
        var trend = new ArrayList<Summary.Comparison>();
        var before = period;
        for (int i = 0, most = some(0, 1, Summary.TREND); i < most; i++) {
            before = before.previous();
            comparison(before).ifPresent(it -> trend.add(0, it));
        }
        var total = measures();
        boolean counted = total.get(Measure.SUBMISSIONS) > 0 && total.get(Measure.ENGAGEMENTS) > 0;
        var figures =
                new Figures(
                        total,
                        counted ? breakdowns() : new TreeMap<>(),
                        measured(places),
                        measured(priorities),
                        coverage(),
                        new Inputs(count(), Digest.of("inputs")),
                        timeliness());
        return new Summary(
                new EditionKey(new SummaryKey(period, operation), edition),
                any(List.of(Status.values())),
                figures,
                comparison(period.previous()),
                period.yearEarlier().flatMap(this::comparison),
                trend);
    }

    private Figure figure() {
        var measure = any(List.of(Measure.values()));
        return switch (random.nextInt(6)) {
            case 0 -> any(List.of(Figure.Covered.values()));
            case 1 -> {
                var breakdown = any(List.of(Breakdown.values()));
                yield new Figure.Counted(breakdown, value(breakdown));
            }
            case 2 -> Figure.at(new PlaceId("place-" + random.nextInt(9)), measure);
            case 3 -> Figure.of(new PriorityId("priority-" + random.nextInt(3)), measure);
            default -> Figure.total(measure);
        };
    }

    private List<Change> changes() {
        var changes = new ArrayList<Change>();
        for (int i = 0, most = some(0, 1, 5, 120); edition > 1 && i < most; i++) {
            var figure = figure();
            long was = count();
            long now = count();
            for (int cause = 0; cause < some(1, 2); cause++) {
                var submissions =
                        IntStream.range(0, random.nextInt(4)).mapToObj(Samples::id).toList();
                changes.add(
                        new Change(
                                figure,
                                was,
                                now,
                                now - was,
                                any(List.of(Change.Cause.values())),
                                submissions));
            }
        }
        return changes;
    }

    private Catalogue catalogue() {
        return new Catalogue(
                List.of(operation(Sample.GRIP), operation(Sample.SAFE_SPACE)),
                List.of(new Organisation(Sample.ESSEX_POLICE, any(NAMES))));
    }

    private Operation operation(OperationId id) {
        var listed = new ArrayList<Place>();
        for (var place : places) {
            if (random.nextInt(4) > 0) {
                listed.add(new Place(place, any(NAMES), any(DISTRICTS), Sample.always()));
            }
        }
        var funds = new ArrayList<Funding>();
        for (int i = 0; i < some(0, 1, 2); i++) {
            var from = period.first();
            funds.add(
                    new Funding(
                            any(NAMES),
                            count(),
                            any(List.of("GBP", "EUR")),
                            random.nextInt(3) == 0 ? day() : from,
                            Optional.empty()));
            funds.add(new Funding("Ended", count(), "GBP", from, Optional.of(period.last())));
        }
        return new Operation(
                id,
                any(NAMES),
                1,
                Sample.always(),
                List.of(),
                listed,
                List.of(),
                priorities.stream()
                        .filter(it -> random.nextBoolean())
                        .map(it -> new Priority(it, any(NAMES)))
                        .toList(),
                funds);
    }

    /// Writes what an archive would hold of the edition.
    void write(Path folder) throws IOException {
        var summary = summary();
        var catalogue = catalogue();
        var published = period.publishedAt().plusNanos(some(0, 1_000, 1_000_000));
        var publisher = new Publisher(any(NAMES).strip(), Samples.PUBLISHER.licence());
        var sources = new TreeMap<String, Digest>();
        var listed = new ArrayList<Manifest.File>();
        for (var file : EditionFile.LISTED) {
            var digest = Digest.of(file.fileName() + edition);
            listed.add(new Manifest.File(file.fileName(), 1, digest));
            if (file != EditionFile.SUMMARY_HTML) {
                sources.put(file.fileName(), digest);
            }
        }
        var manifest =
                new Manifest(
                        summary.edition(),
                        summary.status(),
                        random.nextBoolean(),
                        listed,
                        published,
                        edition == 1
                                ? Optional.empty()
                                : Optional.of(
                                        new Manifest.Superseded(edition - 1, Digest.of("before"))),
                        changes(),
                        "2",
                        Optional.of(ArchivedCatalogue.version(catalogue)),
                        1,
                        Optional.empty());
        var input =
                new RenderInput(
                        summary,
                        new Names(catalogue, operation),
                        published,
                        manifest.correction(),
                        manifest.changes(),
                        manifest.rules(),
                        publisher,
                        sources);
        Files.createDirectory(folder);
        Files.write(folder.resolve("summary.json"), SummaryDocument.write(summary));
        Files.write(folder.resolve("catalogue.json"), ArchivedCatalogue.write(catalogue));
        Files.write(folder.resolve("manifest.json"), ManifestDocument.unsigned(manifest));
        Files.write(
                folder.resolve("summary.csv-metadata.json"),
                CsvMetadata.write(summary, published, publisher));
        Files.write(folder.resolve("summary.xlsx"), EditionRenderer.workbook(input));
        Files.write(folder.resolve("summary.html"), EditionRenderer.page(input));
    }
}
