package org.patrolledger.formats.change;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.summary.LineageLine;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.formats.change.Change.Cause;

/// Finds why totals changed, from the lineage of two editions of one summary.
///
/// Both are read once, side by side; memory grows with the submissions that are named, not with
/// those that stayed as they were.
public final class Changes {
    /// What became of a submission that an edition counted and the next does not.
    public enum Departure {
        WITHDRAWN,
        /// A correction gave it to another period or operation.
        MOVED
    }

    /// Tells what became of a submission. Asked once for each that left.
    @FunctionalInterface
    public interface Departures {
        Departure of(SubmissionId submission);
    }

    /// Where a submission came from that an edition counts and the one before did not.
    public enum Arrival {
        /// It arrived since, wherever it was corrected within the summary meanwhile.
        NEW,
        /// A correction took it from another period or operation, or brought it back.
        MOVED
    }

    /// Tells where a submission came from. Asked once for each that was corrected before it was
    /// counted; one that was not is new.
    @FunctionalInterface
    public interface Arrivals {
        Arrival of(SubmissionId submission);
    }

    private final Measures was;
    private final Measures now;
    private final Set<Measure> changed = EnumSet.noneOf(Measure.class);
    private final Map<Measure, Map<Cause, List<SubmissionId>>> causes =
            new EnumMap<>(Measure.class);

    private Changes(Measures was, Measures now) {
        this.was = was;
        this.now = now;
        for (var measure : Measure.values()) {
            if (was.get(measure) != now.get(measure)) {
                changed.add(measure);
                causes.put(measure, new EnumMap<>(Cause.class));
            }
        }
    }

    /// The changes from one edition to the next, by measure and cause.
    ///
    /// A total that no submission explains changed by the rules.
    ///
    /// @param before the lineage of the edition with totals `was`, sorted by submission id
    /// @param after the lineage of the edition with totals `now`, likewise
    public static List<Change> between(
            Measures was,
            Measures now,
            Iterator<LineageLine> before,
            Iterator<LineageLine> after,
            Departures departures,
            Arrivals arrivals) {
        var changes = new Changes(was, now);
        if (changes.changed.isEmpty()) {
            return List.of();
        }
        changes.merge(before, after, departures, arrivals);
        return changes.rows();
    }

    private void merge(
            Iterator<LineageLine> before,
            Iterator<LineageLine> after,
            Departures departures,
            Arrivals arrivals) {
        var left = next(before, null);
        var right = next(after, null);
        while (left != null || right != null) {
            int order = left == null ? 1 : right == null ? -1 : compare(left, right);
            if (left != null && order < 0) {
                var departure = departures.of(left.submissionId());
                note(cause(departure), left, null);
                left = next(before, left);
            } else if (right != null && order > 0) {
                var arrival =
                        right.revision() == 1 ? Arrival.NEW : arrivals.of(right.submissionId());
                note(cause(arrival), null, right);
                right = next(after, right);
            } else if (left != null && right != null) {
                boolean same =
                        left.revision() == right.revision() && left.digest().equals(right.digest());
                note(same ? Cause.RULES : Cause.REVISED, left, right);
                left = next(before, left);
                right = next(after, right);
            }
        }
    }

    private static Cause cause(Departure departure) {
        return switch (departure) {
            case WITHDRAWN -> Cause.WITHDRAWN;
            case MOVED -> Cause.REVISED;
        };
    }

    private static Cause cause(Arrival arrival) {
        return switch (arrival) {
            case NEW -> Cause.LATE;
            case MOVED -> Cause.REVISED;
        };
    }

    private static int compare(LineageLine one, LineageLine other) {
        return one.submissionId().compareTo(other.submissionId());
    }

    private static @Nullable LineageLine next(
            Iterator<LineageLine> lines, @Nullable LineageLine last) {
        if (!lines.hasNext()) {
            return null;
        }
        var line = lines.next();
        if (last != null && compare(last, line) >= 0) {
            throw new IllegalArgumentException("a lineage is not sorted by submission id");
        }
        return line;
    }

    /// Names the submission under each changed total to which it adds otherwise than before.
    private void note(Cause cause, @Nullable LineageLine before, @Nullable LineageLine after) {
        for (var measure : changed) {
            if (differs(measure, before, after)) {
                var submissions =
                        causes.computeIfAbsent(measure, it -> new EnumMap<>(Cause.class))
                                .computeIfAbsent(cause, it -> new ArrayList<>());
                var line = before == null ? after : before;
                if (cause != Cause.RULES && line != null) {
                    submissions.add(line.submissionId());
                }
            }
        }
    }

    /// Patrolled time is a union, so nobody's share of it: whoever's interval came, went, changed
    /// or moved to another place changed it.
    private static boolean differs(
            Measure measure, @Nullable LineageLine before, @Nullable LineageLine after) {
        if (measure.isSum()) {
            return adds(measure, before) != adds(measure, after);
        }
        boolean timed = timed(before) || timed(after);
        return timed
                && (before == null
                        || after == null
                        || !before.contribution().patrol().equals(after.contribution().patrol())
                        || !before.contribution().place().equals(after.contribution().place()));
    }

    private static long adds(Measure measure, @Nullable LineageLine line) {
        return line == null ? 0 : line.contribution().adds().get(measure);
    }

    private static boolean timed(@Nullable LineageLine line) {
        return line != null && line.contribution().patrol().isPresent();
    }

    private List<Change> rows() {
        var rows = new ArrayList<Change>();
        causes.forEach((measure, found) -> {
            if (found.isEmpty()) {
                found.put(Cause.RULES, List.of());
            }
            found.forEach((cause, submissions) ->
                    rows.add(
                            new Change(
                                    measure,
                                    was.get(measure),
                                    now.get(measure),
                                    cause,
                                    submissions)));
        });
        return rows;
    }
}
