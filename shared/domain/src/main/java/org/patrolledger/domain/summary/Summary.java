package org.patrolledger.domain.summary;

import java.util.List;
import java.util.Optional;

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

    /// A summary that looks back on nothing but what it is compared with.
    public Summary(
            EditionKey edition,
            Status status,
            Figures figures,
            Optional<Comparison> previous,
            Optional<Comparison> yearEarlier) {
        this(edition, status, figures, previous, yearEarlier, List.of());
    }

    /// The edition compared with.
    public record Comparison(EditionKey edition, Measures measures) {}

    /// This summary, to be compared with.
    public Comparison asComparison() {
        return new Comparison(edition, figures.measures());
    }
}
