package org.patrolledger.formats.change;

import java.util.List;
import java.util.Locale;
import org.patrolledger.domain.id.SubmissionId;

/// A figure that differs from the edition before, and one cause of it.
///
/// A figure that changed for several causes has one entry for each, with the same values; their
/// shares add up to the difference.
///
/// @param was the figure in the edition before
/// @param now the figure in this one
/// @param share what this cause added to the figure, below 0 where it took away
/// @param submissions those through which the cause worked, sorted; none where the catalogue or the
///   rules did, for that may be all of them
public record Change(
        Figure figure,
        long was,
        long now,
        long share,
        Cause cause,
        List<SubmissionId> submissions) {
    /// Why a figure changed. Declared in the order in which the causes are taken to have worked,
    /// which matters where time patrolled by several overlaps.
    public enum Cause {
        /// Submissions were first received after the moment that publishes the summary.
        LATE,
        /// Submissions were corrected where they are.
        REVISED,
        /// Corrections took submissions from or to another place, period or operation.
        MOVED,
        /// Submissions were withdrawn.
        WITHDRAWN,
        /// The catalogue has other shifts or priorities.
        CATALOGUE,
        /// The same submissions are counted otherwise.
        RULES;

        /// `late`, as documents write it.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Whether entries of this cause name the submissions.
        boolean namesSubmissions() {
            return this != CATALOGUE && this != RULES;
        }
    }

    public Change {
        submissions = List.copyOf(submissions);
    }

    /// Whether it is of the total of a measure.
    public boolean isOfTotal() {
        return figure instanceof Figure.Measured measured && measured.isTotal();
    }
}
