package org.patrolledger.formats.change;

import java.util.List;
import java.util.Locale;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.summary.Measure;

/// A total that differs from the edition before, and one cause of it.
///
/// A measure that changed for several causes has one for each, with the same values.
///
/// @param was the total in the edition before
/// @param now the total in this one
/// @param submissions those through which the cause worked, sorted; none where the rules did, for
///   that may be all of them
public record Change(
        Measure measure, long was, long now, Cause cause, List<SubmissionId> submissions) {
    /// Why a total changed.
    public enum Cause {
        /// Submissions arrived after the edition before.
        LATE,
        /// Submissions were corrected; some may have come from another period, or gone there.
        REVISED,
        /// Submissions were withdrawn.
        WITHDRAWN,
        /// The same submissions are counted otherwise.
        RULES;

        /// `late`, as documents write it.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Change {
        submissions = List.copyOf(submissions);
    }
}
