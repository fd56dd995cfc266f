package org.patrolledger.verifier.proof;

import static org.patrolledger.verifier.proof.RefutedException.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.summary.Breakdown;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.Figures;
import org.patrolledger.domain.summary.Inputs;
import org.patrolledger.domain.summary.LineageLine;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.domain.summary.Tally;
import org.patrolledger.formats.CsvMetadata;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.LineageDocument;
import org.patrolledger.formats.SummaryCsv;
import org.patrolledger.formats.SummaryDocument;
import org.patrolledger.formats.words.Quantities;

/// The figures of each edition, counted again from its lineage alone.
final class FigureCheck {
    private static final SortedMap<String, Long> NONE = Collections.emptySortedMap();

    private final ArchiveIndex index;
    private long lines;
    private long editions;

    private FigureCheck(ArchiveIndex index) {
        this.index = index;
    }

    static void run(ArchiveIndex index, Findings findings) {
        var check = new FigureCheck(index);
        for (var edition : index.editions()) {
            if (edition.hasFigures()) {
                findings.holds(edition, () -> check.check(edition));
            }
        }
        findings.proved(
                "every measure, place, priority and breakdown of %s is what %s of lineage add"
                        + " up to, and summary.csv says the same",
                Quantities.counted(check.editions, "edition", "editions"),
                Quantities.counted(check.lines, "line", "lines"));
    }

    private void check(Published edition) {
        var name = edition.name(EditionFile.SUMMARY_JSON);
        var summary = edition.summary();
        require(
                Arrays.equals(
                        SummaryDocument.write(summary), edition.read(EditionFile.SUMMARY_JSON)),
                name,
                "is not as the ledger writes summaries");
        require(summary.edition().equals(edition.key()), name, "is of " + summary.edition());
        require(
                summary.status() == edition.manifest().status(),
                name,
                "has another status than its manifest");
        rebuild(edition, name, summary.figures());
        comparisons(name, summary);
        csv(edition, summary);
        editions++;
    }

    private void rebuild(Published edition, String name, Figures figures) {
        var tally = new Tally();
        var inputs = new Inputs.Running();
        var organisations = new OrganisationCount();
        var lineage = edition.name(EditionFile.LINEAGE);
        try {
            edition.lineage((line, bytes) -> {
                written(edition, line, bytes);
                LineCheck.check(
                        lineage, line, edition.key().summary().period(), edition.isCurrent());
                organisations.add(line);
                inputs.add(line.submissionId(), line.revision(), line.digest());
                tally.add(line.contribution());
                lines++;
            });
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new RefutedException(lineage, "is no lineage: " + e.getMessage());
        }
        require(
                figures.inputs().equals(inputs.inputs()),
                name,
                "counts other submissions than its lineage names");
        measures(name, "in total", figures.measures(), tally.total());
        each(name, "place", "at ", figures.places(), tally.places());
        each(name, "priority", "for the priority ", figures.priorities(), tally.priorities());
        breakdowns(name, figures, tally, edition.isCurrent());
        organisations.check(name, figures.timeliness());
    }

    private static void written(Published edition, LineageLine line, byte[] bytes) {
        require(
                Arrays.equals(LineageDocument.line(line), bytes),
                edition.name(EditionFile.LINEAGE),
                "has a line that is not as the ledger writes it: " + line.submissionId());
        var operation = edition.key().summary().operation();
        require(
                operation.equals(OperationId.ALL)
                        || operation.equals(line.contribution().operation()),
                edition.name(EditionFile.LINEAGE),
                "names a submission of another operation: " + line.submissionId());
    }

    /// Places that nobody reported from, and listed priorities that no submission names, are in the
    /// summary only, with zeros.
    private static <K> void each(
            String name,
            String what,
            String where,
            Map<K, Measures> stated,
            Map<K, Measures> rebuilt) {
        for (var key : rebuilt.keySet()) {
            require(stated.containsKey(key), name, "lacks the " + what + " " + key);
        }
        stated.forEach((key, measures) ->
                measures(name, where + key, measures, rebuilt.getOrDefault(key, Measures.ZERO)));
    }

    private static void measures(String name, String where, Measures stated, Measures rebuilt) {
        for (var measure : Measure.values()) {
            require(
                    stated.get(measure) == rebuilt.get(measure),
                    name,
                    "states %s %s %s, where its lineage gives %s",
                    stated.get(measure),
                    measure.id(),
                    where,
                    rebuilt.get(measure));
        }
    }

    /// @param all whether the rules have every breakdown; otherwise one without values may be left
    ///   out
    private static void breakdowns(String name, Figures figures, Tally tally, boolean all) {
        var rebuilt = tally.breakdowns();
        for (var breakdown : Breakdown.values()) {
            var stated = figures.breakdowns().get(breakdown);
            boolean isOfPriorities =
                    breakdown == Breakdown.PRIORITY && !figures.priorities().isEmpty();
            require(
                    stated == null
                            ? (!all || breakdown == Breakdown.PRIORITY)
                                    && rebuilt.getOrDefault(breakdown, NONE).isEmpty()
                                    && !isOfPriorities
                            : stated.equals(rebuilt.getOrDefault(breakdown, NONE)),
                    name,
                    "breaks " + breakdown.id() + " down otherwise than its lineage");
        }
    }

    /// An edition compared with may be outside of the archive; where it is there, it must agree.
    private void comparisons(String name, Summary summary) {
        var key = summary.edition().summary();
        comparison(name, summary.previous(), Optional.of(key.of(key.period().previous())));
        comparison(name, summary.yearEarlier(), key.period().yearEarlier().map(key::of));
        trend(name, summary);
    }

    /// The periods looked back on are the last ones before, in order.
    private void trend(String name, Summary summary) {
        var key = summary.edition().summary();
        var left = new ArrayList<>(summary.trend());
        var period = key.period();
        for (int i = 0; i < Summary.TREND; i++) {
            period = period.previous();
            var expected = key.of(period);
            if (!left.isEmpty() && left.getLast().edition().summary().equals(expected)) {
                comparison(name, Optional.of(left.removeLast()), Optional.of(expected));
            }
        }
        require(left.isEmpty(), name, "looks back on other periods than the last ones before it");
    }

    private void comparison(
            String name, Optional<Summary.Comparison> comparison, Optional<SummaryKey> expected) {
        if (comparison.isEmpty()) {
            return;
        }
        EditionKey edition = comparison.get().edition();
        require(
                expected.filter(edition.summary()::equals).isPresent(),
                name,
                "compares with " + edition + ", which is another period");
        index.edition(edition)
                .filter(it -> it.isCountable() && it.has(EditionFile.SUMMARY_JSON))
                .ifPresent(it ->
                        require(
                                it.summary().asComparison().equals(comparison.get()),
                                name,
                                "compares with other figures than " + edition + " has"));
    }

    private static void csv(Published edition, Summary summary) {
        Stream.of(EditionFile.SUMMARY_CSV, EditionFile.SUMMARY_CSV_METADATA)
                .filter(edition::has)
                .forEach(file -> {
                    var found = edition.read(file);
                    var publishedAt = edition.manifest().publishedAt();
                    var expected =
                            file == EditionFile.SUMMARY_CSV
                                    ? SummaryCsv.write(
                                            summary, SummaryCsv.names(found, summary.edition()))
                                    : CsvMetadata.write(
                                            summary, publishedAt, CsvMetadata.publisher(found));
                    require(
                            Arrays.equals(expected, found),
                            edition.name(file),
                            "does not say what summary.json says");
                });
    }
}
