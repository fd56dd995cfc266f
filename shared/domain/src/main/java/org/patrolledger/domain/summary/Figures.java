package org.patrolledger.domain.summary;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.patrolledger.domain.id.OrganisationId;
import org.patrolledger.domain.id.PlaceId;
import org.patrolledger.domain.id.PriorityId;

/// Everything a summary says about its period: a function of the submissions, the catalogue and
/// [Rules] alone.
///
/// @param measures the totals; for every measure the sum of `places`
/// @param places every place valid in the period, with zeros where nothing was reported
/// @param breakdowns as far as the rules that made the figures have them; [Breakdown#PRIORITY] only
///   where the operation lists priorities
/// @param priorities by priority, over the submissions of each, with zeros for a listed one that no
///   submission names; empty where the operation lists none
/// @param timeliness by organisation, those that submitted anything
public record Figures(
        Measures measures,
        SortedMap<Breakdown, SortedMap<String, Long>> breakdowns,
        SortedMap<PlaceId, Measures> places,
        SortedMap<PriorityId, Measures> priorities,
        Coverage coverage,
        Inputs inputs,
        SortedMap<OrganisationId, Timeliness> timeliness) {

    public Figures {
        var values = new TreeMap<Breakdown, SortedMap<String, Long>>();
        breakdowns.forEach((breakdown, counts) -> values.put(breakdown, copy(counts)));
        breakdowns = Collections.unmodifiableSortedMap(values);
        places = copy(places);
        priorities = copy(priorities);
        timeliness = copy(timeliness);
    }

    private static <K, V> SortedMap<K, V> copy(SortedMap<K, V> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    /// Whether an edition with `published` figures still holds: the same submissions make the same
    /// figures.
    ///
    /// The catalogue is no input. A place or shift added today applies to every period there was,
    /// and is no reason to publish all of them again. So a place where nothing was reported does
    /// not count, nor does coverage of another number of shifts; but a shift reported by an
    /// engagement of the day next to the period does, though that is not among the inputs.
    ///
    /// Nor do priorities: which there are is of the catalogue, and which a submission serves is of
    /// the inputs.
    ///
    /// Timeliness does not count either: a withdrawal can change it while everything else is as it
    /// was.
    public boolean sameAs(Figures published) {
        return inputs.equals(published.inputs)
                && measures.equals(published.measures)
                && counted().equals(published.counted())
                && reported().equals(published.reported())
                && (coverage.equals(published.coverage)
                        || coverage.expected() != published.coverage.expected());
    }

    private Map<Breakdown, SortedMap<String, Long>> counted() {
        var counted = new TreeMap<>(breakdowns);
        counted.remove(Breakdown.PRIORITY);
        counted.values().removeIf(Map::isEmpty);
        return counted;
    }

    private SortedMap<PlaceId, Measures> reported() {
        var reported = new TreeMap<>(places);
        reported.values().removeIf(Measures.ZERO::equals);
        return reported;
    }
}
