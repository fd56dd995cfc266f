package org.patrolledger.formats.change;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.PriorityId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.summary.Breakdown;
import org.patrolledger.domain.summary.Contribution;
import org.patrolledger.domain.summary.Coverage;
import org.patrolledger.domain.summary.Figures;
import org.patrolledger.domain.summary.LineageLine;
import org.patrolledger.domain.summary.Measure;
import org.patrolledger.domain.summary.Measures;
import org.patrolledger.formats.change.Change.Cause;

/// Finds why figures changed, from the lineage of two editions of one summary.
///
/// Both are read once, side by side; memory grows with the figures that changed, the submissions
/// that are named and the gaps in time patrolled where that changed, not with the submissions that
/// stayed as they were.
public final class Changes {
    /// Tells what the lineage alone does not.
    public interface Causes {
        /// Why a submission that the edition before counted is not counted now: [Cause#WITHDRAWN]
        /// or [Cause#MOVED]. Asked once for each.
        Cause departed(SubmissionId submission);

        /// Why a submission is counted now that the edition before did not count: [Cause#LATE],
        /// [Cause#MOVED], or [Cause#REVISED] for one that had been withdrawn, or was missed while
        /// it was corrected. Asked once for each that was corrected before it was counted; one that
        /// was not is late.
        Cause arrived(SubmissionId submission);
    }

    /// An engagement that came, went or changed; it may have reported a shift, or no longer does.
    public record Engaged(SubmissionId submission, PlaceId place, Cause cause) {}

    private static final SortedMap<String, Long> NONE = Collections.emptySortedMap();

    private final Map<Figure, Attribution> changed = new LinkedHashMap<>();
    private final TimeShares time = new TimeShares();
    private final Set<PlaceId> shiftPlaces;
    private final List<Engaged> engaged = new ArrayList<>();

    private Changes(Figures was, Figures now) {
        this.shiftPlaces = CoverageChanges.places(was.coverage(), now.coverage());
        note(was.measures(), now.measures(), Figure::total);
        noteEach(was.places(), now.places(), Figure::at);
        noteEach(was.priorities(), now.priorities(), Figure::of);
        for (var breakdown : Breakdown.values()) {
            Map<String, Long> before = was.breakdowns().getOrDefault(breakdown, NONE);
            Map<String, Long> after = now.breakdowns().getOrDefault(breakdown, NONE);
            for (var value : union(before, after)) {
                note(
                        new Figure.Counted(breakdown, value),
                        before.getOrDefault(value, 0L),
                        after.getOrDefault(value, 0L));
            }
        }
    }

    private <K extends Comparable<K>> void noteEach(
            Map<K, Measures> was,
            Map<K, Measures> now,
            BiFunction<K, Measure, Figure.Measured> figure) {
        for (var key : union(was, now)) {
            note(
                    was.getOrDefault(key, Measures.ZERO),
                    now.getOrDefault(key, Measures.ZERO),
                    measure -> figure.apply(key, measure));
        }
    }

    private void note(Measures was, Measures now, Function<Measure, Figure.Measured> figure) {
        for (var measure : Measure.values()) {
            note(figure.apply(measure), was.get(measure), now.get(measure));
        }
    }

    private static <K extends Comparable<K>> Set<K> union(Map<K, ?> one, Map<K, ?> other) {
        var all = new TreeSet<K>(one.keySet());
        all.addAll(other.keySet());
        return all;
    }

    private void note(Figure figure, long was, long now) {
        if (was != now) {
            changed.put(figure, new Attribution(was, now));
            if (figure instanceof Figure.Measured measured && !measured.measure().isSum()) {
                time.follow(measured);
            }
        }
    }

    /// The changes from one edition to the next but those of coverage, by figure and cause.
    ///
    /// @param was the figures of the edition before
    /// @param now the figures of this one
    /// @param before the lineage of the edition before, sorted by submission id
    /// @param after the lineage of this one, likewise
    public static Changes between(
            Figures was,
            Figures now,
            Iterator<LineageLine> before,
            Iterator<LineageLine> after,
            Causes causes) {
        var changes = new Changes(was, now);
        // Where only the inputs differ, causes are asked all the same: one may find that a
        // submission is missing in whose place another of the same figures came.
        if (!changes.changed.isEmpty()
                || !changes.shiftPlaces.isEmpty()
                || !was.inputs().equals(now.inputs())) {
            changes.merge(before, after, causes);
        }
        return changes;
    }

    private void merge(Iterator<LineageLine> before, Iterator<LineageLine> after, Causes causes) {
        var left = next(before, null);
        var right = next(after, null);
        while (left != null || right != null) {
            int order = left == null ? 1 : right == null ? -1 : compare(left, right);
            if (left != null && order < 0) {
                attribute(causes.departed(left.submissionId()), left, null);
                left = next(before, left);
            } else if (right != null && order > 0) {
                var cause =
                        right.revision() == 1 ? Cause.LATE : causes.arrived(right.submissionId());
                attribute(cause, null, right);
                right = next(after, right);
            } else if (left != null && right != null) {
                attribute(cause(left, right), left, right);
                left = next(before, left);
                right = next(after, right);
            }
        }
    }

    private static Cause cause(LineageLine before, LineageLine after) {
        if (before.sameRevision(after)) {
            return Cause.RULES;
        }
        var from = before.contribution();
        var to = after.contribution();
        return from.place().equals(to.place()) && from.operation().equals(to.operation())
                ? Cause.REVISED
                : Cause.MOVED;
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

    /// Gives a submission's difference to each changed figure that it bears on.
    private void attribute(Cause cause, @Nullable LineageLine before, @Nullable LineageLine after) {
        var line = before == null ? after : before;
        if (line == null) {
            return;
        }
        var submission = line.submissionId();
        var was = before == null ? null : before.contribution();
        var is = after == null ? null : after.contribution();
        for (var timed : time.add(cause, was, is)) {
            name(timed, cause, submission, 0);
        }
        if (was != null && was.equals(is)) {
            return;
        }
        var differences = new HashMap<Figure, Long>();
        add(differences, was, -1);
        add(differences, is, 1);
        differences.forEach((figure, difference) -> {
            if (difference != 0) {
                name(figure, cause, submission, difference);
            }
        });
        engaged(cause, submission, was);
        if (was == null || is == null || !was.place().equals(is.place())) {
            engaged(cause, submission, is);
        }
    }

    private void engaged(Cause cause, SubmissionId submission, @Nullable Contribution it) {
        if (it != null
                && cause.namesSubmissions()
                && it.adds().get(Measure.ENGAGEMENTS) > 0
                && shiftPlaces.contains(it.place())) {
            engaged.add(new Engaged(submission, it.place(), cause));
        }
    }

    /// The same revision counts otherwise by a priority only where the catalogue came to list
    /// priorities, or ceased to.
    private void name(Figure figure, Cause cause, SubmissionId submission, long difference) {
        var attribution = changed.get(figure);
        if (attribution != null) {
            attribution.add(
                    cause == Cause.RULES && isOfPriority(figure) ? Cause.CATALOGUE : cause,
                    submission,
                    difference);
        }
    }

    private static boolean isOfPriority(Figure figure) {
        return switch (figure) {
            case Figure.Measured measured -> measured.priority().isPresent();
            case Figure.Counted counted -> counted.breakdown() == Breakdown.PRIORITY;
            case Figure.Covered covered -> false;
        };
    }

    /// Adds `sign` times what `it` adds to each figure, those of time patrolled apart.
    private static void add(Map<Figure, Long> sums, @Nullable Contribution it, long sign) {
        if (it == null) {
            return;
        }
        var priorities = TimeShares.priorities(it);
        it.adds()
                .nonZero()
                .forEach((measure, value) -> {
                    sums.merge(Figure.total(measure), sign * value, Long::sum);
                    sums.merge(Figure.at(it.place(), measure), sign * value, Long::sum);
                    for (PriorityId priority : priorities) {
                        sums.merge(Figure.of(priority, measure), sign * value, Long::sum);
                    }
                });
        for (var part : it.parts()) {
            var figure = new Figure.Counted(part.breakdown(), part.value());
            sums.merge(figure, sign * part.count(), Long::sum);
        }
    }

    /// The entries, in the order of the figures: the operation, its places, its priorities, then
    /// the breakdowns; of one figure in the order of the causes.
    public List<Change> rows() {
        var rows = new ArrayList<Change>();
        changed.forEach((figure, attribution) -> {
            if (figure instanceof Figure.Measured measured && !measured.measure().isSum()) {
                attribution.shares(time.shares(measured));
            }
            attribution.rows(figure, rows);
        });
        return rows;
    }

    /// The engagements that may have changed which shifts are reported.
    public List<Engaged> engaged() {
        return List.copyOf(engaged);
    }

    /// The entries of coverage.
    ///
    /// @param was the coverage of the edition before
    /// @param now that of this one
    /// @param underEarlier what the submissions of this edition cover of the shifts that the
    ///   catalogue of the edition before had
    /// @param engaged the engagements that came, went or changed, of days next to the period too
    public static List<Change> coverage(
            Coverage was, Coverage now, Coverage underEarlier, List<Engaged> engaged) {
        return CoverageChanges.rows(was, now, underEarlier, new HashSet<>(engaged));
    }
}
