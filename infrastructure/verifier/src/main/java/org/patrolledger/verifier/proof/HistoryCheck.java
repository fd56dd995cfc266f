package org.patrolledger.verifier.proof;

import static org.patrolledger.verifier.proof.RefutedException.require;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.submission.Digest;
import org.patrolledger.domain.summary.Breakdown;
import org.patrolledger.domain.summary.Contribution;
import org.patrolledger.domain.summary.EditionKey;
import org.patrolledger.domain.summary.LineageLine;
import org.patrolledger.domain.summary.SummaryKey;
import org.patrolledger.formats.EditionFile;
import org.patrolledger.formats.LineageDocument;

/// What several summaries say of one submission: a revision has one content, wherever it is
/// counted, adds the same everywhere, and no later edition goes back to an earlier revision.
final class HistoryCheck {
    /// What a revision was seen to be.
    ///
    /// @param rules the version of the rules that counted it
    /// @param line the digest of its line of lineage but for priorities
    private record Seen(Digest content, String rules, Digest line, EditionKey where) {}

    private record RevisionOf(SubmissionId submission, int number) {}

    private final ArchiveIndex index;
    private final Map<RevisionOf, Seen> seen = new HashMap<>();

    /// The newest revision of each submission that the editions of a summary counted so far.
    private final Map<SummaryKey, Map<SubmissionId, Integer>> newest = new HashMap<>();

    private HistoryCheck(ArchiveIndex index) {
        this.index = index;
    }

    static void run(ArchiveIndex index, Findings findings) {
        var check = new HistoryCheck(index);
        for (var edition : index.editions()) {
            if (edition.isCountable() && edition.has(EditionFile.LINEAGE)) {
                findings.holds(edition, () -> check.check(edition));
            }
        }
        findings.proved(
                "a revision has the same content and adds the same wherever it is counted, and no"
                        + " edition goes back to an earlier one");
    }

    private void check(Published edition) {
        var name = edition.name(EditionFile.LINEAGE);
        var earlier = before(edition);
        var counted = newest.computeIfAbsent(edition.key().summary(), it -> new HashMap<>());
        edition.lineage((line, bytes) -> {
            var now =
                    new Seen(
                            line.digest(),
                            edition.manifest().rules(),
                            Digest.of(withoutPriorities(line, bytes)),
                            edition.key());
            same(name, new RevisionOf(line.submissionId(), line.revision()), now);
            succession(name, line, earlier, counted.get(line.submissionId()));
            counted.merge(line.submissionId(), line.revision(), Math::max);
        });
    }

    /// A submission leaves a summary, and comes back to it, by a revision each.
    ///
    /// @param before what the edition directly before counted
    /// @param newest the newest revision that any edition before counted; null for none
    private static void succession(
            String name,
            LineageLine line,
            Map<SubmissionId, Integer> before,
            @Nullable Integer newest) {
        require(
                newest == null || newest <= line.revision(),
                name,
                "goes back to an earlier revision of submission " + line.submissionId());
        require(
                newest == null
                        || before.isEmpty()
                        || before.containsKey(line.submissionId())
                        || newest < line.revision(),
                name,
                "counts again the revision of submission "
                        + line.submissionId()
                        + " that the edition before had left out");
    }

    /// A line without what it adds to priorities: those are in summaries of an operation only, and
    /// there from the day on that the catalogue lists them.
    private static byte[] withoutPriorities(LineageLine line, byte[] bytes) {
        var it = line.contribution();
        var parts =
                it.parts().stream().filter(part -> part.breakdown() != Breakdown.PRIORITY).toList();
        if (parts.size() == it.parts().size()) {
            return bytes;
        }
        return LineageDocument.line(
                new LineageLine(
                        line.submissionId(),
                        line.revision(),
                        line.digest(),
                        line.day(),
                        new Contribution(
                                it.operation(), it.place(), it.adds(), parts, it.patrol())));
    }

    private void same(String name, RevisionOf revision, Seen now) {
        var then = seen.putIfAbsent(revision, now);
        if (then == null) {
            return;
        }
        var where = " than in " + then.where();
        require(
                then.content().equals(now.content()),
                name,
                "has another digest of "
                        + revision.submission()
                        + " revision "
                        + revision.number()
                        + where);
        require(
                !then.rules().equals(now.rules()) || then.line().equals(now.line()),
                name,
                "counts "
                        + revision.submission()
                        + " revision "
                        + revision.number()
                        + " otherwise"
                        + where);
    }

    /// The revisions that the edition before this one counted.
    private Map<SubmissionId, Integer> before(Published edition) {
        var revisions = new HashMap<SubmissionId, Integer>();
        try {
            index.before(edition)
                    .filter(it -> it.isCountable() && it.has(EditionFile.LINEAGE))
                    .ifPresent(it ->
                            it.lineage((line, bytes) ->
                                    revisions.put(line.submissionId(), line.revision())));
        } catch (RefutedException e) {
            // It is named where that edition itself is checked.
            return new HashMap<>();
        }
        return revisions;
    }
}
