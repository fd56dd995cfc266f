package org.patrolledger.domain.summary;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.patrolledger.domain.id.PriorityId;

/// A summary as published. Holds no wall-clock time: the same submissions give the same summary on
/// any machine.
///
/// @param previous the period before, as its newest edition had it when this was published
/// @param yearEarlier likewise the same period of the year before
/// @param trend likewise the published ones of the [#TREND] periods before, the oldest first
public record Summary(
        EditionKey edition,
        Status status,
        Figures figures,
        Optional<Comparison> previous,
        Optional<Comparison> yearEarlier,
        List<Comparison> trend) {

    /// How many periods before its own a summary looks back on: with its own, twelve.
    public static final int TREND = 11;

    public Summary {
        trend = List.copyOf(trend);
        if (trend.size() > TREND) {
            throw new IllegalArgumentException("a trend has twelve periods at most");
        }
    }

    /// The edition compared with.
    ///
    /// @param priorities the measures of each of its priorities
    public record Comparison(
            EditionKey edition, Measures measures, SortedMap<PriorityId, Measures> priorities) {
        public Comparison {
            priorities = Collections.unmodifiableSortedMap(new TreeMap<>(priorities));
        }
    }

    /// This summary, to be compared with.
    public Comparison asComparison() {
        return new Comparison(edition, figures.measures(), figures.priorities());
    }
}
