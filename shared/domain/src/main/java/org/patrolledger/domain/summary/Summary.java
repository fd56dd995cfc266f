package org.patrolledger.domain.summary;

import java.util.Optional;

/// A summary as published. Holds no wall-clock time: the same submissions give the same summary on
/// any machine.
///
/// @param previous the period before, as its newest edition had it when this was published
/// @param yearEarlier likewise the same period of the year before
public record Summary(
        EditionKey edition,
        Status status,
        Figures figures,
        Optional<Comparison> previous,
        Optional<Comparison> yearEarlier) {

    /// The edition compared with.
    public record Comparison(EditionKey edition, Measures measures) {}

    /// This summary, to be compared with.
    public Comparison asComparison() {
        return new Comparison(edition, figures.measures());
    }
}
