package org.patrolledger.formats.change;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.formats.change.Change.Cause;

/// The causes of one figure's change, as they are found.
final class Attribution {
    /// What one cause did.
    private static final class Part {
        private long share;
        private final List<SubmissionId> submissions = new ArrayList<>();
    }

    private final long was;
    private final long now;
    private final Map<Cause, Part> parts = new EnumMap<>(Cause.class);

    Attribution(long was, long now) {
        this.was = was;
        this.now = now;
    }

    void add(Cause cause, SubmissionId submission, long difference) {
        var part = parts.computeIfAbsent(cause, it -> new Part());
        part.share = Math.addExact(part.share, difference);
        if (cause.namesSubmissions()) {
            part.submissions.add(submission);
        }
    }

    /// Sets the share of each cause, where it is not the sum of its submissions' differences.
    void shares(Map<Cause, Long> shares) {
        shares.forEach((cause, share) -> {
            if (share != 0) {
                parts.computeIfAbsent(cause, it -> new Part()).share = share;
            }
        });
    }

    /// Adds an entry for each cause. What no submission explains, the rules did.
    void rows(Figure figure, List<Change> rows) {
        long unexplained = now - was;
        for (var part : parts.values()) {
            unexplained -= part.share;
        }
        if (unexplained != 0 || parts.isEmpty()) {
            parts.computeIfAbsent(Cause.RULES, it -> new Part()).share += unexplained;
        }
        parts.forEach((cause, part) ->
                rows.add(new Change(figure, was, now, part.share, cause, part.submissions)));
    }
}
