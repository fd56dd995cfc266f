package org.patrolledger.verifier.proof;

import static org.patrolledger.verifier.proof.RefutedException.require;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.patrolledger.contract.RevisionRecord;
import org.patrolledger.domain.id.OperationId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Revision;
import org.patrolledger.domain.summary.Figures;
import org.patrolledger.domain.summary.LineageLine;
import org.patrolledger.domain.summary.Summary;
import org.patrolledger.domain.summary.SummaryFold;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.LineageDocument;
import org.patrolledger.formats.SummaryDocument;
import org.patrolledger.formats.words.Quantities;

/// Each summary folded again from the submissions, byte for byte, as they were known when it was
/// published.
final class LedgerCheck {
    /// What came this shortly before an edition may be missing from it: it was read through an
    /// index that follows the submissions within moments. The ledger then publishes it in the next
    /// edition.
    private static final Duration INDEX_LAG = Duration.ofMinutes(1);

    private final ArchiveIndex index;
    private final Ledger ledger;
    private final Findings findings;
    private long editions;

    private LedgerCheck(ArchiveIndex index, Ledger ledger, Findings findings) {
        this.index = index;
        this.ledger = ledger;
        this.findings = findings;
    }

    static void run(ArchiveIndex index, VerificationInputs given, Findings findings) {
        if (given.ledger().isEmpty()) {
            findings.open(
                    "no submissions were given: that the lineage is of what was submitted, shifts"
                            + " and timeliness were not checked");
            return;
        }
        records(given.ledger().get(), findings);
        var check = new LedgerCheck(index, given.ledger().get(), findings);
        for (var edition : index.editions()) {
            if (!edition.has(EditionFile.SUMMARY_JSON) || !edition.has(EditionFile.LINEAGE)) {
                continue;
            }
            if (edition.isCurrent()) {
                findings.holds(edition, () -> check.check(edition));
            } else {
                findings.open(
                        "%s was counted by version %s of the rules, by which submissions are"
                                + " not counted again here",
                        edition.key(), edition.manifest().rules());
            }
        }
        findings.proved(
                "summary.json and lineage.jsonl of %s are, byte for byte, what the submissions"
                        + " and the catalogue of then give",
                Quantities.counted(check.editions, "edition", "editions"));
    }

    /// Who sent each revision, when and why, against the digest that was kept of it.
    private static void records(Ledger ledger, Findings findings) {
        ledger.records()
                .forEach((revision, digest) ->
                        findings.holds(() ->
                                require(
                                        RevisionRecord.digest(revision).equals(digest),
                                        "revision "
                                                + revision.number()
                                                + " of submission "
                                                + revision.submission().id(),
                                        "was sent by another, at another time or for another reason than"
                                                + " its record was kept of")));
        if (!ledger.records().isEmpty()) {
            findings.proved(
                    "who sent %s, when and why is what the digest kept of it says",
                    Quantities.counted(ledger.records().size(), "revision", "revisions"));
        }
    }

    private void check(Published edition) {
        var key = edition.key().summary();
        var archived = index.catalogue(edition);
        var fold = new SummaryFold(key, archived.orElseGet(ledger::catalogue));
        var operations = Set.copyOf(fold.operations());
        var neighbours = Set.copyOf(fold.neighbours());
        var current = current(edition, operations);
        for (var revision : ledger.asKnownAt(edition.manifest().publishedAt())) {
            var submission = revision.submission();
            if (neighbours.contains(submission.operationDay())) {
                fold.addNeighbour(revision.counted());
            }
        }
        lineage(edition, fold, current);
        var published = edition.summary();
        var rebuilt =
                new Summary(
                        published.edition(),
                        published.status(),
                        fold.figures(),
                        published.previous(),
                        published.yearEarlier(),
                        published.trend());
        if (Arrays.equals(SummaryDocument.write(rebuilt), edition.read(EditionFile.SUMMARY_JSON))) {
            editions++;
            return;
        }
        requireOtherCatalogue(edition, rebuilt.figures(), published.figures());
        require(
                archived.isEmpty(),
                edition.name(EditionFile.SUMMARY_JSON),
                "is not what the submissions and the catalogue of then give");
        findings.open(
                "%s was published under another catalogue than the one given: its shifts, and places where nothing was reported, were not counted again",
                edition.key());
    }

    /// Where the archive lacks the catalogue of then, the one given may have other places and
    /// shifts; nothing else may differ.
    private static void requireOtherCatalogue(Published edition, Figures rebuilt, Figures then) {
        var name = edition.name(EditionFile.SUMMARY_JSON);
        var not = "is not what the submissions give: ";
        require(rebuilt.timeliness().equals(then.timeliness()), name, not + "timeliness differs");
        require(
                rebuilt.coverage().expected() != then.coverage().expected()
                        || rebuilt.coverage().equals(then.coverage()),
                name,
                not + "other shifts were reported");
        require(rebuilt.sameAs(then), name, not + "figures differ");
    }

    /// The revisions of the period that were current for the edition: those its lineage names, and
    /// what else was known, of which nothing may be left out.
    private SortedMap<SubmissionId, Revision> current(
            Published edition, Set<OperationId> operations) {
        var current = new TreeMap<SubmissionId, Revision>();
        var period = edition.key().summary().period();
        var publishedAt = edition.manifest().publishedAt();
        edition.lineage((line, bytes) -> current.put(line.submissionId(), named(edition, line)));
        for (var revision : ledger.asKnownAt(publishedAt)) {
            var submission = revision.submission();
            boolean belongs =
                    operations.contains(submission.operation())
                            && period.contains(submission.day());
            var counted = current.get(submission.id());
            boolean newer = counted == null || counted.number() < revision.number();
            boolean settled = revision.receivedAt().plus(INDEX_LAG).isBefore(publishedAt);
            if (belongs && revision.withdrawn() && counted == null) {
                current.put(submission.id(), revision);
            } else if (newer && (counted != null || belongs)) {
                require(
                        !settled,
                        edition.name(EditionFile.LINEAGE),
                        "does not count revision %s of submission %s, received at %s",
                        revision.number(),
                        submission.id(),
                        revision.receivedAt());
            }
        }
        return current;
    }

    private Revision named(Published edition, LineageLine line) {
        return ledger.revision(line.submissionId(), line.revision())
                .filter(it -> it.digest().equals(line.digest()) && !it.withdrawn())
                .orElseThrow(() ->
                        new RefutedException(
                                edition.name(EditionFile.LINEAGE),
                                String.format(
                                        Locale.ROOT,
                                        "names revision %s of submission %s, which is not among those given",
                                        line.revision(),
                                        line.submissionId())));
    }

    private static void lineage(
            Published edition, SummaryFold fold, SortedMap<SubmissionId, Revision> current) {
        var name = edition.name(EditionFile.LINEAGE);
        try (var lines = new LineageDocument.Lines(edition.files().open(name))) {
            for (var revision : current.values()) {
                var line = add(fold, name, revision);
                if (line != null) {
                    require(
                            Arrays.equals(LineageDocument.line(line), lines.next()),
                            name,
                            "says otherwise what submission %s adds",
                            line.submissionId());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a lineage cannot be read", e);
        }
    }

    private static @Nullable LineageLine add(SummaryFold fold, String name, Revision revision) {
        try {
            return fold.add(revision.counted()).orElse(null);
        } catch (IllegalArgumentException e) {
            throw new RefutedException(
                    name,
                    String.format(
                            Locale.ROOT,
                            "names submission %s, which is of another period",
                            revision.submission().id()));
        }
    }
}
