package org.patrolledger.formats.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.SubmissionId;
import org.patrolledger.domain.summary.Coverage;
import org.patrolledger.formats.change.Change.Cause;
import org.patrolledger.formats.change.Changes.Engaged;
import org.patrolledger.formats.change.Figure.Covered;

/// Why other shifts are expected, or reported.
final class CoverageChanges {
    private CoverageChanges() {}

    /// The places of which other shifts are missing.
    static Set<PlaceId> places(Coverage was, Coverage now) {
        var before = new HashSet<>(was.missing());
        var after = new HashSet<>(now.missing());
        var places = new HashSet<PlaceId>();
        before.stream().filter(it -> !after.contains(it)).forEach(it -> places.add(it.place()));
        after.stream().filter(it -> !before.contains(it)).forEach(it -> places.add(it.place()));
        return places;
    }

    static List<Change> rows(
            Coverage was, Coverage now, Coverage underEarlier, Collection<Engaged> engaged) {
        var rows = new ArrayList<Change>();
        if (was.expected() != now.expected()) {
            rows.add(
                    new Change(
                            Covered.EXPECTED,
                            was.expected(),
                            now.expected(),
                            now.expected() - (long) was.expected(),
                            Cause.CATALOGUE,
                            List.of()));
        }
        if (was.reported() != now.reported()) {
            var shares = new EnumMap<Cause, Long>(Cause.class);
            var named = new EnumMap<Cause, Set<SubmissionId>>(Cause.class);
            attribute(was, underEarlier, engaged, shares, named);
            long catalogue = now.reported() - (long) underEarlier.reported();
            if (catalogue != 0) {
                shares.merge(Cause.CATALOGUE, catalogue, Long::sum);
            }
            shares.forEach((cause, share) ->
                    rows.add(
                            new Change(
                                    Covered.REPORTED,
                                    was.reported(),
                                    now.reported(),
                                    share,
                                    cause,
                                    List.copyOf(named.getOrDefault(cause, Set.of())))));
        }
        return rows;
    }

    /// Gives the shifts of each place that came to be reported, or ceased to be, to the engagements
    /// that changed there; where several causes did, to the first of them. A place where none is
    /// known lost an engagement to another place or to a day further off.
    private static void attribute(
            Coverage was,
            Coverage under,
            Collection<Engaged> engaged,
            Map<Cause, Long> shares,
            Map<Cause, Set<SubmissionId>> named) {
        var missing = new TreeMap<PlaceId, Long>();
        was.missing().forEach(it -> missing.merge(it.place(), 1L, Long::sum));
        under.missing().forEach(it -> missing.merge(it.place(), -1L, Long::sum));
        var byPlace = engaged.stream().collect(Collectors.groupingBy(Engaged::place));
        missing.forEach((place, share) -> {
            if (share == 0) {
                return;
            }
            var there = byPlace.getOrDefault(place, List.of());
            var cause =
                    there.stream()
                            .map(Engaged::cause)
                            .min(Comparator.naturalOrder())
                            .orElse(Cause.MOVED);
            shares.merge(cause, share, Long::sum);
            there.stream()
                    .filter(it -> it.cause() == cause)
                    .forEach(it ->
                            named.computeIfAbsent(cause, any -> new TreeSet<>())
                                    .add(it.submission()));
        });
    }
}
