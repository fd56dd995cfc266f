package org.patrolledger.verifier.proof;

import static org.patrolledger.verifier.proof.Forgeries.WEEK;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.catalogue.Place.Validity;
import org.patrolledger.domain.time.OperationalDay;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.Manifest.CatalogueVersion;
import org.patrolledger.testing.Sample;
import org.patrolledger.verifier.proof.Forgeries.Forgery;

/// Files that say something else than the figures, and catalogues that did not make them.
final class FileForgeries {

    private FileForgeries() {}

    static List<Forgery> all() {
        return Stream.of(files(), catalogue()).flatMap(List::stream).toList();
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
