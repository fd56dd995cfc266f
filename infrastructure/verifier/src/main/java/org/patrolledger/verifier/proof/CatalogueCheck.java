package org.patrolledger.verifier.proof;

import static org.patrolledger.verifier.proof.RefutedException.require;

import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.patrolledger.domain.catalogue.Catalogue;
import org.patrolledger.domain.catalogue.Operation;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.summary.Breakdown;
import org.patrolledger.domain.summary.Figures;
import org.patrolledger.domain.summary.LineageLine;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.domain.summary.SummaryFold;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.words.Quantities;

/// Each edition against the catalogue it was made under: that the operation was active, which
/// places and priorities there are, which shifts were expected, and with which periods it is
/// compared.
final class CatalogueCheck {
    private final ArchiveIndex index;
    private long editions;

    private CatalogueCheck(ArchiveIndex index) {
        this.index = index;
    }

    static void run(ArchiveIndex index, Findings findings) {
        var check = new CatalogueCheck(index);
        for (var edition : index.editions()) {
            if (edition.isCurrent() && edition.hasFigures()) {
                index.catalogue(edition)
                        .ifPresent(it -> findings.holds(edition, () -> check.check(edition, it)));
            }
        }
        if (check.editions > 0) {
            findings.proved(
                    "places, priorities, shifts expected and periods compared with of %s are"
                            + " those of the catalogue of then",
                    Quantities.counted(check.editions, "edition", "editions"));
        }
    }

    private void check(Published edition, Catalogue catalogue) {
        var key = edition.key().summary();
        var covered = catalogue.covered(key.operation());
        require(
                covered.stream().anyMatch(it -> it.activeIn(key.period())),
                edition.key(),
                "is of an operation that was not active in its period");
        var summary = edition.summary();
        var name = edition.name(EditionFile.SUMMARY_JSON);
        var nothing = new SummaryFold(key, catalogue).figures();
        var places = new TreeSet<PlaceId>(nothing.places().keySet());
        var priorities = new TreeSet<PriorityId>(nothing.priorities().keySet());
        var coverage = new CoverageBounds(covered, key.period());
        boolean byPriority = !nothing.priorities().isEmpty();
        edition.lineage((line, bytes) -> {
            line(edition, catalogue, line, byPriority);
            places.add(line.contribution().place());
            line.contribution().parts().stream()
                    .filter(it -> it.breakdown() == Breakdown.PRIORITY)
                    .filter(it -> !it.value().equals(Breakdown.NO_PRIORITY))
                    .forEach(it -> priorities.add(new PriorityId(it.value())));
            coverage.add(line);
        });
        lists(name, summary.figures(), places, priorities);
        coverage.check(name, summary.figures().coverage());
        comparisons(edition, name, summary, catalogue);
        editions++;
    }

    private static void lists(
            String name, Figures figures, Set<PlaceId> places, Set<PriorityId> priorities) {
        require(
                figures.places().keySet().equals(places),
                name,
                "has other places than its catalogue and its lineage");
        require(
                figures.priorities().keySet().equals(priorities),
                name,
                "has other priorities than its catalogue and its lineage");
    }

    private static void line(
            Published edition, Catalogue catalogue, LineageLine line, boolean byPriority) {
        var contribution = line.contribution();
        var day = line.day().orElseThrow();
        var operation =
                catalogue.operation(contribution.operation()).filter(it -> it.activeOn(day));
        holds(
                edition,
                line,
                operation.isPresent(),
                "is of an operation that was not active that day");
        holds(
                edition,
                line,
                operation
                        .flatMap((Operation it) -> it.place(contribution.place()))
                        .filter(it -> it.validity().includes(day))
                        .isPresent(),
                "is of a place that its operation did not have that day");
        boolean counted =
                contribution.parts().stream().anyMatch(it -> it.breakdown() == Breakdown.PRIORITY);
        holds(
                edition,
                line,
                counted == byPriority,
                "counts priorities that its operation does not list, or none of those it lists");
    }

    private static void holds(Published edition, LineageLine line, boolean condition, String what) {
        require(
                condition,
                edition.name(EditionFile.LINEAGE),
                "has a line that cannot be: " + line.submissionId() + " " + what);
    }

    /// Every period that was published and in which the operation was active all along is compared
    /// with, and no other. Which were published, only a whole chain shows.
    private void comparisons(Published edition, String name, Summary summary, Catalogue catalogue) {
        var key = edition.key().summary();
        var trend = new ArrayList<Optional<Summary.Comparison>>();
        var period = key.period();
        for (int i = 0; i < Summary.TREND; i++) {
            period = period.previous();
            var before = key.of(period);
            var stated = in(summary, before);
            compared(edition, name, stated, before, catalogue);
            trend.add(stated);
        }
        require(
                summary.previous().equals(trend.getFirst()),
                name,
                "compares with another period before than its trend has");
        key.period()
                .yearEarlier()
                .map(key::of)
                .ifPresent(it -> compared(edition, name, summary.yearEarlier(), it, catalogue));
    }

    private static Optional<Summary.Comparison> in(Summary summary, SummaryKey key) {
        return summary.trend().stream()
                .filter(it -> it.edition().summary().equals(key))
                .findFirst();
    }

    private void compared(
            Published edition,
            String name,
            Optional<Summary.Comparison> stated,
            SummaryKey key,
            Catalogue catalogue) {
        if (!catalogue.activeThrough(key.period(), key.operation())) {
            require(
                    stated.isEmpty(),
                    name,
                    "compares with " + key + ", in which the operation was not active all along");
            return;
        }
        var newest = index.newestBefore(edition, key);
        boolean whole = index.isWhole(edition.key().summary().operation());
        require(
                stated.isPresent() || newest.isEmpty(),
                name,
                "does not compare with " + key + ", which had been published");
        stated.ifPresent(it ->
                require(
                        newest.isEmpty()
                                ? !whole
                                : newest.get().key().equals(it.edition())
                                        || (!whole
                                                && newest.get().key().number()
                                                        < it.edition().number()),
                        name,
                        "compares with "
                                + it.edition()
                                + ", which was not the newest edition before it in the chain"));
    }
}
